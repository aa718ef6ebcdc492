"""Compiled rearrangements of values over places, each taken through the neighbour weights."""

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import sparse

from ._validation import Floats

_BLOCK = 1_000_000  # random numbers held at a time, 64 bits each


def turned_products(
    values: Floats, weights: sparse.csr_array, *, permutations: int, seed: int
) -> Floats:
    """Return Σ w_ij z_i z_j for values placed anew at random, shape (permutations,).

    Notes
    -----
    Durstenfeld's shuffle; a place is taken as the high part of a 64-bit random number times the
    number of places left, which favours none by more than places / 2^64. Memory: one
    arrangement and 8 MB of random numbers, however many permutations are asked for.
    """
    out = np.empty(permutations)
    turned = np.array(values, dtype=np.float64)
    random = np.random.default_rng(seed)
    step = max(1, _BLOCK // len(turned))
    # A pair is met from both ends, so once is enough.
    pairs = sparse.triu(weights + weights.T, k=1).tocoo()
    near, far = (places.astype(np.int32) for places in pairs.coords)
    for start in range(0, permutations, step):
        part = out[start : start + step]
        raw = random.integers(0, 2**64, dtype=np.uint64, size=(len(part), len(turned)))
        _products(turned, raw, near, far, pairs.data.astype(np.float64), part)
    return out


@njit(cache=True, nogil=True)
def _products(
    turned: Floats,
    raw: NDArray[np.uint64],
    near: NDArray[np.int32],
    far: NDArray[np.int32],
    data: Floats,
    out: Floats,
) -> None:
    """Go on from one arrangement to the next; each is as random as a fresh one."""
    low = np.uint64(0xFFFFFFFF)
    half = np.uint64(32)
    for k in range(len(raw)):
        for i in range(turned.size - 1, 0, -1):
            left = np.uint64(i + 1)
            number = raw[k, i]
            carried = ((number & low) * left) >> half
            j = np.int64(((number >> half) * left + carried) >> half)
            kept = turned[i]
            turned[i] = turned[j]
            turned[j] = kept
        # Four sums side by side, as each would wait for itself.
        a = b = c = d = 0.0
        whole = data.size - data.size % 4
        for p in range(0, whole, 4):
            a += data[p] * turned[near[p]] * turned[far[p]]
            b += data[p + 1] * turned[near[p + 1]] * turned[far[p + 1]]
            c += data[p + 2] * turned[near[p + 2]] * turned[far[p + 2]]
            d += data[p + 3] * turned[near[p + 3]] * turned[far[p + 3]]
        for p in range(whole, data.size):
            a += data[p] * turned[near[p]] * turned[far[p]]
        out[k] = a + b + c + d
