"""Counts, gaps and disagreements, against tables small enough to count by hand."""

from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
from shapely import Point

from clusterlab.study import inventory


def organisations() -> gpd.GeoDataFrame:
    rows = [
        ("firm", "present", 50.0, Point(0, 0)),
        ("firm", "present", 900.0, Point(0, 0)),
        ("firm", "present", float("nan"), None),
        ("firm", "planned", 50.0, Point(0, 0)),
        ("university", "present", 300.0, Point(5, 0)),
    ]
    columns = ["type", "status", "uncertainty_m", "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), crs=5186)


def test_counts_by_hand():
    table = inventory.count_organisations(organisations(), max_uncertainty_m=300)
    assert table.loc["firm"].to_dict() == {
        "present": 3, "planned": 1, "pledged": 0, "left": 0, "placed": 1,
    }  # fmt: skip
    assert table.loc["university", "placed"] == 1
    assert list(table.index) == ["firm", "university"]


def test_half_placed_is_enough():
    everyone = organisations()
    assert inventory.mostly_placed(everyone[:3], everyone)
    assert not inventory.mostly_placed(everyone[:2], everyone)
    assert not inventory.mostly_placed(everyone[:0], everyone[:0])


def test_empty_and_absent_tables_are_gaps():
    full = {name: pd.DataFrame({"a": [1]}) for name in inventory.WANTED}
    cluster = SimpleNamespace(tables=full | {"parcels": pd.DataFrame()})
    del cluster.tables["transit"]
    assert inventory.gaps(cluster)["table"].tolist() == ["parcels", "transit"]


def test_only_different_sources_of_one_year_disagree():
    rows = [
        ("area", 10.0, "m2", "2011-05", "a"),
        ("area", 12.0, "m2", "2011-09", "b"),
        ("area", 99.0, "m2", "2012", "c"),
        ("floor", 1.0, "m2", "2011", "a"),
        ("floor", 2.0, "m2", "2011", "a"),
        ("same", 1.0, "m2", "2011", "a"),
        ("same", 1.0, "m2", "2011", "b"),
        ("text", None, "m2", "2011", "b"),
    ]
    columns = ["indicator", "value", "unit", "as_of", "source_id"]
    found = inventory.disagreements(pd.DataFrame(rows, columns=columns))
    assert found[["indicator", "low", "high", "source_ids"]].to_numpy().tolist() == [
        ["area", 10.0, 12.0, "a;b"]
    ]


def test_the_most_crowded_spot_is_parted_from_the_rest():
    places = gpd.GeoDataFrame(geometry=gpd.points_from_xy([0, 0.2, 9, 0], [0, 0.1, 9, 0]), crs=5186)
    stack, others = inventory.split_stack(places)
    assert list(stack.index) == [0, 1, 3]
    assert list(others.index) == [2]
    assert len(inventory.split_stack(places[:0])[0]) == 0
