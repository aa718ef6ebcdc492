"""The points of a table: x and y as written to longitude and latitude, or why they are not used."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyproj

from ...model.problem import DataError, Problem
from .crs_guess import DEGREES, READ_AS, Ground, better, fits, inside, to_degrees
from .fault import Fault
from .note import Note, counted

MOST = 0.5
"""Above this share of swapped or outlying points the file is at fault, not its rows."""
COARSE_DECIMALS = 3
SEOUL = (126.978, 37.567)
WIDEST = 180.0
"""Degrees; also of a latitude, as it may stand where the longitude should."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Longitude and latitude [degree], NaN without a point; and what was found."""

    lon: np.ndarray
    lat: np.ndarray
    crs: str
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]
    rounding_m: float = 0.0


def declared_crs(name: str, file: str) -> str:
    """Check the name of a reference system.

    Parameters
    ----------
    name : str
        As the user wrote it, such as 5186 or EPSG:5186.
    file : str
        Name in messages.

    Returns
    -------
    str
        In the form EPSG:5186.
    """
    misread = READ_AS.fullmatch(name)
    if misread:
        return " read as ".join(declared_crs(part, file) for part in misread.groups())
    try:
        code = pyproj.CRS.from_user_input(int(name) if name.isdigit() else name).to_epsg()
    except pyproj.exceptions.CRSError:
        code = None
    if code is None:
        expected = "a reference system such as EPSG:5186"
        raise DataError([Problem(file, 0, "crs", name, expected)])
    return f"EPSG:{code}"


def system_name(crs: pyproj.CRS) -> str:
    """Name a reference system that a file states.

    Parameters
    ----------
    crs : pyproj.CRS
        As read.

    Returns
    -------
    str
        In the form EPSG:5186; its definition where it has no number.

    Examples
    --------
    >>> system_name(pyproj.CRS("EPSG:25833"))
    'EPSG:25833'
    """
    code = crs.to_epsg(min_confidence=25)
    # The number is a guess from the parameters: it is believed if it puts a point where crs does.
    if code is not None and _same(crs, pyproj.CRS.from_epsg(code)):
        return f"EPSG:{code}"
    return str(crs.to_string())


def _same(one: pyproj.CRS, other: pyproj.CRS) -> bool:
    points = [
        pyproj.Transformer.from_crs(DEGREES, crs, always_xy=True).transform(*SEOUL)
        for crs in (one, other)
    ]
    return bool(np.allclose(points[0], points[1], rtol=0, atol=1.0 if one.is_projected else 1e-5))


