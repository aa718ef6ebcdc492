"""Where a town is dense, against counts on two squares."""

import pandas as pd
import pytest
import shapely
from town_fixtures import town, town_organisations

from clusterlab.model.numbers import Carried, written
from clusterlab.study import density, profile
from clusterlab.study.coverage import coverage_of


def held(**differing):
    return profile.held(town(**differing), max_uncertainty_m=300)


def registered(tenants, **differing):
    facts = pd.DataFrame(
        {
            "indicator": ["tenants"], "value": [float(tenants)], "unit": "firms",
            "as_of": ["2024"], "source_id": ["s3"],
        }
    )  # fmt: skip
    meta = {"name_en": "Town", "register": {"basis": "facts", "firms": "tenants"}}
    return held(**({"facts": facts, "meta": meta} | differing))


def spread():
    """Let the firms of the town stand apart, eleven in the west and one in the east."""
    firms = town_organisations()
    apart = [shapely.Point(50 + 80 * n, 300) for n in range(10)]
    firms.loc[firms.index[:10], "geometry"] = apart
    return firms


def test_a_district_that_is_one_building_is_not_called_the_densest():
    (told,) = density.densest(registered(24)).said
    assert told.key == "densest_one_place"
    assert (told.values["count"], told.values["fullest"]) == (12, 10)
    # Two of the twelve are elsewhere in the square kilometre.
    assert told.values["density"] == pytest.approx(2)


def test_the_densest_district_stands_for_all_firms_of_the_register():
    found = density.densest(registered(24, organisations=spread()))
    (told,) = found.said
    assert told.key == "densest_firms"
    assert told.values["name"].code == "d1"
    # All 12 placed firms of 24 are in d1; d2, of 110 ha, can at most hold a few unseen ones.
    assert (told.values["count"], told.values["hectares"], told.values["share"]) == (12, 100, 0.5)
    assert found.data == pytest.approx(0.24)
    low, high = told.values["range"]
    assert 18 < low < high == pytest.approx(24)
    assert set(found.sources) == {"s1", "s2", "s3"}


def test_where_intervals_overlap_no_district_is_called_the_densest():
    firms = spread()
    east = [shapely.Point(1100 + 90 * n, 500) for n in range(5)]
    firms.loc[firms.index[:5], "geometry"] = east
    (told,) = density.densest(registered(60, organisations=firms)).said
    assert told.key == "densest_open"


def test_a_list_without_a_register_has_no_densest_district():
    assert density.densest(held()).reason == {"code": "coverage_unknown", "listed": 12}
    assert density.densest(registered(3)).reason.code == "register_narrower"


def test_one_firm_is_written_with_one_digit():
    firms = town_organisations()
    firms.loc[firms.index[1:12], "geometry"] = shapely.Point(1500, 500)
    cover = coverage_of(registered(24, organisations=firms).cluster, listed=12)
    table = density.carried_density(registered(24, organisations=firms), cover)
    row = table.loc["d1"]
    assert (row["count"], row["estimate"]) == (1, 2)
    assert written(Carried(row["per_ha"], row["count"])) == "0.02"


def test_no_district_has_a_density_where_most_are_not_placed():
    lost = town_organisations()
    lost.loc[lost.index[:9], "uncertainty_m"] = 2000.0
    few = held(organisations=lost)
    assert density.densest(few).reason == {"code": "mostly_unplaced", "present": 15, "placed": 5}
    (column,) = density.districts(few).columns
    assert column.values.isna().all()
    assert set(column.reason) == {"mostly_unplaced"}


def test_without_organisations_nothing_is_said_of_none_of_none():
    none = held(organisations=town_organisations()[:0])
    assert density.densest(none).reason.code == "no_organisations"


def test_districts_without_outline_give_the_reason():
    districts = town().districts
    districts["geometry"] = None
    districts["official_area_m2"] = float("nan")
    assert density.densest(registered(24, districts=districts)).reason.code == "no_outline"


def test_the_fullest_hexagon_is_said_and_mapped():
    found = density.mapped(held(), hexagon_side_m=60, bandwidth_m=100)
    (told,) = found.said
    assert told.values["count"] == 10
    assert told.values["share"] == pytest.approx(10 / 14)
    (chart,) = found.charts
    assert chart.kind == "density_map"
    assert "district_id" in chart.options["density"]
    empty = held(organisations=town_organisations()[:0])
    nothing = density.mapped(empty, hexagon_side_m=60, bandwidth_m=100)
    assert not nothing.said
    assert nothing.charts


def test_areas_are_compared_only_where_both_are_known():
    found = density.areas(held())
    assert found.data.index.tolist() == ["d2"]
    assert found.data["difference_pct"].tolist() == pytest.approx([-100 / 11])
    districts = town().districts.assign(official_area_m2=float("nan"))
    assert not density.areas(held(districts=districts)).tables
    assert isinstance(found.data, pd.DataFrame)
