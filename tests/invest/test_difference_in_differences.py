"""Two-way fixed effects: closed forms, dummies by hand, simulated truth, and bad panels."""

import builtins

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import bacon_decomposition, difference_in_differences
from clusterlab.invest.difference_in_differences import _reassigned


def panel_of(starts, effect, *, periods=6, seed=1, noise=1.0, trend=0.5):
    """Panel of units that begin as told, with an effect of (unit's start, period)."""
    rng = np.random.default_rng(seed)
    rows = []
    for number, start in enumerate(starts):
        level = rng.normal(0, 2)
        for t in range(1, periods + 1):
            value = level + trend * t + rng.normal(0, noise)
            if start is not None and t >= start:
                value += effect(start, t)
            rows.append((f"u{number}", t, start, value))
    return pd.DataFrame(rows, columns=["unit", "period", "treated_from", "deals"])


def test_two_by_two_is_the_difference_of_differences():
    panel = panel_of([2] * 5 + [None] * 7, lambda g, t: 3.0, periods=2)
    means = panel.assign(treated=panel["treated_from"].notna()).pivot_table(
        index="treated", columns="period", values="deals"
    )
    by_hand = (means.loc[True, 2] - means.loc[True, 1]) - (
        means.loc[False, 2] - means.loc[False, 1]
    )
    row = difference_in_differences(panel, outcome="deals").loc["treated"]
    assert row["estimate"] == pytest.approx(by_hand, rel=1e-10)
    assert (row["units"], row["treated_units"], row["periods"]) == (12, 5, 2)


def test_against_least_squares_on_dummies():
    panel = panel_of([3] * 6 + [5] * 4 + [None] * 8, lambda g, t: 1.0 + t - g)
    dummies = pd.get_dummies(panel[["unit", "period"]].astype(str), drop_first=True).to_numpy(float)
    under = (panel["period"] >= panel["treated_from"]).to_numpy(float)
    x = np.column_stack([under, np.ones(len(panel)), dummies])
    y = panel["deals"].to_numpy()
    beta = np.linalg.lstsq(x, y, rcond=None)[0]
    # The sandwich by unit, with the treatment partialled out by hand.
    rest = x[:, 1:]
    left = under - rest @ np.linalg.lstsq(rest, under, rcond=None)[0]
    scores = pd.Series(left * (y - x @ beta)).groupby(panel["unit"].to_numpy()).sum()
    bare = np.sqrt((scores**2).sum()) / (left @ left)
    row = difference_in_differences(panel, outcome="deals").loc["treated"]
    assert row["estimate"] == pytest.approx(beta[0], rel=1e-9)
    # linearmodels scales by observations over degrees of freedom, which lies just above one.
    assert 1.0 <= row["standard_error"] / bare < 1.2
    assert row["low"] < row["estimate"] < row["high"]


def test_staggered_treatment_is_told_and_its_parts_add_up():
    panel = panel_of([2] * 5 + [4] * 5 + [None] * 5, lambda g, t: 2.0 * (t - g + 1), noise=0.1)
    table = difference_in_differences(panel, outcome="deals")
    parts = bacon_decomposition(panel, outcome="deals")
    assert table.loc["treated", "estimate"] == pytest.approx(
        (parts["weight"] * parts["estimate"]).sum(), rel=1e-9
    )
    assert table.attrs["staggered"] and table.attrs["cohorts"] == {2: 5, 4: 5}
    assert table.attrs["reason"]["code"] == "staggered_adoption"
    assert table.attrs["forbidden_weight"] == pytest.approx(
        parts.loc[parts["forbidden"], "weight"].sum()
    )


def test_together_is_not_staggered():
    table = difference_in_differences(
        panel_of([4] * 5 + [None] * 5, lambda g, t: 1.0), outcome="deals"
    )
    assert not table.attrs["staggered"]
    assert table.attrs["forbidden_weight"] == 0
    assert "reason" not in table.attrs


def test_a_growing_effect_of_all_can_come_out_with_the_wrong_size():
    # Everybody is treated in the end, and the effect grows: the true mean effect is far above.
    panel = panel_of([2] * 20 + [5] * 20, lambda g, t: 4.0 * (t - g + 1), noise=0.01)
    under = panel[panel["period"] >= panel["treated_from"]]
    truth = (4.0 * (under["period"] - under["treated_from"] + 1)).mean()
    table = difference_in_differences(panel, outcome="deals")
    assert table.loc["treated", "estimate"] < 0.5 * truth
    assert table.attrs["forbidden_weight"] > 0.3