def place(
    x: np.ndarray,
    y: np.ndarray,
    file: str,
    *,
    columns: tuple[str, str] = ("lon", "lat"),
    crs: str | None = None,
    stated: str | None = None,
    swap: bool = False,
    ground: Ground | None = None,
    names: pd.Series | None = None,
) -> Placed:
    """Turn the coordinates of a table into longitude and latitude.

    Parameters
    ----------
    x, y : ndarray
        As written: east and north [m], or longitude and latitude [degree]; NaN where empty.
    file : str
        Name in messages.
    columns : tuple of str
        Names of x and y in messages.
    crs : str, optional
        Reference system as the user declares it.
    stated : str, optional
        Reference system that the file states; the user's goes first.
    swap : bool
        Whether points that look swapped are to be swapped.
    ground : Ground, optional
        Where points may be, and places that are known.
    names : Series of str, optional
        Name of each point.

    Returns
    -------
    Placed
        A point at 0, 0 is no point; one that is swapped or out of the extent refuses its row.

    Raises
    ------
    DataError
        Where the whole file is swapped, in metres of an unknown system, or elsewhere.
    """
    land = ground or Ground()
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    faults: list[Fault] = []
    notes: list[Note] = []
    for at in np.flatnonzero(np.isfinite(x) != np.isfinite(y)).tolist():
        lacking = columns[0] if np.isnan(x[at]) else columns[1]
        faults.append(Fault(at, lacking, "", "a value, as its partner has one", False))
    half = np.isfinite(x) != np.isfinite(y)
    nowhere = (x == 0) | (y == 0)
    if nowhere.any():
        count = int(nowhere.sum())
        said = f"{counted(count, 'point')} with a coordinate of 0; no location"
        notes.append(Note("zero", said, ", ".join(columns), count))
    x[half | nowhere], y[half | nowhere] = np.nan, np.nan
    there = np.isfinite(x)
    system = crs or stated
    if not there.any():
        return Placed(x, y, system or DEGREES, tuple(faults), tuple(notes))
    metres = (np.abs(x) > WIDEST) | (np.abs(y) > WIDEST)
    likely_degrees = (metres & there).sum() <= MOST * there.sum()
    if (system is None or system == DEGREES) and not likely_degrees:
        raise DataError([_unknown_metres(x, y, file, columns, land, names, stated=system)])
    system = system or DEGREES
    x, y, swapped = _swapped(x, y, system, land, swap=swap)
    if swapped.any() and swap:
        said = (
            f"{counted(int(swapped.sum()), 'point')} with x and y swapped; swapped back, as asked"
        )
        notes.append(Note("swapped", said, ", ".join(columns), int(swapped.sum())))
    elif swapped.sum() > MOST * there.sum():
        at = int(np.flatnonzero(swapped)[0])
        expected = (
            f"longitude before latitude; {counted(int(swapped.sum()), 'point')} of "
            f"{there.sum():,} look swapped, such as x={x[at]:g}, y={y[at]:g} (--swap swaps them)"
        )
        raise DataError([Problem(file, 0, ", ".join(columns), None, expected)])
    _check_known(x, y, file, columns, system, land, names, notes, declared=crs is not None)
    lon, lat = to_degrees(x, y, system)
    if system != DEGREES:
        notes.append(Note("crs", f"points read in {system}, kept in {DEGREES}"))
    out = there & ~inside(lon, lat, land.extent)
    if out.all() or (out & ~swapped).sum() == there.sum():
        raise DataError([_elsewhere(x, y, lon, lat, file, columns, system, land, names)])
    faults += [
        Fault(
            int(at),
            ", ".join(columns),
            f"{x[at]:.12g}, {y[at]:.12g}",
            _out_text(lon[at], lat[at], bool(swapped[at]), land),
            True,
        )
        for at in np.flatnonzero(out)
    ]
    lon, lat = np.where(out, np.nan, lon), np.where(out, np.nan, lat)
    return Placed(lon, lat, system, tuple(faults), tuple(notes))


