"""A folder is read in one pass: every file, every problem, the hash of what was read."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from clusterlab.load.catalog import locate
from clusterlab.load.folder import digest, read_folder

Write = Callable[..., Path]


def test_digest_is_sha256() -> None:
    assert digest(b"") == f"sha256:{hashlib.sha256(b'').hexdigest()}"


def test_a_good_folder(write: Write) -> None:
    folder = write()
    read = read_folder(folder)
    assert read.problems == []
    assert set(read.hashes) == {"datapackage.json", "districts.geojson", "firms.csv"}
    for path, found in read.hashes.items():
        assert found == digest((folder / path).read_bytes())
    assert read.sheets["firms"].frame["employees"].tolist() == [12.0]
    assert read.sheets["sources"].frame["source_id"].tolist() == ["s1"]
    assert read.sheets["funds"].frame.empty


def test_all_problems_of_all_files_in_one_pass_sorted(
    write: Write, firm: Callable[..., dict[str, Any]]
) -> None:
    rows = [firm(firm_id=f"f{place}") for place in range(10)]
    rows[9]["employees"] = "-3"
    rows[1] |= {"kind": "shop", "lon": "37.565", "lat": "126.825"}
    folder = write({"firms.csv": rows, "transit.csv": "역".encode("cp949")}, meta={"name_en": ""})
    lines = [str(problem) for problem in read_folder(folder).problems]
    assert [line.split(": expected")[0] for line in lines] == [
        "datapackage.json: column clusterlab.name_en",
        'firms.csv: row 3: column kind: value "shop"',
        'firms.csv: row 3: column lon, lat: value "37.565, 126.825"',
        'firms.csv: row 11: column employees: value "-3"',
        "transit.csv: row 1",
    ]


def test_the_count_of_rows_is_compared_where_there_is_one(write: Write) -> None:
    folder = write()
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor["resources"][0]["features"] = 3
    descriptor["resources"][1]["rows"] = 7
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    assert [str(problem) for problem in read_folder(folder).problems] == [
        "districts.geojson: expected 3 features, as datapackage.json says; there are 2",
        "firms.csv: expected 7 rows, as datapackage.json says; there are 1",
    ]


def test_a_package_of_shared_tables_needs_no_districts(write: Write) -> None:
    empty = {"districts.geojson": None, "firms.csv": None}
    assert read_folder(write(empty, meta={"kind": "reference"})).problems == []
    assert len(read_folder(write(empty, slug="second")).problems) == 2


def test_what_is_read_twice_is_the_callers_own_and_follows_the_file(tmp_path: Path) -> None:
    home = tmp_path / "osong"
    shutil.copytree(locate("osong"), home)
    first = read_folder(home)
    first.sheets["firms"].frame["name_ko"] = "x"
    first.descriptor["clusterlab"]["slug"] = "x"
    second = read_folder(home)
    assert (second.sheets["firms"].frame["name_ko"] != "x").all()
    assert second.descriptor["clusterlab"]["slug"] == "osong"
    stops = home / "transit.csv"
    stops.write_text(stops.read_text("utf-8").replace("2010", "2011"), "utf-8")
    assert any("transit.csv" in str(problem) for problem in read_folder(home).problems)
