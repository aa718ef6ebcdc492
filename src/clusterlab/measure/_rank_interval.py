"""Rank interval: where a place may stand when nobody knows what counts how much."""

import numpy as np
import pandas as pd

from ..model.ties import SAME
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
    order = np.argsort(-totals, axis=0, kind="stable")
    fallen = np.take_along_axis(totals, order, axis=0)
    # The same score by other sums is a tie.
    apart = fallen[:-1] - fallen[1:] > SAME * max(1.0, float(np.abs(totals).max(initial=0.0)))
    place = np.arange(1, len(totals) + 1)[:, None]
    new = np.vstack([np.ones((1, totals.shape[1]), dtype=np.bool_), apart])
    first = np.maximum.accumulate(np.where(new, place, 1), axis=0)
    ranks = np.empty(totals.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, first, axis=0)
    return ranks
