"""Compiled rearrangements against every arrangement there is."""

from itertools import permutations as arrangements

import numpy as np
from scipy import sparse

from clusterlab.measure._compiled_moran import turned_products


def test_large_rearrangements_are_as_random_as_every_arrangement():
    """Compiled draws: each of the 24 arrangements of four values is met as often as any other."""
    y = np.array([1.0, 3.0, 7.0, 20.0])
    uneven = sparse.csr_array(np.array([[0, 1, 0, 3], [2, 0, 0, 0], [0, 5, 0, 1], [0, 0, 4, 0.0]]))
    exact = np.sort([np.array(p) @ (uneven @ np.array(p)) for p in arrangements(y)])
    draws = turned_products(y, uneven, permutations=48_000, seed=3)
    values, met = np.unique(np.round(draws, 9), return_counts=True)
    np.testing.assert_allclose(values, np.unique(np.round(exact, 9)))
    due = 2_000 * np.unique(np.round(exact, 9), return_counts=True)[1]
    assert ((met - due) ** 2 / due).sum() < 60  # χ² of 23 degrees passes 60 once in 30,000
