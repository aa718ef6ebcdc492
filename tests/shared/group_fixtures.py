"""Two built-in clusters side by side, loaded once."""

import pytest

import clusterlab as cl
from clusterlab.study.compared.group import Group, gather


@pytest.fixture(scope="session")
def pair() -> Group:
    """Magok and Osong."""
    return gather([cl.load(name) for name in ("magok", "osong")], max_uncertainty_m=300)
