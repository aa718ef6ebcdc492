import subprocess
import sys
from importlib import import_module

import pytest

import clusterlab.siting as siting


def test_every_name_is_there_and_documented() -> None:
    for name in siting.__all__:
        assert getattr(siting, name).__doc__, name
    assert dir(siting) == sorted(siting.__all__)


def test_files_do_not_hide_functions() -> None:
    import_module("clusterlab.siting.topsis")
    assert callable(siting.topsis)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'topsy'"):
        _ = siting.topsy


def test_importing_the_room_loads_no_solver() -> None:
    code = "import sys, clusterlab.siting; print('highspy' in sys.modules, 'numba' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["False", "False"]
