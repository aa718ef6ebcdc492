"""Rank interval: where a place may stand when nobody knows what counts how much."""

import numpy as np
import pandas as pd

from ._shares import FloatArray


def rank_interval(scores: FloatArray, *, draws: int, seed: int, level: float = 0.9) -> pd.DataFrame:
    """Rank rows by the mean of their scores, and by very many other weightings.

    Parameters
    ----------
    scores : ndarray, shape (n, d)
        Higher is better, on one scale, none missing.
    draws : int
        Sets of weights, each drawn evenly from all that add up to 1.
    seed : int
        Start of the random numbers.
    level : float
        Share of the draws that the interval holds.

    Returns
    -------
    DataFrame, n rows
        rank (1 is best; ties share the better rank), rank_low, rank_high.
    """
    number, kinds = scores.shape
    best = _ranks(scores.mean(axis=1, keepdims=True))[:, 0] if kinds else np.ones(number, int)
    low = high = best
    if draws and kinds > 1:
        weights = np.random.default_rng(seed).dirichlet(np.ones(kinds), draws)
        ranks = _ranks(scores @ weights.T)
        tail = (1 - level) / 2
        low, high = np.quantile(ranks, [tail, 1 - tail], axis=1, method="inverted_cdf")
    # With equal weights the rank is one of those that can occur, so it is never left out.
    return pd.DataFrame(
        {
            "rank": best,
            "rank_low": np.minimum(low, best).astype(np.int64),
            "rank_high": np.maximum(high, best).astype(np.int64),
        }
    )


def _ranks(totals: FloatArray) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Rank of each row in every column, from 1 for the highest."""
    rounded = np.round(totals, 12)  # the same score by other sums is a tie
    ranks = np.empty(rounded.shape, dtype=np.int64)
    for column in range(rounded.shape[1]):
        ordered = np.sort(rounded[:, column])
        higher = len(ordered) - np.searchsorted(ordered, rounded[:, column], side="right")
        ranks[:, column] = higher + 1
    return ranks
