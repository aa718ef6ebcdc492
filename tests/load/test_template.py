"""A new folder is refused where it must be, guides its reader, and passes once filled."""

import csv
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusterlab.load import template
from clusterlab.load.check import check
from clusterlab.load.package import read_package
from clusterlab.load.scenario_files import scenario_files
from clusterlab.load.tables import TABLES
from clusterlab.load.template import GUIDE, new_cluster

RING = [[126.82, 37.56], [126.83, 37.56], [126.83, 37.57], [126.82, 37.57], [126.82, 37.56]]


@pytest.fixture(autouse=True)
def _no_built_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "packages", lambda: ["magok", "korea"])


def test_an_unfilled_folder_says_what_is_to_be_filled(tmp_path: Path) -> None:
    folder = new_cluster("mytown", tmp_path)
    lines = "\n".join(str(problem) for problem in check(folder))
    assert "clusterlab.name_ko: expected text" in lines
    assert "column publisher: expected text; the cell is empty" in lines
    assert "firms.csv: expected at least one row" in lines
    assert "districts.geojson: expected at least one row" in lines
    assert "funds.csv" not in lines


def test_the_example_of_a_scenario_is_a_draft_whose_every_part_can_be_used(
    tmp_path: Path,
) -> None:
    folder = new_cluster("mytown", tmp_path)
    example = folder / "scenarios" / "_example.toml"
    assert scenario_files(folder) == {}
    # Its lines, taken out of their comments as the guide says, are a whole scenario.
    text = example.read_text("utf-8")
    used = re.sub(r"(?m)^# (\[\[|[a-z0-9_]+ = )", r"\1", text)
    parts = tomllib.loads(used)
    sections = {
        name for name, rows in parts.items() if isinstance(rows, list) and name != "sources"
    }
    assert len(sections) == 12
    assert "scenarios/_example.toml" in (folder / GUIDE).read_text("utf-8")


def test_a_filled_folder_passes(
    tmp_path: Path, firm: Callable[..., Any], features: Callable[..., Any]
) -> None:
    folder = new_cluster("mytown", tmp_path)
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    meta = descriptor["clusterlab"]
    for name in ("name_ko", "name_en", "region_ko", "region_en", "boundary_vintage"):
        meta[name] = "마을"
    meta["as_of"] = "2024-06"
    descriptor["sources"][0] |= dict.fromkeys(("title", "publisher", "licence", "kind"), "관청") | {
        "date": "2024"
    }
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    with (folder / "firms.csv").open("a", encoding="utf-8", newline="") as file:
        header = (folder / "firms.csv").read_text("utf-8").strip().split(",")
        csv.DictWriter(file, header).writerow(firm())
    layer = {"type": "FeatureCollection", "features": [features("d1", RING)]}
    (folder / "districts.geojson").write_text(json.dumps(layer), encoding="utf-8")
    assert [str(problem) for problem in check(folder)] == []
    assert read_package(folder).tables["firms"]["firm_id"].tolist() == ["f1"]


def test_the_guide_names_each_column_twice(tmp_path: Path) -> None:
    text = (new_cluster("mytown", tmp_path) / GUIDE).read_text("utf-8")
    korean, english = text.split("# mytown: how to fill this folder")
    for record in TABLES:
        for part in (korean, english):
            section = part.split(f"## {record.path}", 1)[1].split("\n## ", 1)[0]
            for name in set(record.names) - {"source_id"}:
                assert f"| `{name}` |" in section, (record.name, name)


@pytest.mark.parametrize("slug", ["", "My", "마을", "../x", "a b", "1a", "a" * 41, "con/x"])
def test_a_bad_name_is_refused(tmp_path: Path, slug: str) -> None:
    with pytest.raises(ValueError, match="made of small Latin letters"):
        new_cluster(slug, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_names_that_are_taken_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match='"magok" is a built-in package'):
        new_cluster("magok", tmp_path)
    (tmp_path / "mytown").mkdir()
    with pytest.raises(FileExistsError, match="nothing was written"):
        new_cluster("mytown", tmp_path)
    assert list((tmp_path / "mytown").iterdir()) == []


def test_what_is_known_of_a_cluster_is_filled_in(tmp_path: Path) -> None:
    folder = new_cluster("mytown", tmp_path, about={"name_ko": "마을", "example": "true"})
    meta = json.loads((folder / "datapackage.json").read_text("utf-8"))["clusterlab"]
    assert (meta["name_ko"], meta["example"], meta["name_en"]) == ("마을", True, "")


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"name_kr": "마을"}, '"name_kr" is not said of a cluster .did you mean "name_ko"'),
        ({"example": "yes"}, 'example is true or false, not "yes"'),
    ],
)
def test_what_no_cluster_says_is_refused(
    tmp_path: Path, about: dict[str, str], expected: str
) -> None:
    with pytest.raises(ValueError, match=expected):
        new_cluster("mytown", tmp_path, about=about)
    assert not (tmp_path / "mytown").exists()
