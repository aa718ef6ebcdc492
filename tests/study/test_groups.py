"""Groups of points, and shapes of districts."""

from types import SimpleNamespace

import geopandas as gpd
import shapely
from point_fixtures import points, study, two_camps

from clusterlab.study import groups


def test_groups_are_found_measured_and_named_for_what_they_hold():
    found = groups.outlines(two_camps(), radius_m=150, minimum=5, resamples=9, seed=1)
    assert found["n"].tolist() == [30, 30]
    assert sorted(found["main_type"]) == ["bio", "food"]
    assert found["main_share"].tolist() == [1, 1]
    assert found["stability"].min() > 0.85
    assert found["polsby_popper"].between(0, 1).all()


def test_scattered_points_make_no_group():
    apart = points([(0, 0), (9_000, 0), (0, 9_000)], "bio")
    found = groups.outlines(apart, radius_m=150, minimum=3, resamples=9, seed=1)
    assert found.empty
    assert found.attrs["reason"]["code"] == "no_group"


def districts(precision: str) -> gpd.GeoDataFrame:
    table = {
        "district_id": ["square", "strip", "plan"],
        "role": ["district", "district", "context"],
        "precision": precision,
        "source_id": "s2",
    }
    shapes = [shapely.box(0, 0, 100, 100), shapely.box(0, 0, 400, 25), shapely.box(0, 0, 9, 9)]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=5186)


def test_groups_are_said_drawn_and_measured():
    asked = {"radius_m": 150, "minimum": 5, "minimum_points": 10, "seed": 1}
    found = groups.found(study(two_camps(), districts=districts("schematic")), **asked)
    assert (found.said[0].key, found.said[0].values["count"]) == ("groups", 2)
    assert [column.measure for column in found.columns] == ["outline_size", "outline_stability"]
    few = groups.found(study(two_camps().iloc[:6], districts=districts("schematic")), **asked)
    assert few.said[0]["code"] == "too_few_points"
    assert few.charts
    assert not few.columns


def test_the_roundest_district_is_named_unless_its_outline_is_a_sketch():
    place = SimpleNamespace(measure_crs="EPSG:5186")
    made = study(two_camps(), districts=districts("surveyed"), place=place)
    found = groups.district_shapes(made)
    assert found.said[0].values["first"].code == "square"
    sketch = groups.district_shapes(
        study(two_camps(), districts=districts("schematic ±200 m"), place=place)
    )
    assert not sketch.said
    assert sketch.columns[0].values.equals(found.columns[0].values)
    bare = study(two_camps(), districts=districts("surveyed").iloc[2:], place=place)
    assert groups.district_shapes(bare).reason == {"code": "no_outline"}
