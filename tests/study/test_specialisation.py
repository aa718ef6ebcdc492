"""A region's profile, against shares worked out by hand."""

from types import SimpleNamespace

import pandas as pd
import pytest

from clusterlab.study import scope, specialisation


def industries(years=(2020, 2022)) -> pd.DataFrame:
    rows = [
        (region, industry, year, jobs * (2 if year == 2020 else 1), jobs)
        for year in years
        for region, bio, food in (("A", 30, 20), ("B", 10, 40))
        for industry, jobs in (("bio", bio), ("food", food), ("ALL", bio + food))
    ]
    columns = ["region", "industry", "year", "employees", "value_added"]
    return pd.DataFrame(rows, columns=columns).assign(level="county", source_id="s")


def place(table: pd.DataFrame, region: str = "A"):
    return SimpleNamespace(
        industries=table,
        levels=("county",),
        home=lambda _: region,
        industry_totals=("ALL",),
        money_unit=lambda _: "million EUR",
        meta={"name_en": "Town"},
        country={},
    )


def test_the_profile_by_hand():
    within = scope.published(place(industries()), value="employees")
    found = specialisation.region_profile(within)
    assert found["lq"].round(6).to_dict() == {"bio": 1.5, "food": round(0.4 / 0.6, 6)}
    assert found["lq_before"].tolist() == found["lq"].tolist()
    assert found.loc["bio", ["region_share", "nation_share"]].tolist() == [0.6, 0.4]
    assert found.attrs["herfindahl"] == pytest.approx(0.6**2 + 0.4**2)
    assert found.attrs["krugman"] == pytest.approx(0.4)
    assert found.attrs["regions"] == 2
    assert (found.attrs["year"], found.attrs["source_ids"]) == (2022, ["s"])


def test_value_added_is_set_beside_the_earliest_year_that_the_table_has():
    found = specialisation.by_value_added(place(industries((2031, 2033))))
    first, krugman = found.said
    assert first.values["first"].code == "bio"
    assert first.values["share"] == 0.6
    assert krugman.values["place"].values["of"] == 2
    assert (found.as_of, found.sources, found.scope) == ("2033", ("s",), "A")
    (chart,) = found.charts
    assert chart.options["names"] == {"lq_before": "2031", "lq": "2033"}
    heads = [column for column in found.tables[0].data.columns if not isinstance(column, str)]
    assert [head.values["year"] for head in heads] == ["2031", "2033"]
    assert found.cautions[0].values["name"].names == {"en": "Town"}


def test_jobs_are_those_of_the_newest_year_alone():
    found = specialisation.by_jobs(place(industries()))
    assert "lq_before" not in found.data
    assert [column.measure for column in found.columns] == ["lq_jobs"]
    assert [number.measure for number in found.numbers] == ["herfindahl_jobs", "krugman_jobs"]
    assert [number.n for number in found.numbers] == [None, 2]


def test_a_region_without_figures_gives_its_own_reason():
    nowhere = place(industries(), region="")
    assert specialisation.by_value_added(nowhere).reason.code == "no_region_value_added"
    assert specialisation.by_jobs(nowhere).reason.code == "no_region_jobs"
