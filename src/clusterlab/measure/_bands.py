"""Local and global confidence bands around simulated curves."""

import numpy as np
import pandas as pd

from ._validation import Floats

LEVEL = 0.05  # share of simulations left outside


def add_bands(table: pd.DataFrame, simulated: Floats, *, level: float = LEVEL) -> None:
    """Add local and global bands to a table that this room has just made.

    Parameters
    ----------
    table : DataFrame, shape (distances,)
        With the column `observed`. Gains local_low, local_high, global_low, global_high.
    simulated : array, shape (simulations, distances)
        One curve a row; NaN where a curve is undefined.
    level : float
        Share of simulations outside: at each distance (local), or anywhere (global).

    Notes
    -----
    The local band is the pair of pointwise quantiles level/2 and 1 - level/2. For the global band
    the quantile is moved outward until no more than the share `level` of the simulations leave the
    band at any distance (Duranton & Overman 2005, section 3). With quantiles interpolated between
    order statistics, a curve that ranks r-th from below at some distance leaves as soon as the
    quantile passes r / (simulations - 1), so the answer is read off the ranks without a search.
    """
    draws, grid = simulated.shape
    first_out = np.full(draws, 0.5)
    for d in range(grid):
        values = simulated[:, d]
        known = np.flatnonzero(np.isfinite(values))
        if known.size < 2:
            continue
        order = np.sort(values[known])
        above = np.searchsorted(order, values[known], side="right") - 1
        below = known.size - 1 - np.searchsorted(order, values[known], side="left")
        rank = np.minimum(above, below) / (known.size - 1)
        first_out[known] = np.minimum(first_out[known], rank)
    quantile = float(np.sort(first_out)[int(np.floor(level * draws))])
    low, high = _quantiles(simulated, level / 2)
    table["local_low"], table["local_high"] = low, high
    low, high = _quantiles(simulated, quantile)
    table["global_low"], table["global_high"] = low, high
    table.attrs["band_level"] = level
    table.attrs["global_quantile"] = quantile
    table.attrs["global_outside"] = float((first_out < quantile).mean())


def _quantiles(simulated: Floats, quantile: float) -> tuple[Floats, Floats]:
    """Return two quantiles of each column, without what is not known."""
    both = np.full((2, simulated.shape[1]), np.nan)
    shares = [quantile, 1 - quantile]
    known = np.isfinite(simulated)
    # Numpy goes column by column where it has to look for gaps.
    whole = known.all(axis=0) & (len(simulated) > 0)
    both[:, whole] = np.quantile(simulated[:, whole], shares, axis=0)
    part = known.any(axis=0) & ~whole
    if part.any():
        both[:, part] = np.nanquantile(simulated[:, part], shares, axis=0)
    return both[0], both[1]
