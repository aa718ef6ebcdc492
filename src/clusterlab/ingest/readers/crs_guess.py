"""Which reference system coordinates are in: what fits the extent, and what fits known places."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pandas as pd
import pyproj
import shapely

from ...load.coordinates import Extent
from ..korea.extent import KOREA, METRIC, MISREADINGS

DEGREES = "EPSG:4326"
READ_AS = re.compile(r"(\S+) read as (\S+)")
SAMPLE = 2_000
LEAST_SHARE = 0.5
LEAST_PLACES = 3
NOTABLE_M = 100.0
CURED = 0.3
"""Another system is offered if it leaves less than this share of the shift."""
METRES_A_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the land: the extent, places by their names, and the area of interest."""

    extent: Extent = KOREA
    places: dict[str, tuple[float, float]] = field(default_factory=dict)
    area: shapely.Geometry | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a reference system fits: share inside the extent and the area, shift [m], places."""

    crs: str
    share: float
    in_area: float
    shift_m: float = float("nan")
    east_m: float = float("nan")
    north_m: float = float("nan")
    places: int = 0
    swapped: bool = False

    def __str__(self) -> str:
        """Print the fit as part of a sentence."""
        name = METRIC.get(self.crs, "")
        said = (
            self.crs
            + (f" ({name})" if name else "")
            + (", x and y swapped" if self.swapped else "")
        )
        said += f": {self.share:.0%} in the extent"
        if self.places:
            said += f", {self.shift_m:,.0f} m from {self.places} known places"
        return said


@cache
def _transformer(crs: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(crs, DEGREES, always_xy=True)


@cache
def _back(crs: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(DEGREES, crs, always_xy=True)


def to_degrees(x: np.ndarray, y: np.ndarray, crs: str) -> tuple[np.ndarray, np.ndarray]:
    """Turn coordinates into longitude and latitude of EPSG:4326.

    Parameters
    ----------
    x, y : ndarray
        East and north, or longitude and latitude.
    crs : str
        Such as EPSG:5186; or ``EPSG:5174 read as EPSG:2097``, which undoes a conversion to
        degrees that took the coordinates for those of another system.

    Returns
    -------
    lon, lat : ndarray
        [degree]; infinite where the system has no such point.

    Examples
    --------
    >>> lon, lat = to_degrees(np.array([200000.0]), np.array([600000.0]), "EPSG:5186")
    >>> float(lon[0].round(6)), float(lat[0].round(6))
    (127.0, 38.0)
    """
    misread = READ_AS.fullmatch(crs)
    if misread:
        true, taken_for = misread.groups()
        x, y = _back(taken_for).transform(x, y)
        crs = true
    if crs == DEGREES:
        return x, y
    lon, lat = _transformer(crs).transform(x, y)
    return np.asarray(lon), np.asarray(lat)


def inside(lon: np.ndarray, lat: np.ndarray, extent: Extent) -> np.ndarray:
    """Tell which points lie in an extent.

    Parameters
    ----------
    lon, lat : ndarray
        [degree].
    extent : tuple of float
        West, south, east and north edge [degree].

    Returns
    -------
    ndarray of bool
        False for NaN.
    """
    west, south, east, north = extent
    found: np.ndarray = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return found


def fits(
    x: np.ndarray,
    y: np.ndarray,
    ground: Ground,
    *,
    names: pd.Series | None = None,
    candidates: Sequence[str] = tuple(METRIC),
) -> list[Fit]:
    """Rank the reference systems in which coordinates fall where they may be.

    Parameters
    ----------
    x, y : ndarray
        Coordinates, NaN where there are none.
    ground : Ground
        What is known of the land.
    names : Series of str, optional
        Name of each point; names that the ground knows measure the shift.
    candidates : sequence of str
        Systems that are tried.

    Returns
    -------
    list of Fit
        Best first; those with less than half of the points in the extent are left out. Where
        places are known the smallest shift leads, else the share in the area, then the order of
        the candidates.

    Examples
    --------
    >>> magok = Ground((126.7, 37.5, 127.0, 37.6))
    >>> fits(np.array([184500.0]), np.array([551000.0]), magok)[0].crs
    'EPSG:5186'
    """
    there = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if not len(there):
        return []
    sample = there[:: max(1, len(there) // SAMPLE)]
    known = _known(names, there, ground)
    found = []
    for crs in candidates:
        for swapped in (False, True):
            east, north = (y, x) if swapped else (x, y)
            lon, lat = to_degrees(east[sample], north[sample], crs)
            share = float(inside(lon, lat, ground.extent).mean())
            if share < LEAST_SHARE:
                continue
            in_area = 0.0
            if ground.area is not None:
                in_area = float(shapely.contains_xy(ground.area, lon, lat).mean())
            moved = _shift(east, north, crs, known)
            found.append(Fit(crs, share, in_area, *moved, len(known), swapped))
    order = list(candidates)
    if len(known) >= LEAST_PLACES:
        return sorted(found, key=lambda fit: (fit.shift_m, order.index(fit.crs)))
    return sorted(
        found, key=lambda fit: (-round(fit.in_area, 2), -round(fit.share, 2), order.index(fit.crs))
    )


TO_STRIP = re.compile(r"[\[(\s·.,-]|주식회사")
"""Most names hold none of this, and a register has a million of them."""


def plain_name(name: str) -> str:
    """Strip a name of what differs between two lists: blanks, brackets, 역, ㈜.

    Parameters
    ----------
    name : str
        Of a station, a firm or an institution.

    Returns
    -------
    str
        Empty where nothing is left.

    Examples
    --------
    >>> plain_name("마곡나루역 (9호선)"), plain_name("㈜ 가나바이오")
    ('마곡나루', '가나바이오')
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    if TO_STRIP.search(text):
        text = re.sub(r"\(주\)|주식회사|\(재\)|\(사\)|\(유\)", "", text)
        text = re.sub(r"[\[(].*?[\])]", "", text)
        text = re.sub(r"[\s·.,-]", "", text)
    return text.removesuffix("역") if len(text) > 2 else text


