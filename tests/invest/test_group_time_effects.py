"""Effects by group and time: closed form, loops, simulated truth, coverage, and bad input."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import difference_in_differences, group_time_effects
from clusterlab.invest.group_time_effects import _each


def panel_of(starts, effect, *, periods=6, seed=1, noise=1.0):
    rng = np.random.default_rng(seed)
    rows = []
    for number, start in enumerate(starts):
        level = rng.normal(0, 3)
        for t in range(1, periods + 1):
            value = level + np.sin(t) + rng.normal(0, noise)
            if start is not None and t >= start:
                value += effect(start, t)
            rows.append((number, t, start, value))
    return pd.DataFrame(rows, columns=["unit", "period", "treated_from", "deals"])


def test_two_by_two_closed_form():
    panel = panel_of([2] * 10 + [None] * 14, lambda g, t: 3.0, periods=2)
    wide = panel.pivot_table(index="unit", columns="period", values="deals")
    change = wide[2] - wide[1]
    treated, control = change[:10], change[10:]
    table = group_time_effects(panel, outcome="deals")
    assert list(table.index) == [(2, 2)]
    row = table.loc[(2, 2)]
    assert row["estimate"] == pytest.approx(treated.mean() - control.mean())
    # Two means of independent samples: Welch's standard error, with n in place of n - 1.
    error = np.sqrt(treated.var(ddof=0) / 10 + control.var(ddof=0) / 14)
    assert row["standard_error"] == pytest.approx(error)
    assert table.attrs["overall"] == pytest.approx(row["estimate"])
    two_way = difference_in_differences(panel, outcome="deals").loc["treated", "estimate"]
    assert row["estimate"] == pytest.approx(two_way)


@pytest.mark.parametrize("controls", ["never_treated", "not_yet_treated"])
def test_against_loops(controls):
    panel = panel_of([3] * 4 + [5] * 3 + [None] * 6, lambda g, t: 1.0 * (t - g + 1))
    y = panel.pivot_table(index="unit", columns="period", values="deals")
    g_of = panel.drop_duplicates("unit")["treated_from"].to_numpy(float)
    table = group_time_effects(panel, outcome="deals", controls=controls)
    for (g, t), row in table.iterrows():
        with_it = [y.loc[u, t] - y.loc[u, g - 1] for u in y.index if g_of[u] == g]
        without = [
            y.loc[u, t] - y.loc[u, g - 1]
            for u in y.index
            if np.isnan(g_of[u]) or (controls == "not_yet_treated" and g_of[u] > t and g_of[u] > g)
        ]
        assert row["estimate"] == pytest.approx(np.mean(with_it) - np.mean(without))
        assert (row["treated"], row["control"]) == (len(with_it), len(without))
        assert row["since"] == t - g
    assert set(table.index) == {(g, t) for g in (3, 5) for t in range(1, 7) if t != g - 1}


def test_the_truth_is_found_where_two_way_effects_miss_it():
    def effect(g, t):
        return 3.0 * (t - g + 1)

    panel = panel_of([2] * 60 + [4] * 60 + [None] * 60, effect, noise=0.3)
    under = panel[panel["period"] >= panel["treated_from"]]
    truth = (3.0 * (under["period"] - under["treated_from"] + 1)).mean()
    table = group_time_effects(panel, outcome="deals")
    two_way = difference_in_differences(panel, outcome="deals").loc["treated"]
    assert table.attrs["overall"] == pytest.approx(truth, abs=0.15)
    assert not two_way["low"] <= truth <= two_way["high"]
    by_since = table.attrs["by_since"]
    for since in range(4):
        assert by_since.loc[since, "estimate"] == pytest.approx(effect(0, since), abs=0.15)
    before = by_since[by_since.index < 0]
    assert (before["estimate"].abs() < 0.15).all() and len(before)


def test_intervals_hold_the_truth_as_often_as_they_say():
    held = []
    for seed in range(300):
        rng = np.random.default_rng(seed)
        starts = [[2, 4, None][k] for k in rng.integers(0, 3, 60)]
        panel = panel_of(starts, lambda g, t: 1.0, periods=5, seed=seed)
        told = group_time_effects(panel, outcome="deals", confidence=0.9).attrs
        held.append(told["overall_low"] <= 1.0 <= told["overall_high"])
    assert 0.84 <= np.mean(held) <= 0.95


def test_without_never_treated_the_later_serve():
    panel = panel_of([2] * 5 + [5] * 5, lambda g, t: 1.0)
    with pytest.raises(ValueError, match="can serve as controls"):
        group_time_effects(panel, outcome="deals")
    table = group_time_effects(panel, outcome="deals", controls="not_yet_treated")
    # Once all are treated there is nobody to compare with.
    assert table.index.get_level_values("period").max() == 4


def test_disorder():
    panel = panel_of([3] * 3 + [None] * 3, lambda g, t: 1.0)
    with pytest.raises(ValueError, match="controls must be one of never_treated"):
        group_time_effects(panel, outcome="deals", controls="all")
    with pytest.raises(ValueError, match="between 0 and 1, not 95"):
        group_time_effects(panel, outcome="deals", confidence=95)
    with pytest.raises(ValueError, match="not balanced"):
        group_time_effects(panel.iloc[1:], outcome="deals")


@pytest.mark.parametrize(("treated", "units"), [(2, 12), (3, 15)])
def test_few_treated_units_reject_a_true_null_no_more_often_than_said(treated, units):
    """1,000 nulls tell 5 % from 10 %: their limits of three standard errors do not meet."""
    rng = np.random.default_rng(treated)
    starts = np.where(np.arange(units) < treated, 2.0, np.inf)
    rejected, old = [], []
    for _ in range(1000):
        y = rng.normal(size=(units, 2))
        cell = _each(y, starts, np.array([1, 2]), "never_treated")[0]
        found = cell.reassigned(0.95, 0)
        rejected.append(found.p_value <= 0.05)
        assert (found.low <= 0 <= found.high) == (not rejected[-1])
        change = y[:, 1] - y[:, 0]
        with_it, without = change[:treated], change[treated:]
        error = np.sqrt(with_it.var() / treated + without.var() / (units - treated))
        old.append(abs(with_it.mean() - without.mean()) > 1.96 * error)
    assert 0.025 <= np.mean(rejected) <= 0.0707 < 0.1 - 3 * np.sqrt(0.1 * 0.9 / 1000)
    assert np.mean(old) > 0.0707
    panel = panel_of([2] * treated + [None] * (units - treated), lambda g, t: 0, periods=2)
    table = group_time_effects(panel.assign(deals=y.ravel()), outcome="deals")
    assert table.attrs["few_treated"] and table.attrs["inference"] == "randomisation"
    ours = (found.p_value, found.low, found.high)
    assert tuple(table.iloc[0][["p_value", "low", "high"]]) == pytest.approx(ours)
    # One group, one period: the mean is the row, and both ways to its test are one.
    told = [table.attrs[f"overall_{name}"] for name in ("p_value", "low", "high")]
    assert told == pytest.approx(list(ours))


def test_few_units_of_one_group_are_the_two_sample_test_written_out():
    panel = panel_of([2] * 3 + [None] * 6, lambda g, t: 1.0, periods=3)
    table = group_time_effects(panel, outcome="deals", confidence=0.9)
    wide = panel.pivot_table(index="unit", columns="period", values="deals").to_numpy()
    for (_, t), row in table.iterrows():
        for effect in (0.0, row["low"] + 1e-6, row["high"] - 1e-6):
            change = wide[:, t - 1] - wide[:, 0] - effect * (np.arange(9) < 3)
            gaps = [
                abs(change[list(c)].mean() - np.delete(change, list(c)).mean())
                for c in combinations(range(9), 3)
            ]
            p = np.mean(np.array(gaps) >= gaps[0] - 1e-12)
            if effect:
                assert p > 0.1
            else:
                assert row["p_value"] == pytest.approx(p)
    by_since = table.attrs["by_since"]
    np.testing.assert_allclose(by_since["low"], table["low"])


def test_an_effect_of_few_units_that_begin_apart_is_held_and_its_means_by_period_are_withheld():
    held = []
    for seed in range(60):
        panel = panel_of([2] * 3 + [4] * 4 + [None] * 8, lambda g, t: 2.0, periods=5, seed=seed)
        told = group_time_effects(panel, outcome="deals", confidence=0.9, seed=seed).attrs
        held.append(told["overall_low"] <= 2.0 <= told["overall_high"])
        assert told["by_since"].loc[0, ["low", "high", "p_value"]].isna().all()
        assert told["reason"]["code"] == "too_few_in_groups"
    assert np.mean(held) >= 0.78


def test_without_variation_there_is_nan_and_a_reason_never_zero():
    for treated, control in ((3, 6), (12, 14)):
        panel = panel_of([2] * treated + [None] * control, lambda g, t: 1.0, periods=3)
        table = group_time_effects(panel.assign(deals=1.0), outcome="deals")
        assert table[["standard_error", "low", "high", "p_value"]].isna().all(axis=None)
        assert np.isnan(table.attrs["overall_p_value"])
        assert table.attrs["reason"]["code"] == "no_variation"
