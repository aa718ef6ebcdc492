"""Small files of an invented ground, as each kind of program would write them."""

import json

import geopandas as gpd
import pytest
import shapely

EXTENT = (127.30, 36.60, 127.40, 36.70)
OSM = """<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6">
 <node id="1" lat="36.61" lon="127.31" version="1"/>
 <node id="2" lat="36.65" lon="127.35" version="1"/>
 <node id="3" lat="36.64" lon="127.34" version="1">
  <tag k="railway" v="station"/><tag k="name" v="가나"/></node>
 <node id="4" lat="36.69" lon="127.39" version="1"/>
 <way id="5" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/>
  <tag k="name" v="가로"/></way>
 <way id="6" version="1"><nd ref="2"/><nd ref="4"/><tag k="waterway" v="river"/>
  <tag k="name" v="나천"/></way>
</osm>
"""


def line(*places):
    return {"type": "LineString", "coordinates": [list(place) for place in places]}


@pytest.fixture
def files(tmp_path):
    """Write one ground in each form, by the end of its name."""
    made = {}
    ring = [[127.32, 36.62], [127.33, 36.62], [127.33, 36.63], [127.32, 36.63], [127.32, 36.62]]
    features = [
        ({"highway": "primary", "name": "가로"}, line((127.31, 36.61), (127.35, 36.65))),
        ({"waterway": "river", "name": "나천"}, line((127.35, 36.65), (127.45, 36.69))),
        ({"leisure": "park"}, {"type": "Polygon", "coordinates": [ring]}),
        ({"railway": "station", "name": "가나"}, {"type": "Point", "coordinates": [127.34, 36.64]}),
        ({"amenity": "cafe"}, {"type": "Point", "coordinates": [127.34, 36.65]}),
    ]
    collection = {
        "type": "FeatureCollection",
        "copyright": "The data is from www.openstreetmap.org, under ODbL.",
        "timestamp": "2026-05-10T00:00:00Z",
        "features": [
            {"type": "Feature", "properties": tags, "geometry": drawn} for tags, drawn in features
        ],
    }
    made["geojson"] = tmp_path / "ground.geojson"
    made["geojson"].write_text(json.dumps(collection), encoding="utf-8")
    made["json"] = tmp_path / "overpass.json"
    elements = [
        {"type": "node", "id": 3, "lat": 36.64, "lon": 127.34,
         "tags": {"railway": "station", "name": "가나"}},
        {"type": "way", "id": 5, "tags": {"highway": "primary", "name": "가로"},
         "geometry": [{"lat": 36.61, "lon": 127.31}, {"lat": 36.65, "lon": 127.35}]},
        {"type": "way", "id": 7, "tags": {"leisure": "park"},
         "geometry": [{"lat": y, "lon": x} for x, y in ring]},
        {"type": "relation", "id": 8, "tags": {"natural": "water"}, "members": [
            {"type": "way", "role": "outer",
             "geometry": [{"lat": y, "lon": x + 0.02} for x, y in ring[:3]]},
            {"type": "way", "role": "outer",
             "geometry": [{"lat": y, "lon": x + 0.02} for x, y in ring[2:]]}]},
    ]  # fmt: skip
    told = {"osm3s": {"timestamp_osm_base": "2026-05-10T00:00:00Z"}, "elements": elements}
    made["json"].write_text(json.dumps(told), encoding="utf-8")
    roads = gpd.GeoDataFrame(
        {"osm_id": ["5"], "fclass": ["primary"], "name": ["가로"]},
        geometry=[shapely.LineString([(127.31, 36.61), (127.35, 36.65)])],
        crs="EPSG:4326",
    )
    made["shp"] = tmp_path / "roads.shp"
    roads.to_crs("EPSG:5186").to_file(made["shp"], encoding="utf-8")
    made["parquet"] = tmp_path / "segment.parquet"
    gpd.GeoDataFrame(
        {
            "subtype": ["road"],
            "class": ["primary"],
            "names": [{"primary": "가로", "common": None}],
            "sources": [[{"dataset": "OpenStreetMap"}]],
        },
        geometry=roads.geometry.to_numpy(),
        crs="EPSG:4326",
    ).to_parquet(made["parquet"])
    made["osm"] = tmp_path / "ground.osm"
    made["osm"].write_text(OSM, encoding="utf-8")
    return made