def _known(
    names: pd.Series | None, there: np.ndarray, ground: Ground
) -> list[tuple[int, float, float]]:
    if names is None or not ground.places:
        return []
    found = []
    for at, name in zip(there, names.iloc[there].tolist(), strict=True):
        place = ground.places.get(plain_name(str(name)))
        if place is not None:
            found.append((int(at), *place))
        if len(found) == SAMPLE:
            break
    return found


def _shift(
    x: np.ndarray, y: np.ndarray, crs: str, known: Sequence[tuple[int, float, float]]
) -> tuple[float, float, float]:
    """Take the median distance from the known places, and the median shift east and north [m]."""
    if not known:
        return float("nan"), float("nan"), float("nan")
    at = np.array([place for place, _, _ in known])
    lon, lat = to_degrees(x[at], y[at], crs)
    true_lon = np.array([place[1] for place in known])
    true_lat = np.array([place[2] for place in known])
    east = (lon - true_lon) * METRES_A_DEGREE * np.cos(np.radians(true_lat))
    north = (lat - true_lat) * METRES_A_DEGREE
    distance = np.hypot(east, north)
    return float(np.median(distance)), float(np.median(east)), float(np.median(north))


def better(
    x: np.ndarray, y: np.ndarray, ground: Ground, *, crs: str, names: pd.Series | None
) -> tuple[Fit, Fit | None] | None:
    """Hold points against the known places that bear their names.

    Parameters
    ----------
    x, y : ndarray
        Coordinates as read.
    ground : Ground
        What is known of the land.
    crs : str
        What they are taken for.
    names : Series of str or None
        Name of each point.

    Returns
    -------
    tuple or None
        The fit as it is and the one that cures the shift, which is None where none does. None
        where fewer than three places are known, or the shift is at most 100 m.
    """
    if names is None or len(ground.places) < LEAST_PLACES:
        return None
    tried = MISREADINGS if crs == DEGREES else tuple(METRIC)
    listed = fits(x, y, ground, names=names, candidates=(crs, *(c for c in tried if c != crs)))
    as_is = next((fit for fit in listed if fit.crs == crs and not fit.swapped), None)
    if as_is is None or as_is.places < LEAST_PLACES or as_is.shift_m <= NOTABLE_M:
        return None
    best = listed[0]
    cures = best is not as_is and best.shift_m <= CURED * as_is.shift_m
    return as_is, best if cures else None
