"""A layer is taken apart feature by feature, and each fault is told with its number."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from clusterlab.load.geojson import split_features
from clusterlab.load.tables import table

RING = [[126.82, 37.56], [126.83, 37.56], [126.83, 37.57], [126.82, 37.57], [126.82, 37.56]]
Feature = Callable[..., dict[str, Any]]


def layer(*features: Any, **members: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)} | members)


def told(text: str) -> list[str]:
    _, problems = split_features(text, table("districts"), "d.geojson")
    return [str(problem) for problem in problems]


def with_geometry(feature: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    return feature | {"geometry": {"type": kind, "coordinates": coordinates}}


def test_a_layer_is_read_as_written(features: Feature) -> None:
    far = [[[[x + 0.1, y] for x, y in RING]]]
    many = with_geometry(features("d2", RING), "MultiPolygon", far)
    read, problems = split_features(layer(features("d1", RING), many), table("districts"), "d")
    assert problems == []
    assert read.cells["district_id"] == ["d1", "d2"]
    assert read.numbers == [1, 2]
    assert [shape.geom_type for shape in read.geometry if shape] == ["Polygon", "MultiPolygon"]
    first = read.geometry[0]
    assert first is not None
    assert first.bounds == (126.82, 37.56, 126.83, 37.57)


@pytest.mark.parametrize(
    ("kind", "coordinates", "words"),
    [
        ("Polygon", [[[y, x] for x, y in RING]], "swapped (x=37.56, y=126.82)"),
        ("Polygon", [[[200000, 600000], *RING[1:]]], "look like metres"),
        ("Polygon", [[["126.82", "37.56"], *RING[1:]]], "numbers as coordinates"),
        ("Polygon", [[[float("nan"), 37.56], *RING[1:]]], "finite coordinates"),
        ("Polygon", [[[126.82], *RING[1:]]], "positions of two numbers"),
        ("Polygon", [RING[:-1]], "whose rings end where they begin"),
        ("Polygon", [RING[:2]], "closed rings of four positions"),
        ("Polygon", [[RING[0], RING[2], RING[1], RING[3], RING[0]]], "Self-intersection"),
        ("Polygon", [], "the geometry is empty"),
        ("Polygon", None, "positions of two numbers"),
        ("Polygon", 5, "positions of two numbers"),
        ("Polygon", RING[0], "closed rings of four positions"),
        ("Point", RING[0], "a Polygon or MultiPolygon; the geometry is Point"),
        ("GeometryCollection", [], "the geometry is GeometryCollection"),
    ],
)
def test_faults_of_geometry(features: Feature, kind: str, coordinates: Any, words: str) -> None:
    good = features("d1", RING)
    (line,) = told(layer(good, with_geometry(features("d2", RING), kind, coordinates)))
    assert line.startswith("d.geojson: feature 2: column geometry: expected ")
    assert words in line


def test_no_outline_is_allowed_only_where_it_is_said(features: Feature) -> None:
    assert told(layer(features("d1", RING, precision="none") | {"geometry": None})) == []
    (line,) = told(layer(features("d1", RING) | {"geometry": None}))
    assert line.endswith("the geometry is null")


def test_another_reference_system_is_refused(features: Feature) -> None:
    def named(name: str) -> dict[str, Any]:
        return {"crs": {"type": "name", "properties": {"name": name}}}

    good = features("d1", RING)
    assert told(layer(good, **named("urn:ogc:def:crs:OGC:1.3:CRS84"))) == []
    (line,) = told(layer(good, **named("urn:ogc:def:crs:EPSG::5186")))
    assert line == (
        'd.geojson: column crs: value "urn:ogc:def:crs:EPSG::5186": expected coordinates in '
        "EPSG:4326; reproject the layer and leave crs out"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "GeoJSON; Expecting property name"),
        ("[]", "GeoJSON with a FeatureCollection"),
        ('{"type": "Topology", "features": []}', "GeoJSON with a FeatureCollection"),
        ("[" * 200_000, "nested too deeply"),
        ('{"type": "FeatureCollection", "features": [5]}', "a Feature with properties"),
    ],
)
def test_what_is_no_geojson(text: str, words: str) -> None:
    (line,) = told(text)
    assert words in line


def test_unknown_and_personal_properties_are_refused(features: Feature) -> None:
    feature = features("d1", RING)
    del feature["properties"]["role"]
    feature["properties"] |= {"rol": "district", "대표자": "x"}
    lines = told(layer(feature))
    assert any("column rol: expected only properties of the table" in line for line in lines)
    assert any('(did you mean "role"?)' in line for line in lines)
    assert any("column 대표자: expected no personal data" in line for line in lines)
