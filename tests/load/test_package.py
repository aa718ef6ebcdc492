"""A package holds every table of the registry, checked, and what it refers to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from clusterlab.load.package import read_package
from clusterlab.load.tables import TABLE_NAMES
from clusterlab.model.problem import DataError

Write = Callable[..., Path]


def test_every_table_is_there_even_if_its_file_is_not(write: Write) -> None:
    package = read_package(write())
    assert set(package.tables) == set(TABLE_NAMES) - {"sources"}
    assert package.slug == "toy"
    assert package.meta["example"] is True
    assert package.sources.loc[0, "publisher"] == "An office"
    assert len(package.tables["districts"]) == 2
    for name in ("districts", "dongs", "firms", "buildings", "transit"):
        frame = package.tables[name]
        assert isinstance(frame, gpd.GeoDataFrame)
        assert frame.crs == "EPSG:4326"


def test_shared_packages_are_read_but_not_what_they_refer_to(write: Write) -> None:
    empty = {"districts.geojson": None, "firms.csv": None}
    meta = {"kind": "reference", "references": ["toy"]}
    write(empty, meta=meta, slug="shared")
    package = read_package(write(meta={"references": ["shared"]}))
    assert package.references["shared"].slug == "shared"
    assert package.references["shared"].references == {}


def test_a_broken_folder_is_refused_with_each_problem(
    write: Write, firm: Callable[..., dict[str, Any]]
) -> None:
    folder = write({"firms.csv": [firm(kind="frim", employees="-3")]})
    with pytest.raises(DataError) as caught:
        read_package(folder)
    assert [problem.column for problem in caught.value.problems] == ["employees", "kind"]
    assert str(caught.value).count("\n") == 1


def test_a_broken_shared_package_is_refused_too(write: Write) -> None:
    empty = {"districts.geojson": None, "firms.csv": None}
    write(empty | {"funds.csv": b""}, meta={"kind": "reference"}, slug="shared")
    with pytest.raises(DataError, match=r"funds\.csv: expected a header row"):
        read_package(write(meta={"references": ["shared"]}))
