"""Global envelopes against the definition in plain loops, and what must hold of any of them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.measure import global_envelope

KINDS = ("rank", "erl", "cont", "area")
SIDES = ("two-sided", "greater", "less")


def mid_rank(values, i):
    less = sum(v < values[i] for v in values)
    equal = sum(v == values[i] for v in values)
    return less + (equal + 1) / 2


def continuous_rank(values, i):
    n = len(values)
    if sum(v == values[i] for v in values) > 1:
        return mid_rank(values, i) - 0.5
    if n < 3:
        return mid_rank(values, i) - 0.5
    order = sorted(values)
    at = order.index(values[i])
    if at == 0:
        return (
            math.exp(-(order[1] - order[0]) / (order[-1] - order[1])) if order[-1] > order[1] else 0
        )
    if at == n - 1:
        gap = order[-2] - order[0]
        return n - (math.exp(-(order[-1] - order[-2]) / gap) if gap else 0)
    return at + (order[at] - order[at - 1]) / (order[at + 1] - order[at - 1])


def ranks_of(curves, kind, side):
    """The pointwise ranks, a list for each curve; infinite where it is undefined."""
    total, grid = len(curves), len(curves[0])
    ranks = [[math.inf] * grid for _ in curves]
    whole = kind in ("rank", "erl")
    for d in range(grid):
        known = [i for i in range(total) if not math.isnan(curves[i][d])]
        values = [curves[i][d] for i in known]
        for k, i in enumerate(known):
            low = mid_rank(values, k) if whole else continuous_rank(values, k)
            high = len(values) + (1 if whole else 0) - low
            one = {"two-sided": min(low, high), "greater": high, "less": low}[side]
            ranks[i][d] = one * (total / len(values)) if len(values) < total else one
    return ranks


def more_or_as_extreme(one, other, kind):
    """Say whether ranks `one` are at least as extreme as `other`."""
    if kind == "erl":
        return sorted(one) <= sorted(other)
    if kind in ("rank", "cont"):
        return min(one) <= min(other)

    def area(ranks):
        top = min(ranks)
        if math.isinf(top):
            return top
        top = math.ceil(top)
        return top - sum(top - r for r in ranks if r <= top) / len(ranks)

    return area(one) <= area(other)


def by_hand(curves, kind, side, level):
    """p and the hull of the curves that are not among the most extreme."""
    ranks, total = ranks_of(curves, kind, side), len(curves)
    p = sum(more_or_as_extreme(r, ranks[0], kind) for r in ranks) / total
    kept = []
    for i in range(total):
        before = sum(not more_or_as_extreme(ranks[i], r, kind) for r in ranks)
        as_extreme = sum(more_or_as_extreme(r, ranks[i], kind) for r in ranks)
        assert before < as_extreme
        if as_extreme > level * total + 1e-9:
            kept.append(i)
    hull = []
    for d in range(len(curves[0])):
        values = [curves[i][d] for i in kept if not math.isnan(curves[i][d])]
        hull.append((min(values), max(values)) if values else (math.nan, math.nan))
    return p, np.array(hull)


def made(seed, draws, grid, *, tied=False, holes=0.0):
    random = np.random.default_rng(seed)
    curves = random.normal(size=(draws + 1, grid)).cumsum(axis=1)
    if tied:
        curves = np.round(curves)
    curves[random.random(curves.shape) < holes] = np.nan
    return curves


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("kind", ["erl", "cont", "area"])
@pytest.mark.parametrize(("tied", "holes"), [(False, 0), (True, 0), (False, 0.3), (True, 0.3)])
def test_p_and_band_are_those_of_the_definition(kind, side, tied, holes):
    for seed in range(6):
        curves = made(seed, 39, 5, tied=tied, holes=holes)
        curves[0] += seed / 2
        got = global_envelope(curves[0], curves[1:], kind=kind, side=side, level=0.1)
        p, hull = by_hand(curves.tolist(), kind, side, 0.1)
        if not np.isnan(curves[0]).all():
            assert got.p == pytest.approx(p)
        low = np.full(5, -np.inf) if side == "greater" else hull[:, 0]
        high = np.full(5, np.inf) if side == "less" else hull[:, 1]
        np.testing.assert_array_equal(got.low, low)
        np.testing.assert_array_equal(got.high, high)


@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("side", SIDES)
def test_the_rank_envelope_has_an_interval_of_p_that_holds_that_of_its_refinement(side, tied):
    for seed in range(8):
        curves = made(seed, 59, 7, tied=tied)
        got = global_envelope(curves[0], curves[1:], kind="rank", side=side)
        lowest = [min(ranks) for ranks in ranks_of(curves.tolist(), "rank", side)]
        less = sum(r < lowest[0] for r in lowest[1:])
        equal = sum(r == lowest[0] for r in lowest[1:])
        assert got.p_liberal == pytest.approx((1 + less) / 60)
        assert got.p_conservative == pytest.approx((1 + less + equal) / 60)
        assert got.p_liberal <= got.p <= got.p_conservative
        assert got.p == global_envelope(curves[0], curves[1:], kind="erl", side=side).p
        # The k-th lowest and highest values, k the rank that no more than 5 % fall below.
        k = sorted(lowest)[3]
        ordered = np.sort(curves, axis=0)
        if side != "greater":
            np.testing.assert_array_equal(got.low, ordered[int(k) - 1])
        if side != "less":
            np.testing.assert_array_equal(got.high, ordered[60 - int(k)])


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 9999),
    draws=st.integers(19, 120),
    grid=st.integers(1, 9),
    kind=st.sampled_from(KINDS[1:]),
    side=st.sampled_from(SIDES),
    level=st.sampled_from([0.05, 0.1, 0.2]),
)
def test_without_ties_a_curve_leaves_the_band_where_p_is_at_most_the_level(
    seed, draws, grid, kind, side, level
):
    curves = made(seed, draws, grid)
    got = global_envelope(curves[0], curves[1:], kind=kind, side=side, level=level)
    assert bool(got.leaves.any()) == (got.p <= level + 1e-12)
    if side != "two-sided":
        assert not (got.below if side == "greater" else got.above).any()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 9999), draws=st.integers(5, 80), kind=st.sampled_from(KINDS[1:]))
def test_with_ties_and_gaps_a_curve_that_leaves_the_band_has_such_a_p(seed, draws, kind):
    curves = made(seed, draws, 6, tied=True, holes=0.2)
    got = global_envelope(curves[0], curves[1:], kind=kind)
    if got.leaves.any():
        assert got.p <= 0.05


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("tied", "holes"), [(False, 0.0), (True, 0.0), (True, 0.4)])
def test_each_place_among_exchangeable_curves_gets_its_share_of_small_p(kind, tied, holes):
    """Every curve of one set in turn is the observed one: p ≤ a for no more than a of them."""
    curves = made(3, 99, 8, tied=tied, holes=holes)
    p = []
    for i in range(100):
        others = np.delete(curves, i, axis=0)
        p.append(global_envelope(curves[i], others, kind=kind).p)
    p = np.array(p)
    for level in (0.01, 0.05, 0.1, 0.3, 0.7):
        assert np.nanmean(p <= level + 1e-12) <= level + 1e-12
    if not tied:
        np.testing.assert_allclose(np.sort(p), np.arange(1, 101) / 100)


def test_rising_transformations_change_nothing_of_ranks():
    curves = made(5, 99, 10)
    plain = global_envelope(curves[0], curves[1:])
    bent = global_envelope(np.exp(curves[0]), np.exp(curves[1:]))
    assert bent.p == plain.p
    np.testing.assert_allclose(np.log(bent.high), plain.high)
    turned = global_envelope(-curves[0], -curves[1:], side="less")
    assert turned.p == global_envelope(curves[0], curves[1:], side="greater").p


def test_rounding_makes_no_difference_and_nothing_is_extreme_where_it_is_undefined():
    curves = made(2, 99, 4, tied=True)
    random = np.random.default_rng(0)
    shaken = curves * (1 + 1e-14 * random.standard_normal(curves.shape))
    one = global_envelope(curves[0], curves[1:])
    two = global_envelope(shaken[0], shaken[1:])
    assert one.p == two.p
    assert one.leaves.tolist() == two.leaves.tolist()
    gap = curves.copy()
    gap[0, 1] = np.nan
    assert not global_envelope(gap[0], gap[1:]).leaves[1]
    nothing = global_envelope(np.full(4, np.nan), curves[1:])
    assert math.isnan(nothing.p)
    assert not nothing.leaves.any()


def test_too_few_draws_leave_every_curve_inside():
    curves = made(1, 18, 5)
    got = global_envelope(curves[0] + 100, curves[1:])
    assert got.p == pytest.approx(1 / 19)
    assert not got.leaves.any()
    assert global_envelope(curves[0] + 100, np.vstack([curves[1:], curves[1:2]])).leaves.all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "max"}, "kind"),
        ({"side": "both"}, "side"),
        ({"level": 1.0}, "level"),
        ({"simulated": np.zeros((9, 3))}, "distances"),
        ({"simulated": np.zeros((1, 4))}, "at least 2"),
        ({"simulated": np.full((9, 4), np.inf)}, "finite"),
    ],
)
def test_bad_arguments_are_told_in_one_line(change, message):
    options = {"observed": np.zeros(4), "simulated": np.zeros((9, 4)), **change}
    with pytest.raises(ValueError, match=message) as told:
        global_envelope(**options)
    assert "\n" not in str(told.value)
