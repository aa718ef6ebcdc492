"""How far off placing by address is: each known address left out and placed by the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .known import Known, Place, index_places, metres_between
from .placing import Placed, place_between, place_in_block, place_nearby, place_nearest

COLUMNS = ("method", "n", "median_m", "p90_m", "max_m", "stated_m", "held_share")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One address left out: what was stated, and how far off it was found [m]."""

    method: str
    within_m: float
    off_m: float


def geocode_errors(
    known: pd.DataFrame,
    *,
    address: str | Sequence[str] = "address",
    known_uncertainty_m: float | None = None,
    nearest: bool = False,
) -> pd.DataFrame:
    """Leave each known address out in turn, place it by the others, and compare.

    Parameters
    ----------
    known : DataFrame
        As for ``geocode``: addresses, lon, lat [degree], uncertainty_m [m].
    address : str or sequence of str
        Its address columns.
    known_uncertainty_m : float or None
        How far its points may be off where it does not say it [m].
    nearest : bool
        Whether the chain may end at the nearest known number.

    Returns
    -------
    DataFrame
        Columns method, n, median_m, p90_m, max_m, stated_m (the median of the uncertainties
        stated) [m] and held_share (of those within what was stated for them): one row for each
        method, each tried on every address that it fits, and last the ``whole chain`` as
        ``geocode`` goes through it. Without rows where nothing could be tested.

    Notes
    -----
    All rows of one address, and all rows at the same lot, are left out together: a point is
    never found by itself. A lot whose rows share one point says nothing about that lot's size.

    Examples
    --------
    >>> known = pd.DataFrame(
    ...     {"address": [f"서울 강서구 마곡중앙로 {n}" for n in (160, 164, 168)],
    ...      "lon": [126.826] * 3, "lat": [37.566, 37.5664, 37.5668], "uncertainty_m": 10.0}
    ... )
    >>> found = geocode_errors(known)
    >>> found.loc[found["method"] == "same side, gap up to 10", "median_m"].tolist()
    [0.0]
    """
    index = index_places(known, address=address, uncertainty_m=known_uncertainty_m)
    alone: list[LeftOut] = []
    chain: list[LeftOut] = []
    for place in [*index.places, *_lots_alone(index)]:
        others = _without(place, index)
        found = [
            placed
            for way in (place_between, place_in_block, place_nearest)
            if (placed := way(place.address, others)) is not None
        ]
        alone += [_test(place, one, one.method) for one in found]
        best = place_nearby(place.address, others, nearest=nearest)
        chain += [] if best is None else [_test(place, best, "whole chain")]
    parts = list(_by_method(alone)) + ([_figures("whole chain", chain)] if chain else [])
    return pd.DataFrame(parts, columns=list(COLUMNS))


def _test(place: Place, found: Placed, method: str) -> LeftOut:
    off = metres_between(place.lon, place.lat, found.lon, found.lat)
    return LeftOut(method, found.uncertainty_m, off)


def _by_method(tests: Sequence[LeftOut]) -> Iterator[dict[str, object]]:
    for method in sorted({test.method for test in tests}):
        yield _figures(method, [test for test in tests if test.method == method])


def _figures(method: str, tests: Sequence[LeftOut]) -> dict[str, object]:
    off = np.array([test.off_m for test in tests])
    stated = np.array([test.within_m for test in tests])
    return {
        "method": method,
        "n": len(tests),
        "median_m": round(float(np.median(off)), 1),
        "p90_m": round(float(np.quantile(off, 0.9, method="inverted_cdf")), 1),
        "max_m": round(float(off.max()), 1),
        "stated_m": round(float(np.median(stated)), 1),
        "held_share": round(float((off <= stated).mean()), 3),
    }


def _lots_alone(known: Known) -> list[Place]:
    """List the places that have a lot and no building number."""
    blocks = known.by_block.values()
    return [place for block in blocks for place in block if not place.address.number]


def _without(place: Place, known: Known) -> Known:
    """Keep what lies on the road and in the block of a place, but not the place itself."""
    at = place.address
    block = (at.dong, at.hill, at.lot)
    return Known(
        by_road={at.road: [p for p in known.by_road.get(at.road, ()) if p is not place]},
        by_block={
            block: [
                p
                for p in known.by_block.get(block, ())
                if p.address.lot_sub != at.lot_sub
                and (not at.number or p.address.road_address != at.road_address)
            ]
        },
        block_m=known.block_m,
    )
