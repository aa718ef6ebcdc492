"""Shapefiles, GeoPackages and Parquet files, with what is missing or broken named."""

import struct
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from clusterlab.ingest.readers.layers import read_geopackage, read_parquet, read_shapefile
from clusterlab.ingest.readers.raw import Raw
from clusterlab.model.problem import DataError

FRAME = gpd.GeoDataFrame(
    {"이름": ["마곡", "똠방"], "수": [1, 2], "값": [0.5, None]},
    geometry=[shapely.Point(1, 2), shapely.Point(3, 4)],
    crs="EPSG:5186",
)


def refusal(call: object, *words: object, **options: object) -> str:
    with pytest.raises(DataError) as caught:
        call(*words, **options)  # type: ignore[operator]  # one of the readers
    return str(caught.value)


@pytest.fixture
def shapefile(tmp_path: Path) -> Path:
    path = tmp_path / "a.shp"
    FRAME.to_file(path, encoding="cp949")
    return path


def names(raw: Raw) -> list[str]:
    return raw.cells["이름"].tolist()


def test_a_shapefile_in_cp949_without_cpg_is_read(shapefile: Path) -> None:
    shapefile.with_suffix(".cpg").unlink(missing_ok=True)
    raw = read_shapefile(shapefile)
    assert names(raw) == ["마곡", "똠방"] and raw.cells["수"].tolist() == ["1", "2"]
    assert "cp949 (detected, strict; there is no .cpg)" in str(raw.notes[0])
    assert raw.crs.to_epsg() == 5186 and raw.geometry is not None and raw.geometry[1].x == 3


def test_a_wrong_cpg_does_not_spoil_the_names(shapefile: Path) -> None:
    shapefile.with_suffix(".cpg").write_text("UTF-8")
    raw = read_shapefile(shapefile)
    assert names(raw) == ["마곡", "똠방"] and "the .cpg is wrong" in str(raw.notes[0])


def test_missing_companions_are_named(shapefile: Path) -> None:
    shapefile.with_suffix(".prj").unlink()
    raw = read_shapefile(shapefile)
    assert raw.crs is None and "no .prj lies beside the file" in str(raw.notes[-1])
    shapefile.with_suffix(".prj").write_text("PROJCS[broken")
    assert "the .prj cannot be read" in str(read_shapefile(shapefile).notes[-1])
    shapefile.with_suffix(".shx").unlink()
    assert "its companions beside it; .shx missing" in refusal(read_shapefile, shapefile)
    shapefile.with_suffix(".dbf").unlink()
    assert ".shx and .dbf missing" in refusal(read_shapefile, shapefile)


def test_a_shapefile_cut_off_says_so(shapefile: Path) -> None:
    dbf = shapefile.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes()[:-20])
    assert "the file is cut off" in refusal(read_shapefile, shapefile)


def test_layers_of_a_geopackage_must_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    FRAME.to_file(path, layer="하나")
    assert names(read_geopackage(path)) == ["마곡", "똠방"]
    assert read_geopackage(path).cells["값"].tolist() == ["0.5", ""]
    FRAME.to_file(path, layer="둘")
    assert '(--layer); there are "하나", "둘"' in refusal(read_geopackage, path)
    assert read_geopackage(path, layer="둘").said == {"layer": "둘"}
    assert "a layer of the file" in refusal(read_geopackage, path, layer="셋")


def test_a_broken_geopackage_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"SQLite format 3\x00" + b"\x00" * 100)
    assert "a database of another kind, or it is cut off" in refusal(read_geopackage, path)


def test_parquet_with_and_without_geometry(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    FRAME.to_parquet(path)
    raw = read_parquet(path)
    assert raw.crs.to_epsg() == 5186 and names(raw) == ["마곡", "똠방"]
    pd.DataFrame({"code": ["011"], "n": [2.0]}).to_parquet(path)
    plain = read_parquet(path)
    assert plain.geometry is None and plain.cells.to_numpy().tolist() == [["011", "2"]]
    path.write_bytes(path.read_bytes()[:-8])
    said = refusal(read_parquet, path)
    assert "bytes, is cut off or damaged" in said and "\n" not in said


def test_an_empty_layer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    FRAME.iloc[:0].to_parquet(path)
    assert "rows; there is not one" in refusal(read_parquet, path)


def test_one_broken_shape_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    boxes = [shapely.box(0, 0, 1, 1), shapely.box(1, 1, 2, 2)]
    gpd.GeoDataFrame({"n": [1, 2]}, geometry=boxes, crs=5186).to_file(path)
    data = path.read_bytes()
    last = struct.pack("<2d", 2.0, 1.0)
    assert data.count(last) >= 1
    # The ring of the second box no longer ends where it began.
    end = data.rindex(last)
    path.write_bytes(data[:end] + struct.pack("<2d", 2.5, 1.0) + data[end + len(last) :])
    raw = read_geopackage(path)
    assert raw.geometry is not None
    assert [shape is not None for shape in raw.geometry] == [True, False]
