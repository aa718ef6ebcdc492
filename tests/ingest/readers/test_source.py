"""The reader is chosen by the file's name, and options reach it."""

import gzip
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest

from clusterlab.ingest.readers.source import Options, read_source
from clusterlab.model.problem import DataError


def test_a_tsv_is_split_at_tabs_and_options_are_used(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes("가,나\t다\n1\t2\n".encode("cp949"))
    assert read_source(path).headings == ["가,나", "다"]
    with pytest.raises(DataError, match="expected utf-8, as declared"):
        read_source(path, Options(encoding="utf-8"))


def test_packed_files_are_read_and_the_receipt_names_both(tmp_path: Path) -> None:
    text = "a,b\n1,2\n"
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("안/속.csv", text)
    raw = read_source(packed)
    assert raw.file == "a.zip" and raw.said["member"] == "속.csv"
    gz = tmp_path / "b.csv.gz"
    gz.write_bytes(gzip.compress(text.encode()))
    assert read_source(gz).cells.to_numpy().tolist() == [["1", "2"]]


def test_a_zipped_shapefile_is_one_layer(tmp_path: Path) -> None:
    points = gpd.GeoDataFrame({"n": ["가"]}, geometry=gpd.points_from_xy([1], [2]), crs=5186)
    points.to_file(tmp_path / "a.shp")
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in tmp_path.glob("a.*"):
            if path != packed:
                archive.write(path, f"폴더/{path.name}")
    raw = read_source(packed)
    assert raw.cells["n"].tolist() == ["가"] and raw.crs.to_epsg() == 5186


@pytest.mark.parametrize("name", ["a.geojson", "a.json", "a.csv", "a.gpkg", "a.shp"])
def test_a_file_that_points_elsewhere_is_never_followed(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a,b\nhidden,2\n")
    vrt = "<OGRVRTDataSource><OGRVRTLayer name='secret'><SrcDataSource>secret.csv"
    (tmp_path / name).write_text(f"{vrt}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")
    with pytest.raises(DataError) as caught:
        read_source(tmp_path / name)
    assert "hidden" not in str(caught.value)
