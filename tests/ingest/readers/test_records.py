"""JSON of features, topologies and plain lists; one bad feature does not stop the others."""

import json

import pytest
import shapely

from clusterlab.ingest.readers.raw import Raw
from clusterlab.ingest.readers.records import read_records
from clusterlab.model.problem import DataError

RING = [[126.8, 37.5], [126.9, 37.5], [126.9, 37.6], [126.8, 37.5]]


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def read(content: object, **options: str) -> Raw:
    return read_records(json.dumps(content).encode(), "f.geojson", **options)


def collection(*features: object, **members: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def refusal(content: object) -> str:
    with pytest.raises(DataError) as caught:
        read_records(
            content if isinstance(content, bytes) else json.dumps(content).encode(), "f.json"
        )
    return str(caught.value)


def test_bad_features_are_named_and_the_others_load() -> None:
    raw = read(
        collection(
            feature({"type": "Polygon", "coordinates": [RING]}, 이름="가"),
            feature({"type": "Polygon", "coordinates": [RING[:3]]}, 이름="나"),
            feature({"type": "Point", "coordinates": ["127", "37"]}),
            feature({"type": "Point", "coordinates": [float("nan"), 37]}),
            feature(None, 이름="마"),
            feature({"type": "GeometryCollection", "geometries": []}),
            feature({"type": "Polygon", "coordinates": [[*RING[:3], [126.81, 37.51]]]}),
        )
    )
    assert raw.geometry is not None
    assert [shape is not None for shape in raw.geometry] == [True] + [False] * 6
    assert raw.faulty == {
        1: "rings that end where they begin; one is open",
        2: 'numbers as coordinates; one position is ["127", "37"]',
        3: "finite coordinates",
        5: "one geometry; this is a collection of several",
        6: "rings that end where they begin; one is open",
    }
    assert raw.cells["이름"].tolist() == ["가", "나", "", "", "마", "", ""]
    assert raw.rows.tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert "5 features without a usable geometry; the first is feature 2" in str(raw.notes[-1])


def test_rings_without_area_are_left_out_of_their_outline() -> None:
    shapes = {"type": "MultiPolygon", "coordinates": [[RING], [[RING[0], RING[1], RING[0]]]]}
    raw = read(collection(feature(shapes)))
    assert raw.geometry is not None and raw.geometry[0].equals(
        shapely.MultiPolygon([shapely.Polygon(RING)])
    )
    assert raw.notes[-1].code == "collapsed ring"


@pytest.mark.parametrize(
    ("name", "epsg"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326),
        ("urn:ogc:def:crs:EPSG::5186", 5186),
        ("EPSG:5179", 5179),
    ],
)
def test_a_stated_system_is_taken(name: str, epsg: int) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    raw = read(collection(feature({"type": "Point", "coordinates": [1, 2]}), crs=crs))
    assert raw.crs.to_epsg() == epsg
    assert read(collection(feature(None))).crs is None


def test_plain_lists_become_columns() -> None:
    raw = read([{"id": "1", "coord": [126.7, 37.4], "a": {"b": 2}}, {"id": "2", "coord": None}])
    assert raw.headings == ["id", "coord / 1", "coord / 2", "a / b", "coord"]
    assert raw.cells.iloc[0].tolist() == ["1", "126.7", "37.4", "2", ""]
    assert raw.cells.iloc[1].tolist() == ["2", "", "", "", ""]


def test_one_feature_alone_is_a_layer() -> None:
    assert len(read(feature({"type": "Point", "coordinates": [1, 2]})).cells) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            {"response": {"header": {"resultCode": "30"}}},
            'the file holds an object with "response"',
        ),
        ([], "the file holds an empty list"),
        (3, "the file holds something else"),
        (collection(), "features; there is not one"),
        (b'{"type": ', "JSON; Expecting value at column 10 of line 1"),
        (b"<OGRVRTDataSource>", "looks like a web page or XML"),
        (collection(feature(None), crs={"properties": {"name": "EPSG:1"}}), "that is known"),
    ],
)
def test_what_holds_no_records(content: object, said: str) -> None:
    assert said in refusal(content)
