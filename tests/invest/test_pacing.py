"""Pacing by hand, against the recursion written out, and under random growth."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import pacing, pacing_bands, pacing_by_year, unfunded

# Parameters of the worked example of Takahashi and Alexander.
PLAN = {"contribution_rates": [0.25, 1 / 3, 0.5], "life_years": 12, "bow": 2.5}


def test_recursion_written_out():
    table = pacing(100, growth=0.13, **PLAN)
    paid, nav = 0.0, 0.0
    for year in range(1, 13):
        rate = {1: 0.25, 2: 1 / 3}.get(year, 0.5)
        call = rate * (100 - paid)
        back = (year / 12) ** 2.5 * nav * 1.13
        paid, nav = paid + call, nav * 1.13 + call - back
        row = table.loc[year]
        assert row[["contribution", "distribution", "nav"]].tolist() == pytest.approx(
            [call, back, nav]
        )
        assert row["unfunded"] == pytest.approx(100 - paid)
    # The year of the end pays out all that was held; what is still called stands beside it.
    assert table["nav"].iloc[-1] == pytest.approx(table["contribution"].iloc[-1])


def test_without_growth_money_is_conserved():
    table = pacing(100, growth=0, **PLAN)
    held = table["contribution"].cumsum() - table["distribution"].cumsum()
    assert table["nav"].tolist() == pytest.approx(held.tolist())
    assert table["net"].tolist() == pytest.approx((-held).tolist())


def test_bands_close_on_the_plan_without_spread():
    bands = pacing_bands(100, growth=0.13, growth_sd=0, simulations=3, **PLAN)
    plan = pacing(100, growth=0.13, **PLAN)
    for name in plan:
        for q in (0.05, 0.5, 0.95):
            assert bands[name][q].tolist() == pytest.approx(plan[name].tolist())


def test_draws_have_the_mean_asked_for_and_depend_on_the_seed_alone():
    options = {"growth": 0.1, "growth_sd": 0.25, "simulations": 40_000} | PLAN
    bands = pacing_bands(100, seed=3, quantiles=np.linspace(0.005, 0.995, 100), **options)
    # The mean of evenly spread quantiles is the mean: the value of year 4 is linear in growth.
    plan = pacing(100, growth=0.1, **PLAN)
    assert bands["nav"].loc[4].mean() == pytest.approx(plan.loc[4, "nav"], rel=5e-3)
    again = pacing_bands(100, seed=3, quantiles=np.linspace(0.005, 0.995, 100), **options)
    pd.testing.assert_frame_equal(bands, again)
    other = pacing_bands(100, seed=4, quantiles=np.linspace(0.005, 0.995, 100), **options)
    assert not np.allclose(bands["nav"], other["nav"])


def test_a_programme_is_the_sum_of_its_years():
    made = pd.Series({2020: 100.0, 2023: 40.0})
    table = pacing_by_year(made, growth=0.1, **PLAN)
    one = pacing(1, growth=0.1, **PLAN)
    assert table.index.tolist() == list(range(2020, 2035))
    assert table.loc[2024, "nav"] == pytest.approx(100 * one.loc[5, "nav"] + 40 * one.loc[2, "nav"])
    assert table.loc[2034, "distribution"] == pytest.approx(40 * one.loc[12, "distribution"])
    total = 140 * one["distribution"].sum() - 140 * one["contribution"].sum()
    assert table["net"].iloc[-1] == pytest.approx(total)
    with pytest.raises(ValueError, match="at least one commitment"):
        pacing_by_year(made.iloc[:0], growth=0.1, **PLAN)


def test_unfunded():
    left = unfunded(pd.Series({"a": 100.0, "b": 50.0, "c": 9}), pd.Series({"a": 30.0, "b": 60.0}))
    assert left["a"] == 70
    assert left["b"] == 0
    assert np.isnan(left["c"])
    with pytest.raises(ValueError, match="'z' was called"):
        unfunded(pd.Series({"a": 1.0}), pd.Series({"z": 1.0}))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"growth": -1}, "growth must be more than -1"),
        ({"growth_sd": -0.1}, "growth_sd must be zero or more, not -0.1"),
        ({"bow": 0}, "bow must be above 0"),
        ({"life_years": 0}, "life_years must be 1"),
        ({"contribution_rates": []}, "empty"),
        ({"contribution_rates": [1.2]}, "not 1.2"),
        ({"minimum_yield": 2}, "not 2"),
        ({"simulations": 0}, "simulations must be 1"),
        ({"quantiles": [5]}, "quantiles must be from 0 to 1, not 5"),
    ],
)
def test_numbers_out_of_range(change, message):
    options = {"growth": 0.1, "growth_sd": 0.1} | PLAN | change
    with pytest.raises(ValueError, match=message):
        pacing_bands(100, **options)
    with pytest.raises(ValueError, match="commitment must be zero or more, not -1"):
        pacing(-1, growth=0.1, **PLAN)
