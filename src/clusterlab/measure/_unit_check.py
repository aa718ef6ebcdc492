"""Lengths whose unit is evidently wrong: kilometres given where metres are expected."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial import cKDTree

from ._validation import Floats

LEAST_PLACES = 10
"""Fewer places than these, as in a small example, say too little of their scale."""
LARGEST = 10.0
"""A larger number is no likely slip: it would be as many kilometres."""
PART_OF_SPREAD = 300
PART_OF_GAP = 2


def expect_metres(
    given: ArrayLike,
    name: str,
    xy: Floats | tuple[Floats, Floats],
    *,
    most: float = LARGEST,
    stacked: bool = False,
    beside: float | None = None,
) -> None:
    """Refuse lengths that can only be meant in another unit.

    The rule: there are ten places or more; the largest length is at most `most`, below 1/300 of the
    spread of the points (the diagonal of their box), and below half of the median distance from a
    place to the nearest other one, so that hardly any place has a neighbour within it; and a
    thousand times the length, the same in kilometres, is at most ten times the spread; for a
    bandwidth, a side or a radius, half of it.

    Parameters
    ----------
    given : float or array
        What was given as metres.
    name : str
        Its name.
    xy : array, shape (n, 2), or two of shape (n,)
        Coordinates [m].
    most : float
        Above this nothing is looked at [m].
    stacked : bool
        Whether points on one place are neighbours that a short length may well be meant for.
    beside : float, optional
        A bandwidth given with it: one of more than `most` shows that metres are meant.

    Raises
    ------
    ValueError
        One line, with what was likely meant.
    """
    lengths = np.atleast_1d(np.asarray(given, dtype=np.float64))
    lengths = lengths[lengths > 0]
    if not lengths.size or lengths.max() > most or (beside or 0) > most:
        return
    xy = np.column_stack(xy) if isinstance(xy, tuple) else xy
    if len(xy) < LEAST_PLACES:
        return
    largest = float(lengths.max())
    spread = float(np.hypot(*np.ptp(xy, axis=0)))
    if (
        not largest < spread / PART_OF_SPREAD
        or 1000 * largest > (10 if name == "distances_m" else 0.5) * spread
    ):
        return
    places = np.unique(xy, axis=0)
    if len(places) < LEAST_PLACES:
        return
    near = xy if stacked else places
    gap = float(np.median(cKDTree(near).query(near, k=2)[0][:, 1]))
    if largest >= gap / PART_OF_GAP:
        return
    raise ValueError(
        f"{name}: {_span(lengths)}; the points spread over {spread:,.0f} m, the nearest lie "
        f"{gap:,.0f} m apart: metres are expected; did you mean {_span(1000 * lengths)}?"
    )


def _span(lengths: Floats) -> str:
    low, high = f"{lengths.min():,.6g}", f"{lengths.max():,.6g}"
    return low if low == high else f"{low} to {high}"
