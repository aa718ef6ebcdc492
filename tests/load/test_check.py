"""check takes a folder or its descriptor, and looks at what the folder refers to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clusterlab.load.check import check

Write = Callable[..., Path]
SHARED = {"districts.geojson": None, "firms.csv": None}


def test_a_folder_or_its_descriptor_may_be_named(write: Write) -> None:
    folder = write()
    assert check(folder) == check(str(folder / "datapackage.json")) == []


@pytest.mark.parametrize("name", ["nowhere", "a.csv"])
def test_what_is_no_folder_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.csv").write_text("x")
    (problem,) = check(tmp_path / name)
    assert str(problem).endswith(f"{name}: expected a folder that holds a datapackage.json")


def test_a_shared_package_beside_the_folder_is_found(write: Write) -> None:
    write(SHARED, meta={"kind": "reference"}, slug="shared")
    assert check(write(meta={"references": ["shared"]})) == []


def test_one_id_does_not_name_two_sources(write: Write) -> None:
    source = {"name": "s1", "title": "Another", "publisher": "P", "date": "2024", "licence": "CC0"}
    source |= {"kind": "register"}
    write(SHARED, meta={"kind": "reference"}, slug="shared", sources=[source])
    (problem,) = check(write(meta={"references": ["shared"]}))
    assert str(problem) == (
        'datapackage.json: column sources.name: value "s1": expected another id, as shared has a '
        "different source of this one"
    )
