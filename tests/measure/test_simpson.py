"""Simpson's diversity against a draw counted out in full."""

from fractions import Fraction
from itertools import product

import pandas as pd
import pytest

from clusterlab.measure import simpson


@pytest.mark.parametrize("row", [[3, 1], [2, 2, 2], [5, 0, 1], [7]])
def test_is_the_chance_that_two_draws_differ(row):
    kinds = [k for k, n in enumerate(row) for _ in range(n)]
    pairs = list(product(kinds, kinds))
    chance = Fraction(sum(a != b for a, b in pairs), len(pairs))
    assert simpson(pd.DataFrame([row])).iloc[0] == pytest.approx(float(chance), abs=1e-15)


def test_nothing_to_share_is_undefined():
    assert simpson(pd.DataFrame([[0, 0]])).isna().all()


def test_never_negative():
    assert (simpson(pd.DataFrame([[0.1, 0.0], [1e-300, 0.0]])) >= 0).all()
