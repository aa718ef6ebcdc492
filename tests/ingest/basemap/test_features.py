"""Files of the ground read: one ground, in each form that people have it in."""

import pytest
import shapely

from clusterlab.ingest.basemap.features import OSM_LICENCE, OSM_PUBLISHER, read_features
from clusterlab.model.problem import DataError

from .conftest import EXTENT


@pytest.mark.parametrize("form", ["geojson", "json", "shp", "parquet", "osm"])
def test_the_same_road_is_read_from_each_form(files, form):
    read = read_features(files[form], extent=EXTENT)
    road = read.table[read.table["kind"] == "road"].iloc[0]
    assert road["name_ko"] == "가로"
    ends = shapely.LineString([(127.31, 36.61), (127.35, 36.65)])
    assert road.geometry.hausdorff_distance(ends) < 1e-6
    assert read.licence == OSM_LICENCE
    assert OSM_PUBLISHER in read.publisher


def test_stations_parks_and_relations_of_overpass_are_read_and_the_rest_left(files):
    read = read_features(files["json"], extent=EXTENT)
    assert sorted(read.table["kind"]) == ["green", "road", "station", "water"]
    water = read.table[read.table["kind"] == "water"].geometry.iloc[0]
    assert water.area == pytest.approx(0.01 * 0.01)
    assert read.date == "2026-05-10"
    assert "cafe" not in read_features(files["geojson"], extent=EXTENT).table.to_string()


def test_a_small_pbf_is_read_like_the_text_form(tmp_path):
    """Blocks written by the published format: a header, nodes with their tags, one way."""
    from .pbf import write_pbf

    path = tmp_path / "tiny.osm.pbf"
    path.write_bytes(write_pbf())
    read = read_features(path, extent=EXTENT)
    assert sorted(read.table["kind"]) == ["road", "station"]
    assert set(read.table["name_ko"]) == {"가로", "가나"}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.geojson", '{"type":"FeatureCollection","features":[]}', "water, green, roads"),
        ("b.geojson", "{broken", "can be read"),
        ("c.json", "[]", "FeatureCollection"),
        ("d.txt", "x", ".osm.pbf"),
        ("e.osm.pbf", "nothing", "can be read"),
        ("f.parquet", "nothing", "can be read"),
    ],
)
def test_a_file_without_the_layers_is_refused_in_one_line(tmp_path, name, content, told):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=told) as caught:
        read_features(path, extent=EXTENT)
    assert len(caught.value.problems) == 1


def test_a_shapefile_that_does_not_say_where_it_lies_is_refused(files):
    files["shp"].with_suffix(".prj").unlink()
    with pytest.raises(DataError, match=r"\.prj"):
        read_features(files["shp"], extent=EXTENT)
    with pytest.raises(DataError, match="none of that name"):
        read_features(files["shp"].with_name("absent.shp"), extent=EXTENT)
