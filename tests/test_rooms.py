"""Rooms hand on functions, whichever import comes first."""

import subprocess
import sys
from types import FunctionType

import pytest

import clusterlab as cl


@pytest.mark.parametrize("room", ["measure", "invest", "siting"])
def test_every_name_is_there(room: str) -> None:
    package = getattr(cl, room)
    assert len(package.__all__) > 30
    assert dir(package) == sorted(package.__all__)
    for name in package.__all__:
        assert callable(getattr(package, name)), name
    with pytest.raises(AttributeError, match=f"clusterlab.{room}.*'hover'"):
        package.hover  # noqa: B018 - the look-up is what is tested


def test_a_function_stands_before_the_file_of_its_name() -> None:
    code = (
        "import clusterlab.measure.hoover, clusterlab.invest.xirr, clusterlab.siting.topsis\n"
        "import clusterlab as cl\n"
        "print([type(f).__name__ for f in (cl.measure.hoover, cl.invest.xirr, cl.siting.topsis)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str([FunctionType.__name__] * 3)
