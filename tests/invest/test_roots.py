"""Every root of a sum of exponentials, against polynomials whose roots are known."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.invest._roots import exponential_roots, sign_changes


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-30, 60), min_size=1, max_size=5, unique=True),
    st.floats(0.1, 3),
)
def test_all_roots_of_polynomials_are_found(tenths, step):
    # p(x) with x = e^(-s·step): roots are set, so that each must come back.
    growths = np.exp(np.array(tenths) / 10 * step)
    coefficients = np.poly(1 / growths)[::-1]
    found = exponential_roots(np.arange(len(growths) + 1.0) * step, coefficients)
    assert found == pytest.approx(sorted(t / 10 for t in tenths), abs=1e-5)


def test_no_change_of_sign_no_root():
    assert exponential_roots(np.array([0.0, 1.0, 5.0]), np.array([1.0, 2.0, 3.0])) == []


def test_touching_from_one_side_is_one_root_and_passing_by_none():
    times = np.arange(3.0)
    assert exponential_roots(times, np.array([-1, 2.2, -1.21])) == pytest.approx([np.log(1.1)])
    assert exponential_roots(times, np.array([-1, 2.0, -1.21])) == []


def test_triple_root_is_told_once():
    coefficients = np.poly([1.0, 1.0, 1.0])[::-1]
    assert exponential_roots(np.arange(4.0), coefficients) == pytest.approx([0.0], abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-5, 5).filter(lambda a: abs(a) > 1e-3), min_size=2, max_size=12))
def test_count_obeys_descartes(amounts):
    coefficients = np.array(amounts)
    roots = exponential_roots(np.arange(len(amounts)) * 0.37, coefficients)
    changes = sign_changes(coefficients)
    assert len(roots) <= changes
    # The ends have the signs of the first and the last amount: without touching, parity holds.
    if changes == 1:
        assert len(roots) == 1


def test_against_eigenvalues_of_the_companion_matrix():
    rng = np.random.default_rng(7)
    for _ in range(50):
        coefficients = rng.normal(size=9)
        found = exponential_roots(np.arange(9.0), coefficients)
        every = np.roots(coefficients[::-1])
        real = every[(abs(every.imag) < 1e-9) & (every.real > 0)].real
        assert found == pytest.approx(sorted(-np.log(real)), abs=1e-7)
