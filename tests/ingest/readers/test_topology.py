"""Shapes of a topology are put together from shared arcs."""

from typing import Any

import pytest
from shapely.geometry import shape

from clusterlab.ingest.readers.topology import geometries_of
from clusterlab.model.problem import DataError

# Two unit squares side by side that share one arc.
ARCS = [[[1, 0], [1, 1]], [[1, 1], [0, 1], [0, 0], [1, 0]], [[1, 0], [2, 0], [2, 1], [1, 1]]]
SQUARES = {
    "type": "GeometryCollection",
    "geometries": [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"n": "left"}, "id": 7},
        {"type": "MultiPolygon", "arcs": [[[2, ~0]]]},
    ],
}


def topology(**members: Any) -> dict[str, Any]:
    return {"type": "Topology", "arcs": ARCS, "objects": {"a": SQUARES}} | members


def test_arcs_are_joined_forwards_and_backwards() -> None:
    name, features = geometries_of(topology(), "t.json")
    left, right = (shape(feature["geometry"]) for feature in features)
    assert name == "a" and features[0]["properties"] == {"n": "left", "id": 7}
    assert left.area == right.area == 1
    assert left.bounds == (0, 0, 1, 1) and right.bounds == (1, 0, 2, 1)


def test_steps_of_a_quantised_topology_are_undone() -> None:
    steps = [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], ARCS[2]]
    transform = {"scale": [0.1, 0.1], "translate": [100, 30]}
    _, features = geometries_of(topology(arcs=steps, transform=transform), "t.json")
    assert shape(features[0]["geometry"]).bounds == (100, 30, 101, 31)


def test_points_lines_and_nothing() -> None:
    parts = [
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "LineString", "arcs": [0]},
        {"type": None},
        {"type": "Polygon", "arcs": [[99]]},
    ]
    objects = {"a": {"type": "GeometryCollection", "geometries": parts}}
    _, features = geometries_of(topology(objects=objects), "t.json")
    assert features[1]["geometry"]["coordinates"] == [[1, 0], [1, 1]]
    assert features[2]["geometry"] is None
    assert features[3]["geometry"] == {"type": "Polygon with a missing arc"}


def test_layers_are_named() -> None:
    two = topology(objects={"a": SQUARES, "b": SQUARES})
    with pytest.raises(DataError, match="there are a, b"):
        geometries_of(two, "t.json")
    assert geometries_of(two, "t.json", layer="b")[0] == "b"
    with pytest.raises(DataError, match="a layer of the file"):
        geometries_of(two, "t.json", layer="c")
    with pytest.raises(DataError, match="a transform of a TopoJSON file"):
        geometries_of(topology(transform={"scale": [1]}), "t.json")
    with pytest.raises(DataError, match="with objects"):
        geometries_of(topology(objects={}), "t.json")
