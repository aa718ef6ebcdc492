"""Level, region and years are chosen by what tables publish, on invented ones."""

from types import SimpleNamespace

import pandas as pd
import pytest

from clusterlab.model.reason import Reason
from clusterlab.study.scope import Scope, complete_years, published

REGIONS = [f"r{k}" for k in range(10)]
INDUSTRIES = ("bio", "ict", "food")


def rows(year: int, *, regions=REGIONS, industries=INDUSTRIES, level="county") -> pd.DataFrame:
    cells = [(r, i, 1.0 + k + 3 * n) for k, r in enumerate(regions)
             for n, i in enumerate(industries)]  # fmt: skip
    table = pd.DataFrame(cells, columns=["region", "industry", "value_added"])
    return table.assign(year=year, level=level, source_id=f"accounts-{year}")


def cluster(*parts: pd.DataFrame, home: str = "r3", levels=("state", "county")) -> SimpleNamespace:
    table = pd.concat(parts, ignore_index=True)
    return SimpleNamespace(
        industries=table,
        levels=levels,
        industry_totals=("ALL",),
        country={"year_notes": {"2030": {"en": "A flood."}}},
        home=lambda level: home if level == "county" else "",
        money_unit=lambda column: {"industries.value_added": "million EUR"}.get(column, ""),
    )


def test_the_newest_complete_year_and_the_earliest_alike_are_taken():
    found = published(cluster(rows(2029), rows(2031), rows(2030)), value="value_added")
    assert isinstance(found, Scope)
    assert (found.level, found.region, found.years) == ("county", "r3", (2029, 2030, 2031))
    assert found.newest.attrs["year"] == 2031
    assert found.newest.attrs["unit"] == "million EUR"
    assert found.newest.attrs["source_ids"] == ["accounts-2031"]
    assert found.earliest.loc["r2", "ict"] == 6.0
    assert found.year_notes["2030"] == {"en": "A flood."}


def test_next_years_rows_move_the_newest_year_and_break_nothing():
    before = published(cluster(rows(2029), rows(2031)), value="value_added")
    after = published(cluster(rows(2029), rows(2031), rows(2032)), value="value_added")
    assert (before.years, after.years) == ((2029, 2031), (2029, 2031, 2032))
    pd.testing.assert_frame_equal(before.earliest, after.earliest)


@pytest.mark.parametrize(("there", "years"), [(8, (2029, 2031)), (9, (2029, 2031, 2032))])
def test_a_year_of_which_only_some_regions_are_published_is_not_taken(there, years):
    partial = rows(2032, regions=REGIONS[:there])
    found = published(cluster(rows(2029), rows(2031), partial), value="value_added")
    assert found.years == years


def test_a_year_without_the_cluster_s_own_region_is_not_taken():
    others = rows(2032, regions=[r for r in REGIONS if r != "r3"])
    assert published(cluster(rows(2031), others), value="value_added").years == (2031,)


def test_a_region_that_lacks_an_industry_is_left_out_of_its_year():
    hidden = rows(2031)
    hidden.loc[hidden["region"].eq("r1") & hidden["industry"].eq("bio"), "value_added"] = None
    found = published(cluster(hidden), value="value_added")
    assert "r1" not in found.newest.index
    assert len(found.newest) == 9


def test_an_earlier_year_of_other_industries_cannot_be_compared():
    older = rows(2028, industries=("bio", "ict"))
    found = published(cluster(older, rows(2030), rows(2031)), value="value_added")
    assert found.years == (2030, 2031)
    renamed = rows(2030, industries=("bio", "ict", "meals"))
    alone = published(cluster(renamed, rows(2031)), value="value_added", compared=True)
    assert alone == Reason("no_earlier_year", year=2031)


def test_totals_are_no_industry():
    total = rows(2031, industries=(*INDUSTRIES, "ALL"))
    assert list(published(cluster(total), value="value_added").newest) == list(INDUSTRIES)


def test_without_a_region_or_figures_of_it_the_reason_is_said():
    nothing = Reason("no_regional_figures")
    assert published(cluster(rows(2031), home=""), value="value_added") == nothing
    assert published(cluster(rows(2031), home="elsewhere"), value="value_added") == nothing
    empty = cluster(rows(2031).iloc[:0])
    assert published(empty, value="value_added") == nothing
    one = cluster(rows(2031, regions=["r3"]))
    assert published(one, value="value_added") == nothing


def test_a_level_may_be_asked_for_alone():
    held = cluster(rows(2031), rows(2031, level="state"))
    assert published(held, value="value_added", level="state") == Reason("no_regional_figures")
    assert published(held, value="value_added", level="county").level == "county"


def test_the_nation_is_looked_at_without_a_region():
    years, tables = complete_years(
        rows(2031), level="county", value="value_added", totals=("ALL",), unit="million EUR"
    )
    assert years == (2031,)
    assert tables[0].shape == (10, 3)
