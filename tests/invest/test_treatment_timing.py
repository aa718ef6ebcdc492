"""Timing of treatment: the decomposition against Goodman-Bacon's formulas and an identity."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import bacon_decomposition
from clusterlab.invest.treatment_timing import read_panel


def panel_of(starts, *, periods, seed=0):
    rng = np.random.default_rng(seed)
    rows = [
        (u, t, start, rng.normal()) for u, start in enumerate(starts) for t in range(1, periods + 1)
    ]
    return pd.DataFrame(rows, columns=["unit", "period", "treated_from", "y"])


def within(values, panel):
    """Values less the means of their unit and period, plus the mean of all."""
    series = pd.Series(values, index=panel.index)
    by_unit = series.groupby(panel["unit"]).transform("mean")
    by_period = series.groupby(panel["period"]).transform("mean")
    return (series - by_unit - by_period + series.mean()).to_numpy()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "starts", [[2, 2, 4, 4, 4, None], [2, 3, 3, 5], [3, 3, None], [2, 4, 9, None, None]]
)
def test_parts_add_up_to_the_two_way_estimate(starts, seed):
    panel = panel_of(starts, periods=5, seed=seed)
    under = within((panel["period"] >= panel["treated_from"]).to_numpy(float), panel)
    estimate = under @ panel["y"].to_numpy() / (under @ under)
    parts = bacon_decomposition(panel, outcome="y")
    assert (parts["weight"] * parts["estimate"]).sum() == pytest.approx(estimate, rel=1e-9)
    assert parts["weight"].sum() == pytest.approx(1)
    assert (parts["weight"] > 0).all()


def test_weights_by_hand():
    # Thirds of units begin in 2, in 3, and never, over three periods: treated for 2/3 and 1/3.
    parts = bacon_decomposition(panel_of([2, 3, None], periods=3), outcome="y")
    # n_k n_u D(1-D) twice; n_k n_l (D_k-D_l)(1-D_k); n_k n_l (D_k-D_l) D_l, in ninths.
    raw = np.array([2 / 9, 2 / 9, 1 / 3 * 1 / 3, 1 / 3 * 1 / 3]) / 9
    assert parts["weight"].tolist() == pytest.approx((raw / raw.sum()).tolist())
    assert parts["forbidden"].tolist() == [False, False, False, True]


def test_disorder():
    panel = panel_of([2, None], periods=3)
    with pytest.raises(ValueError, match="not balanced"):
        bacon_decomposition(panel.iloc[:-1], outcome="y")
    with pytest.raises(ValueError, match="all units begin in the same period"):
        bacon_decomposition(panel_of([2, 2], periods=3), outcome="y")
    with pytest.raises(ValueError, match="no rows"):
        read_panel(panel.iloc[:0], outcome="y")
    with pytest.raises(ValueError, match="has no before"):
        read_panel(panel_of([1, None], periods=3), outcome="y")
