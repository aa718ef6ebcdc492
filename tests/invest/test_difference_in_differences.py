"""Two-way fixed effects: closed forms, dummies by hand, simulated truth, and bad panels."""

import builtins
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.special import stdtr

from clusterlab.invest import bacon_decomposition, difference_in_differences
from clusterlab.invest._reassignment import assign
from clusterlab.invest.difference_in_differences import Reassigned


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
    panel = panel_of([3] * 6 + [5] * 4 + [None] * 10, lambda g, t: 1.0 + t - g)
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
    for seed in range(60):
        panel = panel_of([3] * 12 + [None] * 12, lambda g, t: 1.0, periods=4, seed=seed)
        row = difference_in_differences(panel, outcome="deals", confidence=0.9).loc["treated"]
        held.append(row["low"] <= 1.0 <= row["high"])
    # Three standard errors of 60 draws about 90 %.
    assert np.mean(held) >= 0.78


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


def null_panel(treated, units, periods=4):
    rows = [(u, t, 2.0 if u < treated else None) for u in range(units) for t in range(periods)]
    return pd.DataFrame(rows, columns=["unit", "period", "treated_from"])


def clustered_p(outcomes, treated, units, periods):
    """p of clustered errors for two equal halves before and after, by arithmetic of its own."""
    # Shape (draws, units, periods); the treatment with the effects of units and periods out.
    under = np.zeros((units, periods))
    under[:treated, periods // 2 :] = 1
    centred = under - under.mean(0) - under.mean(1)[:, None] + under.mean()
    y = outcomes - outcomes.mean(1, keepdims=True) - outcomes.mean(2, keepdims=True)
    y = y + outcomes.mean((1, 2), keepdims=True)
    beta = (y * centred).sum((1, 2)) / (centred**2).sum()
    scores = ((y - beta[:, None, None] * centred) * centred).sum(2)
    error = np.sqrt((scores**2).sum(1)) / (centred**2).sum()
    return beta, 2 * stdtr(units - 1, -np.abs(beta / error))


@pytest.mark.parametrize(("treated", "units"), [(2, 12), (3, 15)])
def test_few_treated_units_reject_a_true_null_no_more_often_than_said(treated, units):
    """1,000 nulls tell 5 % from 10 %: their limits of three standard errors do not meet."""
    panel = null_panel(treated, units)
    clean = panel.assign(outcome=0.0)
    design = Reassigned(clean, clean["unit"], seed=0)
    outcomes = np.random.default_rng(treated).normal(size=(1000, units, 4))
    found = [design.of(one.ravel(), confidence=0.95) for one in outcomes]
    p = np.array([one.p_value for one in found])
    assert np.mean(p <= 0.05) <= 0.0707 < 0.1 - 3 * np.sqrt(0.1 * 0.9 / 1000)
    # Exact: as many as the assignments allow, and not far fewer.
    assert np.mean(p <= 0.05) >= 0.025
    held = [one.low <= 0 <= one.high for one in found]
    np.testing.assert_array_equal(held, p > 0.05)
    # The same nulls show what clustered errors do, so that the limit above can be crossed.
    beta, old = clustered_p(outcomes, treated, units, 4)
    assert np.mean(old <= 0.05) > 0.0707
    row = difference_in_differences(panel.assign(y=outcomes[0].ravel()), outcome="y")
    assert row.attrs["few_treated"] and row.attrs["inference"] == "randomisation"
    row = row.loc["treated"]
    assert row["estimate"] == pytest.approx(beta[0])
    assert (row["p_value"], row["low"], row["high"]) == pytest.approx(
        (found[0].p_value, found[0].low, found[0].high)
    )


def test_randomisation_is_fishers_exact_test_written_out_and_its_interval_the_test_inverted():
    panel = null_panel(3, 9).assign(y=np.random.default_rng(5).normal(size=36))
    table = difference_in_differences(panel, outcome="y", confidence=0.9)
    row = table.loc["treated"]

    def p_of(effect):
        wide = panel["y"].to_numpy().reshape(9, 4) - effect * (
            (np.arange(9) < 3)[:, None] & (np.arange(4) >= 2)
        )
        change = wide[:, 2:].mean(1) - wide[:, :2].mean(1)
        gaps = [
            abs(change[list(c)].mean() - np.delete(change, list(c)).mean())
            for c in combinations(range(9), 3)
        ]
        return np.mean(np.array(gaps) >= gaps[0] - 1e-12)

    assert table.attrs["assignments"] == 84
    assert row["p_value"] == pytest.approx(p_of(0.0))
    for bound, outward in ((row["low"], -1), (row["high"], 1)):
        assert p_of(bound - outward * 1e-6) > 0.1 >= p_of(bound + outward * 1e-6)


def test_clusters_exchange_their_beginnings_whole():
    """Errors of a cluster go together: exchanging its units rejects far more than one in twenty."""
    panel = null_panel(6, 36).assign(outcome=0.0, region=np.repeat(np.arange(12), 12))
    rng = np.random.default_rng(3)
    shared = np.repeat(rng.normal(size=(1000, 12, 4)), 3, axis=1)
    outcomes = shared + 0.2 * rng.normal(size=shared.shape)
    by_region = Reassigned(panel, panel["region"], seed=0)
    p = np.array([by_region.of(one.ravel(), confidence=0.95).p_value for one in outcomes])
    assert 0.025 <= np.mean(p <= 0.05) <= 0.0707
    by_unit = Reassigned(panel, panel["unit"], seed=0)
    torn = np.array([by_unit.of(one.ravel(), confidence=0.95).p_value for one in outcomes])
    assert np.mean(torn <= 0.05) > 0.15
    given = panel.assign(y=outcomes[0].ravel())
    found = difference_in_differences(given, outcome="y", cluster_by="region")
    assert found["p_value"].iloc[0] == pytest.approx(p[0])
    assert found.attrs["assignments"] == 66


def test_twelve_treated_units_in_two_clusters_are_few():
    panel = null_panel(12, 48).assign(y=np.random.default_rng(1).normal(size=192))
    assert not difference_in_differences(panel, outcome="y").attrs["few_treated"]
    wide = panel.assign(region=panel["unit"] // 6)
    assert difference_in_differences(wide, outcome="y", cluster_by="region").attrs["few_treated"]


def test_a_cluster_whose_units_begin_apart_is_never_torn():
    starts = np.array([3.0, np.nan, 3.0, np.nan, np.nan, np.nan])
    groups = np.array([0, 0, 1, 1, 2, 2])
    for row in assign(starts, groups, seed=1):
        per_cluster = sorted(int(np.sum(~np.isnan(row[groups == k]))) for k in range(3))
        assert per_cluster == [0, 1, 1]


def test_assignments_drawn_follow_the_seed_alone():
    panel = null_panel(5, 30).assign(y=np.random.default_rng(2).normal(size=120))
    first, again, other = (
        difference_in_differences(panel, outcome="y", seed=seed) for seed in (7, 7, 8)
    )
    pd.testing.assert_frame_equal(first, again)
    assert first["low"].iloc[0] != other["low"].iloc[0]
    assert first.attrs["assignments"] == 1000


@pytest.mark.parametrize(
    ("panel", "cluster_by", "code"),
    [
        (null_panel(3, 5), None, "too_few_assignments"),
        (null_panel(3, 12).assign(where=lambda t: t["period"] % 2), "where", "units_in_several"),
        (null_panel(3, 12).assign(flat=1.0), None, "no_variation"),
        (null_panel(12, 26).assign(flat=1.0), None, "no_variation"),
    ],
)
def test_without_a_statistic_there_is_nan_and_a_reason(panel, cluster_by, code):
    noise = np.random.default_rng(0).normal(size=len(panel))
    panel = panel.assign(y=panel.get("flat", noise))
    table = difference_in_differences(panel, outcome="y", cluster_by=cluster_by)
    assert table[["low", "high"]].isna().all(axis=None)
    assert table.attrs["reason"]["code"].startswith(code)
    # Ten ways: p is exact, though no effect can be ruled out.
    assert table["p_value"].isna().all() == (code != "too_few_assignments")


def test_units_that_all_begin_together_are_one_plain_line():
    rows = {"unit": list("aabb"), "period": [1, 2] * 2, "treated_from": [2] * 4, "y": [1, 5, 1, 2]}
    with pytest.raises(ValueError, match="same period; there is nothing to compare"):
        difference_in_differences(pd.DataFrame(rows), outcome="y")
