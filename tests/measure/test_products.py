"""Products in parts against the sum over the inner side, and what each part asks for."""

from fractions import Fraction

import numpy as np
import pytest

from clusterlab.measure import _products
from clusterlab.measure._products import add_product


@pytest.mark.parametrize("rows", [0, 1, 3, 101])
@pytest.mark.parametrize("inner", [0, 1, 27, 300])
@pytest.mark.parametrize("columns", [0, 1, 205])
def test_adds_the_sum_over_the_inner_side(rows, inner, columns):
    rng = np.random.default_rng(rows + inner + columns)
    left, right = rng.normal(size=(rows, inner)), rng.normal(size=(inner, columns))
    total = np.ones((rows, columns))
    add_product(total, left, right)
    expected = 1 + (left[:, :, None] * right).sum(axis=1)
    np.testing.assert_allclose(total, expected, rtol=0, atol=1e-12)


def test_whole_numbers_come_out_exactly_however_they_are_cut(monkeypatch):
    rng = np.random.default_rng(1)
    left, right = rng.integers(0, 9, (31, 40)), rng.integers(0, 9, (40, 57))
    exact = [[sum(Fraction(int(a)) * int(b) for a, b in zip(i, j, strict=True)) for j in right.T]
             for i in left]  # fmt: skip
    for quiet, side in ((1 << 18, 100), (1000, 10), (1, 1)):
        monkeypatch.setattr(_products, "QUIET", quiet)
        monkeypatch.setattr(_products, "SIDE", side)
        total = np.zeros((31, 57))
        add_product(total, left.astype(float), right.astype(float))
        assert (total == np.array(exact, dtype=float)).all()


def test_transposed_and_cut_arrays_will_do():
    rng = np.random.default_rng(2)
    left, right = rng.normal(size=(50, 8)), rng.normal(size=(9, 60))
    total = np.zeros((20, 8))
    add_product(total, left[:20, ::-1], right[1:, :8])
    np.testing.assert_allclose(total, left[:20, ::-1].dot(right[1:, :8]), atol=1e-13)
