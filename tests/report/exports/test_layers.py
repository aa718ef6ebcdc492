"""Only listed columns leave, each establishment once, with the figures of its id."""

import geopandas as gpd
import pytest
import shapely

from clusterlab.report.exports import layers


def firms(**more) -> gpd.GeoDataFrame:
    columns = {
        "firm_id": ["a", "b", "c"],
        "name_ko": ["가", "나", "다"],
        "kind": ["firm", "anchor", "firm"],
        "employees": [1.0, 2.0, 3.0],
        "listing": ["curated", "register", "register"],
        "same_as": [None, None, "a"],
        "uncertainty_m": [10.0, 300.0, 5.0],
        "source_id": "s1",
        "address": "somewhere",
    } | more
    places = [shapely.Point(127, 37.5)] * 3
    return gpd.GeoDataFrame(columns, geometry=places, crs="EPSG:4326")


def figure(measure: str, scope: str, value: str) -> dict:
    return {"measure": measure, "scope": scope, "value": value}


def test_what_is_not_listed_stays():
    (made,) = layers.admitted(
        {"firms": firms(), "secret": firms()}, [], confidential=False
    ).values()
    assert "address" not in made
    assert "same_as" not in made
    assert list(made["firm_id"]) == ["a", "b"]
    assert list(made["uncertainty_m"]) == [10.0, 300.0]


def test_a_confidential_register_stays():
    (made,) = layers.admitted({"firms": firms()}, [], confidential=True).values()
    assert list(made["firm_id"]) == ["a"]
    assert "employees" not in made


def test_figures_of_ids_stand_beside_them_and_others_do_not():
    rows = [figure("score", "b", "0.25"), figure("other", "a", "1"), figure("other", "x", "2")]
    (made,) = layers.admitted({"firms": firms()}, rows, confidential=False).values()
    assert made["score"].fillna(-1).tolist() == [-1, 0.25]
    assert "other" not in made


def test_personal_data_are_refused():
    named = firms(name_ko=["kim@example.org", "나", "다"])
    with pytest.raises(ValueError, match="e-mail"):
        layers.admitted({"firms": named}, [], confidential=False)


def test_places_that_are_not_known_are_left_out():
    table = firms()
    table.loc[0, "geometry"] = None
    (made,) = layers.admitted({"firms": table}, [], confidential=False).values()
    assert list(made["firm_id"]) == ["b"]
