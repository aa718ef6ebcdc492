"""Criteria under a scenario: what it changes is measured anew, the rest stays."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import clusterlab as cl
from clusterlab.study.sites.candidates import candidate_table
from clusterlab.study.sites.criteria import criteria_matrix
from clusterlab.study.sites.scenarios import criteria_under, scenario_titles, tables_under

OPTIONS = {"max_uncertainty_m": 300.0, "reach_m": 800.0}


@pytest.fixture(scope="module")
def osong():
    place = cl.load("osong")
    candidates = candidate_table(place, kind="parcels")
    measured = criteria_matrix(place, candidates, displacements=0, **OPTIONS)
    return place, candidates, measured


def test_a_station_changes_the_way_to_the_station_alone(osong):
    place, candidates, measured = osong
    near = candidates.loc[measured.index].to_crs(4326).geometry.iloc[0]
    transit = place.tables["transit"]
    stop = gpd.GeoDataFrame(
        transit.head(1).assign(stop_id="new", uncertainty_m=0.0),
        geometry=[shapely.Point(near.x, near.y)],
        crs=transit.crs,
    )
    more = gpd.GeoDataFrame(pd.concat([transit, stop], ignore_index=True), crs=transit.crs)
    found = criteria_under(
        place, candidates, measured, {"stop": {"transit": more}, "same": {}}, **OPTIONS
    )
    assert list(found) == ["today", "stop", "same"]
    assert found["stop"].attrs["changed"] == ["station_m"]
    assert found["same"].attrs["changed"] == []
    pd.testing.assert_frame_equal(found["today"], measured, check_flags=False, check_names=False)
    assert found["stop"]["station_m"].iloc[0] == pytest.approx(0, abs=0.2)
    assert (found["stop"]["station_m"] <= measured["station_m"]).all()
    others = [name for name in measured if name != "station_m"]
    pd.testing.assert_frame_equal(found["stop"][others], found["today"][others])


def test_a_stop_of_a_bus_on_demand_is_no_station(osong):
    place, candidates, measured = osong
    near = candidates.loc[measured.index].to_crs(4326).geometry.iloc[0]
    transit = place.tables["transit"]
    stop = gpd.GeoDataFrame(
        transit.head(1).assign(stop_id="new", mode="on_demand"),
        geometry=[shapely.Point(near.x, near.y)],
        crs=transit.crs,
    )
    more = gpd.GeoDataFrame(pd.concat([transit, stop], ignore_index=True), crs=transit.crs)
    found = criteria_under(place, candidates, measured, {"bus": {"transit": more}}, **OPTIONS)
    assert found["bus"].attrs["changed"] == []


def test_scenarios_in_force_are_how_things_stand():
    place = cl.load("magok")
    tables = tables_under(place)
    assert "support-and-homes" in tables
    assert not {name for name in tables if name.startswith("rules-")}
    added = tables["support-and-homes"]["institutions"]
    assert len(added) > len(place.tables["institutions"])
    titles = scenario_titles(place)
    assert set(tables) <= set(titles)
    assert all(title.names["en"] for title in titles.values())


def test_what_cannot_be_measured_under_a_scenario_keeps_todays_values(osong):
    place, candidates, measured = osong
    none = place.tables["transit"].head(0)
    found = criteria_under(place, candidates, measured, {"closed": {"transit": none}}, **OPTIONS)
    assert found["closed"]["station_m"].equals(found["today"]["station_m"])
