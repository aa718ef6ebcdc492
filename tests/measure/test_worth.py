"""The account of what compiled loops would have saved."""

import pytest

from clusterlab.measure import _worth
from clusterlab.measure._worth import worth_compiling


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    monkeypatch.setattr(_worth, "_missed", {})


def test_large_work_compiles_at_once_and_small_work_does_not():
    assert worth_compiling("a", 1.5)
    assert not worth_compiling("b", 0.2)


def test_small_work_compiles_once_it_has_come_to_the_price():
    assert [worth_compiling("a", 0.125) for _ in range(5)] == [False, False, False, True, True]
    # Another kind of loop keeps an account of its own.
    assert not worth_compiling("b", 0.25)


def test_work_that_compiled_loops_would_slow_down_never_takes_them():
    assert worth_compiling("a", 9)
    assert not worth_compiling("a", -0.1)
    assert not worth_compiling("a", 0)
    assert worth_compiling("a", 1e-3)
