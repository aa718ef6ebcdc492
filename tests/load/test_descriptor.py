"""The descriptor says what is needed, and no path of it leads out of the folder."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusterlab.load.check import check
from clusterlab.load.coordinates import WORLD
from clusterlab.load.descriptor import extent

Write = Callable[..., Path]


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in check(folder)]


def change(folder: Path, **members: Any) -> None:
    path = folder / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | members), encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (None, "datapackage.json: expected this file in the folder toy"),
        (b'{"a": 1,}', "datapackage.json: expected JSON; "),
        (b"[]", "datapackage.json: expected a JSON object"),
        ("{이}".encode("cp949"), "datapackage.json: expected UTF-8; byte 1 is not"),
        (b"[" * 200_000, "nested too deeply"),
    ],
)
def test_a_descriptor_that_cannot_be_read(write: Write, data: bytes | None, line: str) -> None:
    folder = write()
    path = folder / "datapackage.json"
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)
    (found,) = told(folder)
    assert line in found


@pytest.mark.parametrize(
    ("meta", "line"),
    [
        ({"slug": "../x"}, 'column clusterlab.slug: value "../x": expected small Latin letters'),
        ({"name_ko": ""}, "column clusterlab.name_ko: expected text"),
        ({"as_of": None}, "column clusterlab.as_of: expected text"),
        ({"measure_crs": "EPSG:4326"}, 'value "EPSG:4326": expected a projected reference system'),
        ({"measure_crs": "EPSG:3857"}, "EPSG:3857 stretches distances"),
        ({"measure_crs": "EPSG:2263"}, "expected a projected reference system in metres"),
        ({"measure_crs": None}, "expected a projected reference system in metres"),
        ({"extent": [1, 2, 3]}, "value [1, 2, 3]: expected west, south, east and north edge"),
        ({"extent": [128, 37, 126, 38]}, "expected west, south, east and north edge"),
        ({"kind": "town"}, 'value "town": expected one of cluster, reference'),
        ({"example": "yes"}, 'value "yes": expected true or false'),
        ({"references": "korea"}, 'value "korea": expected a list of texts'),
        ({"references": ["nowhere"]}, 'value "nowhere": expected a package beside this one'),
        ({"references": ["../toy"]}, 'value "../toy": expected a package beside this one'),
        ({"money_unit": {"fund.size": "x"}}, '(did you mean "funds.size"?)'),
        ({"money_unit": {"funds.size": 5}}, "expected an object of texts"),
    ],
)
def test_what_the_package_says_about_itself(write: Write, meta: dict[str, Any], line: str) -> None:
    (found,) = told(write(meta=meta))
    assert line in found


def test_money_needs_a_unit_once_there_is_money(write: Write) -> None:
    flow = {"fund_id": "a", "date": "2024-01-01", "kind": "call", "amount": "5"}
    assert told(write({"cash_flows.csv": [flow]})) == [
        "datapackage.json: column clusterlab.money_unit: expected the unit of cash_flows.amount"
    ]


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../firms.csv", "C:\\firms.csv", "http://example.org/firms.csv", "a/../b.csv"],
)
def test_a_path_never_leaves_the_folder(write: Write, path: str) -> None:
    folder = write()
    change(folder, resources=[{"name": "firms", "path": path}])
    lines = told(folder)
    assert f"value {json.dumps(path)}: expected firms.csv; a path never leaves" in lines[0]


def test_a_link_is_not_followed(write: Write, tmp_path: Path) -> None:
    folder = write()
    (tmp_path / "outside.csv").write_bytes((folder / "firms.csv").read_bytes())
    (folder / "firms.csv").unlink()
    (folder / "firms.csv").symlink_to(tmp_path / "outside.csv")
    assert "firms.csv: expected the file itself; a link may lead out of the folder" in told(folder)


def test_files_and_resources_answer_each_other(write: Write) -> None:
    folder = write()
    (folder / "funds.csv").write_text("fund_id\n")
    (folder / "firms.csv").unlink()
    assert told(folder) == [
        "firms.csv: expected this file in the folder, or no resource of that name",
        (
            'firms.csv: expected this table in a cluster (a package of shared tables says "kind": '
            '"reference")'
        ),
        (
            "funds.csv: expected a resource funds in datapackage.json; the file is there but not "
            "listed"
        ),
    ]
    change(folder, resources=[{"name": "firm", "path": "firm.csv"}, {"name": "firms"}, 5])
    lines = told(folder)
    assert any('resources.0.name: value "firm": expected the name of a table' in x for x in lines)
    assert any("resources.1.path: expected firms.csv" in line for line in lines)
    assert any("resources.2.name: expected the name of a table" in line for line in lines)


def test_sources_say_who_when_and_on_what_terms(write: Write) -> None:
    source = {"name": "s1", "title": "T", "publisher": "P", "date": "May 2024", "kind": "press"}
    date, licence = told(write(sources=[source]))
    start = "datapackage.json: source 1: column "
    assert date.startswith(start + 'date: value "May 2024": expected a date as 2024, 2024-06')
    assert licence == start + "licence: expected text; the cell is empty"


def test_the_extent_of_the_package_or_that_of_korea() -> None:
    assert extent({}) == WORLD
    assert extent({"clusterlab": {"extent": [13, 52, 14, 53]}}) == (13.0, 52.0, 14.0, 53.0)
