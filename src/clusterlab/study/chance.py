"""Says what may be claimed of a curve: p corrected over what was asked together, and how far."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..model.said import Said, caution
from ..model.weight import LEVEL


def holm(p: pd.Series) -> pd.Series:
    """Correct p-values so that the chance of any false claim among them stays at the level.

    Parameters
    ----------
    p : Series
        p-values; missing ones stay missing and are not counted.

    Returns
    -------
    Series, same index
        Adjusted p-values [-]: the k-th smallest of n times n − k + 1, and none below one before.

    References
    ----------
    Holm (1979), Scandinavian Journal of Statistics 6: 65-70.

    Examples
    --------
    >>> holm(pd.Series([0.01, 0.04, 0.03, None])).tolist()
    [0.03, 0.06, 0.06, nan]
    """
    known = p.dropna().sort_values(kind="stable")
    left = np.arange(len(known), 0, -1)
    raised = np.minimum(np.maximum.accumulate(known.to_numpy(dtype=np.float64) * left), 1.0)
    adjusted = pd.Series(raised, index=known.index, dtype=np.float64)
    return adjusted.reindex(p.index)


def corrected(curves: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Give the global p of each curve, corrected over all of them by Holm's rule.

    Parameters
    ----------
    curves : mapping of str to DataFrame
        What a curve of `measure` with simulations returns, by what was asked.
    """
    given = {name: curve.attrs.get("global_p", np.nan) for name, curve in curves.items()}
    return holm(pd.Series(given, dtype=np.float64))


@dataclass(frozen=True)
class Reach:
    """Over which distances a curve leaves its band.

    Parameters
    ----------
    start, end : float
        The first unbroken stretch [m].
    open : bool
        Whether it ends only because no longer distance was looked at.
    """

    start: float
    end: float
    open: bool


def reach(curve: pd.DataFrame, *, p: float, side: str = "above") -> Reach | None:
    """Find the first stretch over which a curve leaves its band, where a claim may be made.

    Parameters
    ----------
    curve : DataFrame
        What a curve of `measure` with simulations returns.
    p : float
        Of the whole curve, corrected where several were asked together.
    side : {"above", "below"}
        On which side of the band.

    Returns
    -------
    Reach or None
        None where p is above the level or undefined, or the curve stays inside on this side.
    """
    found = curve.attrs.get(f"{side}_m") or []
    if not p <= LEVEL or not found:
        return None
    start, end = found[0]
    return Reach(start, end, open=bool(end >= float(curve.index[-1])))


def few_draws(*, draws: int, fields: int) -> list[Said]:
    """Warn where draws are too few for any of so many fields to be told from chance."""
    needed = int(np.ceil(fields / LEVEL - 1e-9)) - 1
    if draws >= needed:
        return []
    return [caution("few_draws", draws=draws, fields=fields, needed=needed)]


def evidence(curve: pd.DataFrame, *, p: float, fields: int = 1) -> dict[str, Any]:
    """Give what a sentence says of the test behind it: draws, p and fields asked together."""
    return {"draws": curve.attrs["draws"], "p": p, "fields": fields}