def test_intervals_hold_the_truth_as_often_as_they_say():
    held = []
    for seed in range(120):
        panel = panel_of([3] * 12 + [None] * 12, lambda g, t: 1.0, periods=4, seed=seed)
        row = difference_in_differences(panel, outcome="deals", confidence=0.9).loc["treated"]
        held.append(row["low"] <= 1.0 <= row["high"])
    assert 0.80 <= np.mean(held) <= 0.97


def test_clusters_above_the_unit():
    panel = panel_of([3] * 6 + [None] * 6, lambda g, t: 1.0)
    wide = panel.assign(region=panel["unit"].map(lambda u: int(u[1:]) // 3))
    row = difference_in_differences(wide, outcome="deals", cluster_by="region").loc["treated"]
    assert row["clusters"] == 4
    with pytest.raises(ValueError, match="two clusters or more, not 1"):
        difference_in_differences(wide.assign(one=1), outcome="deals", cluster_by="one")
    with pytest.raises(ValueError, match="needs a column 'none'"):
        difference_in_differences(wide, outcome="deals", cluster_by="none")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"deals": "many"}, "Panel, row 2: deals many: must be a finite number."),
        ({"period": 1.5}, "row 2: period 1.5: must be a whole number"),
        ({"treated_from": "soon"}, "treated_from soon: must be a period, or empty"),
        ({"treated_from": 4}, "treated_from 3.0: must be the same in every row of a unit"),
        ({"period": 2}, "row 3: period 2: this unit has the period twice"),
    ],
)
def test_bad_panels_are_refused_in_one_line(change, message):
    panel = panel_of([3] * 3 + [None] * 3, lambda g, t: 1.0).astype(object)
    for column, value in change.items():
        panel.loc[0, column] = value
    with pytest.raises(ValueError, match=message) as caught:
        difference_in_differences(panel, outcome="deals")
    assert "\n" not in str(caught.value)


def test_nothing_to_compare():
    with pytest.raises(ValueError, match="no row under treatment"):
        difference_in_differences(panel_of([None] * 4, lambda g, t: 0), outcome="deals")
    with pytest.raises(ValueError, match="needs a column 'profit'"):
        difference_in_differences(panel_of([None] * 4, lambda g, t: 0), outcome="profit")


def test_the_library_is_named_where_it_is_missing(monkeypatch):
    real = builtins.__import__

    def absent(name, *rest):
        if name.startswith("linearmodels"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(ImportError, match=r"pip install 'clusterlab\[panel\]'"):
        difference_in_differences(panel_of([3] * 2 + [None] * 2, lambda g, t: 1), outcome="deals")


@pytest.mark.parametrize(("treated", "units"), [(2, 12), (3, 15)])
def test_few_treated_units_reject_a_true_null_no_more_often_than_said(treated, units):
    """Clustered errors rejected 16 % with 2 of 12; the assignments themselves keep the size."""
    rng = np.random.default_rng(treated)
    hits = []
    for _ in range(100):
        rows = pd.DataFrame(
            [(u, t, 3.0 if u < treated else None) for u in range(units) for t in range(1, 5)],
            columns=["unit", "period", "treated_from"],
        ).assign(y=rng.normal(size=units * 4))
        p, _ = _reassigned(rows.rename(columns={"y": "outcome"}))
        hits.append(p <= 0.05)
    found = difference_in_differences(rows, outcome="y")
    assert found.attrs["few_treated"] and found.attrs["inference"] == "randomisation"
    assert found["p_value"].iloc[0] == p
    # Three standard errors of 100 draws above 5 % are 11.5 %.
    assert np.mean(hits) <= 0.115


def test_units_that_all_begin_together_are_one_plain_line():
    rows = {"unit": list("aabb"), "period": [1, 2] * 2, "treated_from": [2] * 4, "y": [1, 5, 1, 2]}
    with pytest.raises(ValueError, match="same period; there is nothing to compare"):
        difference_in_differences(pd.DataFrame(rows), outcome="y")
