"""Points sorted into lanes, so that those within reach of a place are a few runs of them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._validation import Floats

Integers = NDArray[np.int64]
LANES_A_REACH = 2  # more waste fewer points outside the circle, and cost more searches
LANES_A_ROOT = 2  # at most so many lanes, times the root of the number of points


class Lanes(NamedTuple):
    """Level lanes of one height over a set of points, and the reach that they are made for."""

    low: float
    height: float
    number: int
    reach: float


class Run(NamedTuple):
    """Points in order of lane and x, their weights, and where each lane begins."""

    x: Floats
    y: Floats
    weight: Floats
    starts: Integers


def lanes_of(xy: Floats, reach: float) -> Lanes:
    """Cut the height of a set of points into lanes; the reach is widened by a hair for rounding."""
    low, high = float(xy[:, 1].min()), float(xy[:, 1].max())
    wide = reach * (1 + 1e-9) + 1e-9 * (1 + abs(low) + abs(high))
    most = max(1, int(LANES_A_ROOT * np.sqrt(len(xy))))
    height = max(wide / LANES_A_REACH, (high - low) / most)
    return Lanes(low, height, int((high - low) / height) + 1, wide)


def in_order(xy: Floats, lanes: Lanes) -> tuple[Integers, Integers]:
    """Return the order of points by lane and x, and the lane of each in that order."""
    lane = np.minimum(((xy[:, 1] - lanes.low) / lanes.height).astype(np.int64), lanes.number - 1)
    order = np.lexsort((xy[:, 0], lane))
    return order, lane[order]


def run_of(x: Floats, y: Floats, weight: Floats, lane: Integers, lanes: Lanes) -> Run:
    """Bundle points that are in order already."""
    starts = np.searchsorted(lane, np.arange(lanes.number + 1))
    return Run(x, y, weight, starts)
