"""The GeoPackage read back: layers, figures, styles and metadata that refer to each other."""

import sqlite3
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyogrio
import pytest
import shapely

from clusterlab.report.exports import gpkg


@pytest.fixture
def written(held, tmp_path):
    points = {"kind": ["firm", "anchor"], "firm_id": ["a", "b"], "uncertainty_m": [5.0, 9.0],
              "source_id": "s1", "vacant": [True, False]}  # fmt: skip
    layers = {
        "districts": gpd.GeoDataFrame(
            {"district_id": ["d"]}, geometry=[shapely.box(127, 37, 128, 38)], crs="EPSG:4326"
        ),
        "firms": gpd.GeoDataFrame(
            points, geometry=gpd.points_from_xy([127, 127.5], [37.5, 37.5]), crs="EPSG:4326"
        ),
    }
    path = tmp_path / "a.gpkg"
    path.write_bytes(gpkg.write(held, layers))
    assert path.read_bytes() == gpkg.write(held, layers)
    return path


def test_every_figure_equals_the_metrics(held, written):
    rows = pyogrio.read_dataframe(written, layer="figures", read_geometry=False)
    for row, kept in zip(held.metrics, rows.to_dict("records"), strict=True):
        assert (kept["measure"], kept["scope"]) == (row["measure"], row["scope"])
        if row["value"]:
            assert kept["value"] == float(row["value"])
        else:
            assert kept["value"] != kept["value"]


def test_layers_are_places_with_their_error(written):
    firms = pyogrio.read_dataframe(written, layer="firms")
    assert firms.crs.to_epsg() == 4326
    assert firms["uncertainty_m"].tolist() == [5.0, 9.0]
    assert firms.geometry.x.tolist() == [127, 127.5]


def test_styles_and_metadata_belong_to_tables(written):
    with sqlite3.connect(written) as base:
        tables = {name for (name,) in base.execute("SELECT table_name FROM gpkg_contents")}
        styles = dict(base.execute("SELECT f_table_name, styleQML FROM layer_styles"))
        told = list(base.execute(
            "SELECT r.reference_scope, r.table_name, m.metadata FROM gpkg_metadata_reference r "
            "JOIN gpkg_metadata m ON m.id = r.md_file_id"))  # fmt: skip
        (column,) = next(base.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name='firms'"))  # fmt: skip
    base.close()
    assert {"districts", "firms", "figures", "sources", "layer_styles"} <= tables
    assert set(styles) == {"districts", "firms"}
    assert column == "geom"
    assert all(ET.fromstring(text).tag == "qgis" for text in styles.values())
    assert [(scope, name) for scope, name, _ in told] == [
        ("geopackage", None), ("table", "districts"), ("table", "firms")
    ]  # fmt: skip
    assert "CC0" in told[0][2]
    assert ET.fromstring(told[2][2]).findtext("license") == "CC0"


def test_without_a_place_there_is_no_file(held):
    with pytest.raises(ValueError, match="has a place"):
        gpkg.write(held, {})
