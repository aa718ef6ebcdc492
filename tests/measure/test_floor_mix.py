"""Floor-space mix against sums over the titles, year by year."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from clusterlab.measure import floor_mix, floor_space


@pytest.fixture
def titles():
    rng = np.random.default_rng(7)
    n = 60
    return pd.DataFrame(
        {
            "use_class": rng.choice(["office", "shop", "home"], n),
            "approved": rng.choice([2012, 2013, 2016, np.nan], n),
            "floor_area_m2": rng.uniform(10, 1000, n).round(1),
            "far_floor_area_m2": rng.uniform(10, 500, n).round(1),
            "counted": rng.random(n) < 0.9,
        }
    )


def test_stock_is_the_sum_of_counted_titles_up_to_the_year(titles):
    stock = floor_space(titles)
    assert stock.index.tolist() == [2012, 2013, 2014, 2015, 2016]
    for year in stock.index:
        for use in ("office", "shop", "home"):
            rows = titles[titles["counted"] & (titles["approved"] <= year)]
            expected = rows.loc[rows["use_class"] == use, "floor_area_m2"].sum()
            assert stock.loc[year, use] == pytest.approx(expected)
    dated = titles["counted"] & titles["approved"].notna()
    assert stock.iloc[-1].sum() == pytest.approx(titles.loc[dated, "floor_area_m2"].sum())
    left = titles["counted"] & titles["approved"].isna()
    assert stock.attrs["undated"] == left.sum()
    assert stock.attrs["undated_m2"] == pytest.approx(titles.loc[left, "floor_area_m2"].sum())


def test_mix_agrees_with_scipy(titles):
    for cumulative in (True, False):
        stock = floor_space(titles, area="far_floor_area_m2", cumulative=cumulative)
        mix = floor_mix(titles, area="far_floor_area_m2", cumulative=cumulative)
        for year in (2012, 2013, 2016):
            row = stock.loc[year].to_numpy()
            assert mix.loc[year, "entropy"] == pytest.approx(stats.entropy(row))
            assert mix.loc[year, "relative_entropy"] == pytest.approx(stats.entropy(row, base=3))
            assert mix.loc[year, "simpson"] == pytest.approx(1 - ((row / row.sum()) ** 2).sum())
    assert np.isnan(mix.loc[2014, "entropy"])
    assert mix.loc[2014, "floor_area_m2"] == 0


def test_repeated_areas_are_not_counted():
    rows = pd.DataFrame(
        {
            "use_class": ["office", "office"],
            "approved": [2020, 2020],
            "floor_area_m2": [100.0, 100.0],
            "counted": [True, False],
        }
    )
    assert floor_mix(rows).loc[2020, "floor_area_m2"] == 100


def test_no_titles_is_an_empty_table():
    rows = pd.DataFrame(columns=["use_class", "approved", "floor_area_m2", "counted"])
    assert floor_mix(rows).empty
    assert floor_mix(rows).attrs["titles"] == 0


def test_bad_areas_are_refused(titles):
    with pytest.raises(ValueError, match="no column 'area'"):
        floor_mix(titles, area="area")
    with pytest.raises(ValueError, match="zero or more; the lowest given is -5"):
        floor_mix(titles.assign(floor_area_m2=-5.0))
