"""Effects by group and time: closed form, loops, simulated truth, coverage, and bad input."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import difference_in_differences, group_time_effects


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
    panel = panel_of([2] * 5 + [None] * 7, lambda g, t: 3.0, periods=2)
    wide = panel.pivot_table(index="unit", columns="period", values="deals")
    change = wide[2] - wide[1]
    treated, control = change[:5], change[5:]
    table = group_time_effects(panel, outcome="deals")
    assert list(table.index) == [(2, 2)]
    row = table.loc[(2, 2)]
    assert row["estimate"] == pytest.approx(treated.mean() - control.mean())
    # Two means of independent samples: Welch's standard error, with n in place of n - 1.
    error = np.sqrt(treated.var(ddof=0) / 5 + control.var(ddof=0) / 7)
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
