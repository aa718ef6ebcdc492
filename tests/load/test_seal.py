"""Sealing writes what is true of the files, keeps what it does not own, and is repeatable."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusterlab.load.check import check
from clusterlab.load.seal import seal
from clusterlab.model.problem import DataError


def sealed(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(seal(folder).read_text(encoding="utf-8"))
    return made


def test_a_sealed_folder_passes_and_its_hashes_are_those_of_the_files(
    write: Callable[..., Path],
) -> None:
    folder = write()
    descriptor = sealed(folder)
    assert check(folder) == []
    assert [resource["name"] for resource in descriptor["resources"]] == ["districts", "firms"]
    for resource in descriptor["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        assert resource["bytes"] == len(data)
    districts, firms = descriptor["resources"]
    assert (districts["features"], firms["rows"]) == (2, 1)


def test_fields_follow_the_file_and_carry_units_and_rules(
    write: Callable[..., Path], firm: Callable[..., dict[str, Any]]
) -> None:
    schema = sealed(write({"firms.csv": [firm()]}))["resources"][1]["schema"]
    assert [field["name"] for field in schema["fields"]] == list(firm())
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["employees"]["unit"] == "persons"
    assert fields["employees"]["constraints"] == {"minimum": 0}
    assert fields["kind"]["constraints"]["enum"] == ["anchor", "firm", "startup"]
    assert schema["primaryKey"] == ["firm_id"]
    assert schema["foreignKeys"] == [
        {"fields": ["same_as"], "reference": {"resource": "", "fields": ["firm_id"]}}
    ]


def test_money_fields_take_the_unit_of_the_package(write: Callable[..., Path]) -> None:
    row = {"fund_id": "f", "name": "F", "kind": "fund", "scope": "A", "size": "5"}
    row |= {"status": "formed", "as_of": "2024", "confidence": "A", "source_id": "s1"}
    folder = write({"funds.csv": [row]}, meta={"money_unit": {"funds.size": "million EUR"}})
    fields = sealed(folder)["resources"][2]["schema"]["fields"]
    assert next(field for field in fields if field["name"] == "size")["unit"] == "million EUR"
    assert check(folder) == []


def test_sealing_twice_gives_the_same_bytes_and_keeps_other_members(
    write: Callable[..., Path],
) -> None:
    folder = write()
    path = folder / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8")) | {"licenses": [{"name": "CC0-1.0"}]}
    path.write_text(json.dumps(content), encoding="utf-8")
    first = seal(folder).read_bytes()
    assert seal(folder).read_bytes() == first
    assert json.loads(first)["licenses"] == [{"name": "CC0-1.0"}]
    assert json.loads(first)["sources"] == content["sources"]


def test_a_change_after_sealing_is_found(
    write: Callable[..., Path], firm: Callable[..., dict[str, Any]]
) -> None:
    folder = write()
    seal(folder)
    path = folder / "firms.csv"
    path.write_bytes(path.read_bytes().replace(b",12,", b",13,"))
    assert [str(problem) for problem in check(folder)] == [
        "firms.csv: expected the file that datapackage.json was sealed with; its hash is another"
    ]


def test_a_folder_without_descriptor_is_not_sealed(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"datapackage\.json: expected this file"):
        seal(tmp_path)
