"""Counts drawn in place of rows: their law against the multinomial and against rows themselves."""

import numpy as np
import pytest
from scipy import stats

from clusterlab.measure import _bootstrap
from clusterlab.measure._bootstrap import LANES, Redrawn, quotients


def sums_of(start, workers, *, draws, seed, groupings=()):
    drawing = Redrawn(np.asarray(start), np.asarray(workers, float), draws=draws, seed=seed)
    cells, groups = drawing.sums(0, len(start) - 1, groupings, keep=True)

    def flat(values):
        return values.transpose(1, 0, 2).reshape(values.shape[1], -1)[:, :draws]

    return drawing, flat(cells), [flat(one) for one in groups]


@pytest.mark.parametrize("number", [1, 2, 3, 10, 57])
def test_every_draw_picks_as_many_plants_as_there_are(number):
    _, counts, _ = sums_of(np.arange(number + 1), np.ones(number), draws=500, seed=number)
    assert (counts.sum(axis=0) == number).all()
    assert (counts >= 0).all()


def test_three_plants_have_the_multinomial_law():
    draws = 80_000
    _, counts, _ = sums_of([0, 1, 2, 3], np.ones(3), draws=draws, seed=5)
    kinds, seen = np.unique(counts, axis=1, return_counts=True)
    law = stats.multinomial(3, [1 / 3] * 3)
    assert kinds.shape[1] == 10
    expected = draws * np.array([law.pmf(kind) for kind in kinds.T])
    assert stats.chisquare(seen, expected).pvalue > 1e-3


def test_counts_of_a_plant_and_of_a_cell_are_binomial():
    number, draws = 400, 20_000
    _, counts, _ = sums_of([0, 1, 121, 400], np.ones(number), draws=draws, seed=6)
    for row, size in zip(counts, (1, 120, 279), strict=True):
        law = stats.binom(number, size / number)
        edges = np.unique(law.ppf(np.linspace(0, 1, 9)[1:-1]))
        place = np.searchsorted(edges, row, side="left")
        chances = np.diff(np.concatenate([[0.0], law.cdf(edges), [1.0]]))
        seen = np.bincount(place, minlength=len(chances))
        assert stats.chisquare(seen, draws * chances).pvalue > 1e-3
    # Counts of two cells: -n p q, since they share the draws.
    expected = -number * 0.3 * (279 / 400)
    assert np.cov(counts[1], counts[2])[0, 1] == pytest.approx(expected, rel=0.05)


def test_sums_have_the_law_of_rows_drawn_with_replacement():
    rng = np.random.default_rng(0)
    workers = np.ceil(rng.pareto(1.5, 3000) * 4)
    start = np.array([0, 4, 30, 400, 3000])
    cell = np.repeat(np.arange(4), np.diff(start))
    _, ours, _ = sums_of(start, workers, draws=4000, seed=1)
    rows = np.empty((4, 4000))
    for draw in range(4000):
        picked = rng.integers(0, 3000, 3000)
        rows[:, draw] = np.bincount(cell[picked], weights=workers[picked], minlength=4)
    for one, other in zip(ours, rows, strict=True):
        assert stats.ks_2samp(one, other).pvalue > 1e-3
    total, theirs = ours.sum(axis=0), rows.sum(axis=0)
    assert stats.ks_2samp(total, theirs).pvalue > 1e-3
    assert stats.ks_2samp(ours[3] / total, rows[3] / theirs).pvalue > 1e-3


def test_missing_draws_are_made_up_and_too_many_are_drawn_anew(monkeypatch):
    # With the mean at 1, half of the batches have too many and must be drawn again.
    monkeypatch.setattr(_bootstrap, "SHORT", 0.0)
    drawing, counts, _ = sums_of([0, 100, 300], np.ones(300), draws=4000, seed=2)
    assert (counts.sum(axis=0) == 300).all()
    assert (drawing.missing >= 0).all()
    assert counts[0].mean() == pytest.approx(100, abs=4 * np.sqrt(300 * 2 / 9 / 4000))


def test_parts_are_the_whole():
    rng = np.random.default_rng(3)
    start = np.concatenate([[0], np.sort(rng.integers(0, 900, 30)), [900]])
    workers = rng.integers(1, 99, 900).astype(float)
    drawing, whole, groups = sums_of(
        start, workers, draws=50, seed=4, groupings=[(np.arange(31) % 3, 3)]
    )
    for first, last in ((0, 7), (7, 31), (12, 13)):
        part, _ = drawing.sums(first, last, keep=True)
        flat = part.transpose(1, 0, 2).reshape(last - first, -1)[:, :50]
        np.testing.assert_array_equal(flat, whole[first:last])
    np.testing.assert_allclose(groups[0][1], whole[1::3].sum(axis=0))
    assert drawing.sums(0, 31, keep=False)[0].shape[1] == 0


def test_sixteen_bits_that_do_not_settle_a_count_are_settled():
    bounds = _bootstrap._poisson_bounds(0.9)
    table = _bootstrap._count_table(bounds)
    chances = np.diff(np.concatenate([[0.0], bounds / 65536, [1.0]]))
    np.testing.assert_allclose(
        chances[:9], stats.poisson(0.9).pmf(np.arange(9)), rtol=1e-6, atol=1e-15
    )
    open_ones = np.flatnonzero(table == _bootstrap.UNSURE)
    np.testing.assert_array_equal(open_ones, np.unique(np.floor(bounds[bounds < 65536])))
    sure = np.delete(np.arange(65536), open_ones)
    np.testing.assert_array_equal(table[sure], np.searchsorted(bounds, sure, side="right"))
    count = np.full(LANES, _bootstrap.UNSURE)
    word = np.uint64(int(bounds[0])) * np.uint64(0x0001000100010001)
    _bootstrap._settle(count, word, word, bounds)
    assert set(count.tolist()) <= {0, 1}


def test_quotients_are_those_of_the_definition():
    rng = np.random.default_rng(8)
    cells = rng.integers(0, 9, (2, 6, LANES)).astype(float)
    region, industry = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 2, 0, 1, 2])
    cells[0, :3, 2] = 0
    regions = np.stack([cells[:, :3].sum(axis=1), cells[:, 3:].sum(axis=1)], axis=1)
    industries = cells[:, :3] + cells[:, 3:]
    out = np.empty((6, 11))
    quotients(cells, regions, industries, region, industry, out)
    for draw in range(11):
        jobs = cells[draw // LANES, :, draw % LANES].reshape(2, 3)
        with np.errstate(invalid="ignore"):
            expected = jobs * jobs.sum() / np.outer(jobs.sum(axis=1), jobs.sum(axis=0))
        np.testing.assert_allclose(out[:, draw], expected.ravel(), rtol=1e-14)


def test_parts_cannot_be_had_before_the_whole():
    drawing = Redrawn(np.array([0, 1, 2]), np.ones(2), draws=8, seed=0)
    with pytest.raises(ValueError, match="whole must be drawn"):
        drawing.sums(0, 1, keep=True)
