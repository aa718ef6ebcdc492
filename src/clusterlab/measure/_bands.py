"""The table of a curve over distance, and the bands of its null model: local and global."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..model.checks import choice
from ..model.reason import Reason
from ._validation import Floats, Mask
from .global_envelope import global_envelope

LEVEL = 0.05  # share of simulations left outside
ENVELOPES = ("erl", "duranton-overman")


def curve_table(
    grid: Floats,
    observed: Floats,
    *,
    attrs: Mapping[Hashable, Any],
    null_model: str,
    simulations: int,
    seed: int,
    reason: Reason | None = None,
) -> pd.DataFrame:
    """Make the table of an observed curve; all curves over distance begin as one.

    Parameters
    ----------
    grid, observed : array, shape (distances,)
        Distances [m], and the curve.
    attrs : mapping
        What only this measure tells.
    null_model : str
        What is drawn, where anything is.
    simulations, seed : int
        Draws of the null model, and their seed.
    reason : Reason, optional
        Why the curve is undefined throughout.
    """
    table = pd.DataFrame({"observed": observed}, index=pd.Index(grid, name="distance_m"))
    drawn = null_model if simulations else None
    table.attrs = dict(attrs) | {
        "null_model": drawn,
        "null": drawn,
        "simulations": simulations,
        "draws": simulations,
        "seed": seed,
    }
    if reason is not None:
        table.attrs["reason"] = reason
    return table


def add_bands(
    table: pd.DataFrame, simulated: Floats, *, level: float = LEVEL, envelope: str = "erl"
) -> None:
    """Add local and global bands to a table that this room has just made.

    Parameters
    ----------
    table : DataFrame, shape (distances,)
        With the column `observed`. Gains local_low, local_high, global_low, global_high; `attrs`
        gain band_level, global_band, global_p, above_m and below_m, and band_reason where there is
        no global band.
    simulated : array, shape (simulations, distances)
        One curve a row; NaN where a curve is undefined.
    level : float
        Share of simulations outside: at each distance (local), or anywhere (global).
    envelope : {"erl", "duranton-overman"}
        The global band: that of extreme rank lengths, whose size holds (`global_envelope`), or a
        pair of pointwise quantiles moved outward until no more than the share `level` of the
        simulations leave it.

    Notes
    -----
    The local band is the pair of pointwise quantiles level/2 and 1 − level/2. attrs["global_p"] is
    of extreme rank lengths whichever band is drawn. above_m and below_m list the stretches of
    distances, first and last, over which the observed curve leaves the band.
    """
    choice(envelope, "envelope", ENVELOPES)
    draws, grid = simulated.shape
    observed = table["observed"].to_numpy(dtype=np.float64)
    table["local_low"], table["local_high"] = _quantiles(simulated, level / 2)
    low, high = np.full(grid, np.nan), np.full(grid, np.nan)
    above = below = np.zeros(grid, dtype=np.bool_)
    p, told = np.nan, {}
    if draws >= 2:
        found = global_envelope(observed, simulated, level=level)
        p, needed = found.p, int(np.ceil(1 / level - 1e-9)) - 1
        if draws < needed:
            told["band_reason"] = Reason("too_few_draws", draws=draws, needed=needed)
        elif envelope == "erl":
            low, high, above, below = found.low, found.high, found.above, found.below
        else:
            low, high, told = _moved_outward(simulated, level)
            with np.errstate(invalid="ignore"):
                above, below = observed > high, observed < low
    table["global_low"], table["global_high"] = low, high
    distances = table.index.to_numpy(dtype=np.float64)
    table.attrs |= {
        **told,
        **({"band_reason": table.attrs["band_reason"]} if "band_reason" in table.attrs else {}),
        "band_level": level,
        "global_band": envelope,
        "global_p": p,
        "above_m": stretches(distances, above),
        "below_m": stretches(distances, below),
    }


def stretches(distances: Floats, marked: Mask) -> list[tuple[float, float]]:
    """Return the first and last distance of each unbroken run of marked ones."""
    turns = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    pairs = zip(turns[::2], turns[1::2] - 1, strict=True)
    return [(float(distances[start]), float(distances[end])) for start, end in pairs]


def _moved_outward(simulated: Floats, level: float) -> tuple[Floats, Floats, dict[str, Any]]:
    """Move the pointwise quantiles outward, as in Duranton & Overman (2005), section 3.

    With quantiles interpolated between order statistics, a curve that ranks r-th from below at
    some distance leaves as soon as the quantile passes r / (simulations − 1), so the answer is
    read off the ranks without a search. Where the quantile is 0 the band would be the lowest and
    highest of all draws, which says nothing of 5 %: there is none then.
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
    quantile = float(np.sort(first_out)[int(np.floor(level * draws + 1e-9))])
    told: dict[str, Any] = {
        "global_quantile": quantile,
        "global_outside": float((first_out < quantile).mean()),
    }
    if quantile <= 0:
        # So many draws are outermost somewhere; with more draws hardly more are.
        outermost = int((first_out <= 0).sum())
        needed = max(draws + 1, int(np.ceil((outermost + 1) / level)))
        told["band_reason"] = Reason("too_few_draws", draws=draws, needed=needed)
        return np.full(grid, np.nan), np.full(grid, np.nan), told
    low, high = _quantiles(simulated, quantile)
    return low, high, told


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
