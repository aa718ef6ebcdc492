"""The room hands on functions, never the files of the same name."""

import subprocess
import sys
from types import FunctionType

import pytest

from clusterlab import measure


def test_every_name_is_a_function_named_in_the_index():
    assert len(measure.__all__) > 50
    assert all(isinstance(getattr(measure, name), FunctionType) for name in measure.__all__)


def test_a_name_stays_a_function_after_its_file_was_imported_first():
    code = (
        "import clusterlab.measure.location_quotient\n"
        "import clusterlab.measure as m\n"
        "assert callable(m.location_quotient)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'hooover'"):
        _ = measure.hooover


def test_the_room_compiles_nothing_when_it_is_imported():
    code = (
        "import sys, clusterlab.measure\n"
        "heavy = {'numba', 'sklearn', 'finufft', 'h3'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
