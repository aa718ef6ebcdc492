import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from scipy.stats import norm

from clusterlab.siting import rank_acceptability


def test_two_criteria_have_a_closed_form() -> None:
    """a = (1, 0) beats b = (0.2, 0.6) where w > 0.6 (1 - w) / 0.8, that is w > 3/7."""
    scaled = pd.DataFrame({"x": [1.0, 0.2], "y": [0.0, 0.6]}, index=["a", "b"])
    held = rank_acceptability(scaled, seed=1, draws=40_000, top=1)
    assert held.summary.loc["a", "first"] == pytest.approx(4 / 7, abs=0.01)
    assert held.ranks.loc["b", 2] == pytest.approx(4 / 7, abs=0.01)
    # Mean of x's weight where it is above 3/7: the middle of the range.
    assert held.central_weights.loc["a", "x"] == pytest.approx(5 / 7, abs=0.01)


def test_errors_of_values_have_a_closed_form() -> None:
    """With one criterion, P(a > b) is normal in the difference over the joint sd."""
    scaled = pd.DataFrame({"x": [0.6, 0.5]}, index=["a", "b"])
    sd = pd.DataFrame({"x": [0.1, 0.05]}, index=["a", "b"])
    held = rank_acceptability(scaled, seed=2, sd=sd, draws=40_000)
    expected = norm.cdf(0.1 / np.hypot(0.1, 0.05))
    assert held.summary.loc["a", "first"] == pytest.approx(expected, abs=0.01)


def test_ranks_follow_the_definition() -> None:
    """Brute force over the same draws of weights."""
    rng = np.random.default_rng(3)
    scaled = pd.DataFrame(rng.integers(0, 4, (30, 3)) / 3.0)
    held = rank_acceptability(scaled, seed=4, draws=600, top=5, ranks_kept=30, interval=0.9)
    root = np.random.SeedSequence(4).spawn(1)[0]
    weights = np.random.default_rng(root).dirichlet(np.ones(3), 600)
    score = (weights[:, None, :] * scaled.to_numpy()).sum(axis=2).round(12)
    ranks = 1 + (score[:, None, :] > score[:, :, None]).sum(axis=2)
    assert np.allclose(held.summary["first"], (ranks == 1).mean(axis=0))
    assert np.allclose(held.summary["top"], (ranks <= 5).mean(axis=0))
    assert np.allclose(held.summary["mean_rank"], ranks.mean(axis=0))
    assert np.array_equal(held.summary["best"], ranks.min(axis=0))
    assert np.array_equal(held.summary["worst"], ranks.max(axis=0))
    ordered = np.sort(ranks, axis=0)
    assert np.array_equal(held.summary["low"], ordered[30])
    assert np.array_equal(held.summary["high"], ordered[600 - 31])
    inside = (ranks >= held.summary["low"].to_numpy()) & (ranks <= held.summary["high"].to_numpy())
    assert (inside.mean(axis=0) >= 0.9).all()


def test_threads_do_not_change_the_result() -> None:
    rng = np.random.default_rng(5)
    scaled = pd.DataFrame(rng.random((300, 5)))
    one, four = (
        rank_acceptability(scaled, seed=6, draws=700, sd=scaled * 0.1, threads=n) for n in (1, 4)
    )
    pd.testing.assert_frame_equal(one.summary, four.summary)
    pd.testing.assert_frame_equal(one.ranks, four.ranks)
    pd.testing.assert_frame_equal(one.central_weights, four.central_weights)


def test_weights_lie_round_those_given() -> None:
    scaled = pd.DataFrame(np.eye(3), columns=list("abc"))
    held = rank_acceptability(
        scaled, seed=7, weights={"a": 0.6, "b": 0.4, "c": 0.0}, concentration=1e6, draws=2000
    )
    assert held.summary["first"].tolist() == [1.0, 0.0, 0.0]
    assert held.central_weights.loc[0].tolist() == pytest.approx([0.6, 0.4, 0.0], abs=0.001)
    assert held.summary.attrs["weights"] == {"a": 0.6, "b": 0.4, "c": 0.0}


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 12))
def test_rows_sum_to_1_and_dominance_is_never_reversed(seed: int, sites: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.random((sites, 4)) - 0.5
    values[0] = values.max(axis=0)
    values[-1] = values[0]
    held = rank_acceptability(pd.DataFrame(values), seed=seed, draws=200, ranks_kept=3)
    assert np.allclose(held.ranks.sum(axis=1), 1)
    assert held.summary["first"].iloc[[0, -1]].tolist() == [1.0, 1.0]
    order = rng.permutation(sites)
    again = rank_acceptability(pd.DataFrame(values).iloc[order], seed=seed, draws=200)
    pd.testing.assert_frame_equal(again.summary, held.summary.iloc[order])


def test_bad_input_is_refused() -> None:
    scaled = pd.DataFrame({"x": [0.1, 0.2]})
    for kwargs, message in (
        ({"draws": 0}, "draws"),
        ({"top": 0}, "top"),
        ({"interval": 0}, "interval"),
        ({"weights": [0.5]}, "sum to 0.5"),
        ({"weights": [1.0], "concentration": 0}, "concentration"),
        ({"sd": -scaled}, "zero or more"),
        ({"sd": scaled.rename(columns={"x": "y"})}, "same sites and criteria"),
        ({"draws": 10**9}, "draws times sites"),
    ):
        with pytest.raises(ValueError, match=message):
            rank_acceptability(scaled, seed=1, **kwargs)


def test_errors_that_belong_together_move_together() -> None:
    """Brute force: each draw takes one displacement whole, for all criteria and sites."""
    random = np.random.default_rng(7)
    scaled = pd.DataFrame(random.uniform(0, 1, (6, 2)), columns=["x", "y"])
    step = random.normal(0, 0.2, (40, 6))
    together = np.stack([step, step], axis=2)  # perfectly shared
    held = rank_acceptability(scaled, seed=8, together=together, draws=40_000, top=1)
    weights = random.dirichlet(np.ones(2), 20_000)
    score = np.stack([(weights @ (scaled.to_numpy() + off).T) for off in together])
    first = np.array([(score.argmax(axis=2) == site).mean() for site in range(6)])
    assert np.allclose(held.summary["first"], first, atol=0.012)


def test_shared_errors_do_not_cancel() -> None:
    """The sum of two criteria with one error e spreads as 2 w e, not as the root of two halves."""
    scaled = pd.DataFrame({"x": [0.6, 0.5], "y": [0.6, 0.5]}, index=["a", "b"])
    step = np.random.default_rng(9).normal(0, 0.1, (4000, 2))
    shared = rank_acceptability(
        scaled,
        seed=1,
        together=np.stack([step, step], axis=2),
        weights=[0.5, 0.5],
        draws=40_000,
        concentration=1e6,
    )
    apart = rank_acceptability(
        scaled, seed=1, sd=scaled * 0 + 0.1, weights=[0.5, 0.5], draws=40_000, concentration=1e6
    )
    expected = norm.cdf(0.1 / (0.1 * np.sqrt(2)))
    assert shared.summary.loc["a", "first"] == pytest.approx(expected, abs=0.02)
    assert apart.summary.loc["a", "first"] == pytest.approx(norm.cdf(1.0), abs=0.02)


def test_errors_of_another_shape_are_refused() -> None:
    scaled = pd.DataFrame({"x": [0.6, 0.5]})
    with pytest.raises(ValueError, match="2 sites and 1 criteria"):
        rank_acceptability(scaled, seed=1, together=np.zeros((3, 1, 2)))
