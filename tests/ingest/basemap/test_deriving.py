"""The base map of a folder: written whole with its source, or not at all."""

import json
import shutil

import pytest

from clusterlab.ingest.basemap.deriving import LIMIT_BYTES, Attribution, derive_basemap
from clusterlab.load import catalog
from clusterlab.load.check import check
from clusterlab.model.problem import DataError


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(catalog.data_folder() / "korea", tmp_path / "korea")
    return shutil.copytree(catalog.locate("osong"), tmp_path / "osong")


def states(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_the_table_its_source_and_its_hash_are_written_together(folder, files):
    told = derive_basemap(folder, [files["geojson"]])
    assert "road 1, station 1, water 1" in told[0]
    assert check(folder) == []
    content = (folder / "context.geojson").read_bytes()
    assert len(content) <= LIMIT_BYTES
    features = json.loads(content)["features"]
    assert {one["properties"]["source_id"] for one in features} == {"basemap-ground"}
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    source = next(one for one in package["sources"] if one["name"] == "basemap-ground")
    assert (source["publisher"], source["licence"], source["date"]) == (
        "© OpenStreetMap contributors", "ODbL 1.0", "2026-05-10",
    )  # fmt: skip


def test_the_base_maps_of_other_sources_are_kept_where_asked(folder, files):
    derive_basemap(folder, [files["geojson"]])
    derive_basemap(folder, [files["json"]], append=True)
    kept = json.loads((folder / "context.geojson").read_text(encoding="utf-8"))["features"]
    assert {one["properties"]["source_id"] for one in kept} == {
        "basemap-ground",
        "basemap-overpass",
    }
    derive_basemap(folder, [files["shp"]])
    kept = json.loads((folder / "context.geojson").read_text(encoding="utf-8"))["features"]
    assert {one["properties"]["source_id"] for one in kept} == {"basemap-roads"}
    assert check(folder) == []


def test_a_file_that_nobody_signs_is_refused_and_nothing_changes(folder, files):
    content = json.loads(files["geojson"].read_text(encoding="utf-8"))
    del content["copyright"]
    files["geojson"].write_text(json.dumps(content), encoding="utf-8")
    before = states(folder)
    with pytest.raises(DataError, match="--publisher and --licence"):
        derive_basemap(folder, [files["shp"], files["geojson"]])
    assert states(folder) == before
    derive_basemap(folder, [files["geojson"]], attribution=Attribution(publisher="A", licence="B"))
    assert check(folder) == []


def test_a_file_of_another_place_is_refused_and_nothing_changes(folder, files):
    content = files["geojson"].read_text(encoding="utf-8").replace("127.", "12.")
    files["geojson"].write_text(content, encoding="utf-8")
    before = states(folder)
    with pytest.raises(DataError, match="within the cluster's extent"):
        derive_basemap(folder, [files["geojson"]])
    assert states(folder) == before
