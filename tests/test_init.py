"""The package hands names on lazily, and stays cheap to import."""

import importlib.metadata
import subprocess
import sys

import pytest

import clusterlab


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip()


def test_importing_brings_in_no_other_library() -> None:
    code = (
        "import sys, clusterlab; "
        "print(sorted({'numpy', 'pandas', 'geopandas', 'folium', 'scipy'} & set(sys.modules)))"
    )
    assert run(code) == "[]"


def test_every_name_is_there() -> None:
    for name in clusterlab.__all__:
        assert getattr(clusterlab, name) is not None, name
    assert dir(clusterlab) == sorted(clusterlab.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = clusterlab.nothing


@pytest.mark.parametrize(
    "first", ["clusterlab.load", "clusterlab.load.tables", "clusterlab.cluster", "clusterlab"]
)
def test_load_is_a_room_and_a_function_whatever_was_imported_first(first: str) -> None:
    code = (
        f"import {first}, clusterlab as cl; import clusterlab.model.problem as p\n"
        "try: cl.load('nowhere')\n"
        "except p.UnknownCluster as error: print(error.name, cl.UnknownCluster is p.UnknownCluster)"
    )
    assert run(code) == "nowhere True"


def test_the_version_is_that_of_the_distribution() -> None:
    assert clusterlab.__version__ == importlib.metadata.version("clusterlab")
