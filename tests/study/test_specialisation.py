"""A region's profile, against shares worked out by hand."""

import pandas as pd
import pytest

from clusterlab.study.specialisation import comparison_years, region_profile


def industries() -> pd.DataFrame:
    rows = [
        (region, industry, year, jobs)
        for year in (2020, 2022)
        for region, bio, food in (("A", 30, 20), ("B", 10, 40))
        for industry, jobs in (("bio", bio), ("food", food), ("ALL", bio + food))
    ]
    table = pd.DataFrame(rows, columns=["region", "industry", "year", "employees"])
    return table.assign(level="sido", source_id="s")


def test_the_profile_by_hand():
    found = region_profile(
        industries(),
        region="A",
        level="sido",
        value="employees",
        years=(2020, 2022),
        exclude=("ALL",),
    )
    assert found["lq_2022"].round(6).to_dict() == {"bio": 1.5, "food": round(0.4 / 0.6, 6)}
    assert found.loc["bio", ["region_share", "nation_share"]].tolist() == [0.6, 0.4]
    assert found.attrs["herfindahl"] == pytest.approx(0.6**2 + 0.4**2)
    assert found.attrs["krugman"] == pytest.approx(0.4)
    assert found.attrs["regions"] == 2
    assert found.attrs["source_ids"] == ["s"]


def test_an_unknown_region_is_named():
    with pytest.raises(ValueError, match="'C' is not among"):
        region_profile(
            industries(),
            region="C",
            level="sido",
            value="employees",
            years=(2022,),
            exclude=("ALL",),
        )


def test_the_years_set_side_by_side():
    table = industries()
    choose = {"level": "sido", "value": "employees"}
    assert comparison_years(table, region="A", **choose) == (2020, 2022)
    assert comparison_years(table[table["year"] == 2022], region="A", **choose) == (2022,)
    assert comparison_years(table, region="A", base=2019, **choose) == (2022,)
    assert comparison_years(table, region="nowhere", **choose) == ()
    assert comparison_years(table[table["region"] == "A"], region="A", **choose) == ()
    assert comparison_years(table.iloc[:0], region="A", **choose) == ()
