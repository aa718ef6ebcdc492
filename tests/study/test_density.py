"""Where a town is dense, against counts on two squares."""

import pandas as pd
import pytest
from town_fixtures import town, town_organisations

from clusterlab.study import density, profile


def held(**differing):
    return profile.held(town(**differing), max_uncertainty_m=300)


def test_the_densest_district_by_hand():
    found = density.densest(held())
    (told,) = found.said
    assert told.values["name"].code == "d1"
    # Ten of its fourteen are in one building: this is said, and no district is called densest.
    assert told.key == "densest_one_place"
    assert (told.values["count"], told.values["fullest"]) == (14, 10)
    assert told.values["density"] == pytest.approx(0.04)
    assert found.data == pytest.approx(0.14)
    assert set(found.sources) == {"s1", "s2"}


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
    assert density.densest(held(districts=districts)).reason.code == "no_outline"


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