def _swapped(
    x: np.ndarray, y: np.ndarray, system: str, land: Ground, *, swap: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Find points that lie in the extent only if x and y change places; change them if asked."""
    lon, lat = to_degrees(x, y, system)
    outside = np.isfinite(x) & ~inside(lon, lat, land.extent)
    swapped = np.zeros(len(x), dtype=bool)
    if outside.any():
        lon, lat = to_degrees(y[outside], x[outside], system)
        swapped[outside] = inside(lon, lat, land.extent)
    if swap:
        return np.where(swapped, y, x), np.where(swapped, x, y), swapped
    return x, y, swapped


def _unknown_metres(
    x: np.ndarray,
    y: np.ndarray,
    file: str,
    columns: tuple[str, str],
    land: Ground,
    names: pd.Series | None,
    *,
    stated: str | None,
) -> Problem:
    at = int(np.flatnonzero(np.isfinite(x))[0])
    claim = f"; the file claims {stated}" if stated else ""
    lead = f"degrees; x={x[at]:.10g}, y={y[at]:.10g} are metres{claim}"
    listed = fits(x, y, land, names=names)
    if not listed:
        return Problem(
            file, 0, ", ".join(columns), None, f"{lead}. No Korean system fits the extent"
        )
    said = "; ".join(str(fit) for fit in listed[:3])
    advice = f"say --crs {listed[0].crs}" + (" --swap" if listed[0].swapped else "")
    alike = [fit for fit in listed if not fit.swapped]
    doubt = ""
    if len(alike) > 1 and listed[0].places < 3:
        doubt = (
            " if that is what the publisher says: without known places they cannot be told apart"
        )
    lead += f". What fits: {said}; {advice}{doubt}"
    return Problem(file, 0, ", ".join(columns), None, lead)


def _elsewhere(
    x: np.ndarray,
    y: np.ndarray,
    lon: np.ndarray,
    lat: np.ndarray,
    file: str,
    columns: tuple[str, str],
    system: str,
    land: Ground,
    names: pd.Series | None,
) -> Problem:
    there = np.isfinite(x)
    west, south, east, north = land.extent
    away = _away_km(float(np.median(lon[there])), float(np.median(lat[there])), land)
    lead = (
        f"points within {west:g}–{east:g} E, {south:g}–{north:g} N; read in {system} all "
        f"{counted(int(there.sum()), 'point')} lie outside, about {away:,.0f} km away"
    )
    listed = fits(x, y, land, names=names) if system != DEGREES else []
    if listed:
        lead += f". What fits: {'; '.join(str(fit) for fit in listed[:3])}"
    return Problem(file, 0, ", ".join(columns), None, lead)


def _check_known(
    x: np.ndarray,
    y: np.ndarray,
    file: str,
    columns: tuple[str, str],
    system: str,
    land: Ground,
    names: pd.Series | None,
    notes: list[Note],
    *,
    declared: bool,
) -> None:
    """Hold the points against known places: refuse a system that was not declared and is wrong."""
    found = better(x, y, land, crs=system, names=names)
    if found is None:
        return
    as_is, cure = found
    way = _way(as_is.east_m, as_is.north_m)
    said = f"{as_is.places} known places lie {as_is.shift_m:,.0f} m off in {system}, {way}"
    if cure is None:
        notes.append(Note("shifted", said, ", ".join(columns), as_is.places))
        return
    swapped = " --swap" if cure.swapped else ""
    offer = f'as {cure.crs} only {cure.shift_m:,.0f} m (--crs "{cure.crs}"{swapped})'
    if declared:
        notes.append(Note("shifted", f"{said}; {offer}", ", ".join(columns), as_is.places))
        return
    expected = f"points where they are; {said}; {offer}"
    raise DataError([Problem(file, 0, ", ".join(columns), None, expected)])


def _way(east: float, north: float) -> str:
    parts = []
    if abs(north) >= abs(east) / 3:
        parts.append(f"{abs(north):,.0f} m {'north' if north > 0 else 'south'}")
    if abs(east) >= abs(north) / 3:
        parts.append(f"{abs(east):,.0f} m {'east' if east > 0 else 'west'}")
    return " and ".join(parts)


def _out_text(lon: float, lat: float, swapped: bool, land: Ground) -> str:
    if swapped:
        return "longitude before latitude; the two look swapped (--swap swaps them)"
    west, south, east, north = land.extent
    place_in = f"a point within {west:g}–{east:g} E, {south:g}–{north:g} N"
    if not (np.isfinite(lon) and np.isfinite(lat)):
        return f"{place_in}; its reference system has no such point"
    return f"{place_in}; it lies {_away_km(lon, lat, land):,.0f} km outside"


def _away_km(lon: float, lat: float, land: Ground) -> float:
    west, south, east, north = land.extent
    geod = pyproj.Geod(ellps="WGS84")
    near_lon, near_lat = min(max(lon, west), east), min(max(lat, south), north)
    if not (np.isfinite(lon) and np.isfinite(lat) and abs(lat) <= 90):
        return float("nan")
    return float(geod.inv(lon, lat, near_lon, near_lat)[2]) / 1000


def decimals(cells: pd.Series) -> int:
    """Count the decimals that most coordinates of a column have.

    Parameters
    ----------
    cells : Series of str
        Degrees as written.

    Returns
    -------
    int
        The 90th percentile of a sample; trailing zeros count.
    """
    sample = [cell.strip() for cell in cells.head(2000) if cell.strip()]
    counts = [len(cell.rpartition(".")[2]) if "." in cell else 0 for cell in sample]
    return int(np.percentile(counts, 90, method="higher")) if counts else 0
