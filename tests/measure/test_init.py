"""The room hands on functions, never the files of the same name."""

import subprocess
import sys
from importlib import import_module
from types import FunctionType

import pytest

from clusterlab import measure


def test_every_name_is_a_function_of_its_file():
    for name, home in measure._HOME.items():
        file = import_module(f"clusterlab.measure.{home}")
        assert isinstance(getattr(measure, name), FunctionType)
        assert getattr(measure, name) is getattr(file, name)


def test_a_name_stays_a_function_after_its_file_was_imported_first():
    code = (
        "import clusterlab.measure.location_quotient\n"
        "import clusterlab.measure as m\n"
        "assert callable(m.location_quotient)"
    )
    if "location_quotient" in measure._HOME:
        subprocess.run([sys.executable, "-c", code], check=True)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'hooover'"):
        _ = measure.hooover


def test_the_room_imports_nothing_heavy():
    code = (
        "import sys, clusterlab.measure\n"
        "heavy = {'pandas', 'geopandas', 'scipy', 'numba'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
