"""The points of a table: from two headings of the file, or from its own geometry."""

import numpy as np
import pandas as pd
import shapely

from .account import Account
from .crs_guess import Ground
from .fault import Fault
from .mapping import Mapping
from .note import Note
from .numbers import read_numbers
from .places import COARSE_DECIMALS, decimals, declared_crs, place, system_name
from .raw import Raw

NAME_COLUMNS = ("name_ko", "name")
METRES_A_DEGREE = 111_320


def fill_points(
    raw: Raw,
    cells: pd.DataFrame,
    places: np.ndarray,
    frame: pd.DataFrame,
    mapping: Mapping,
    account: Account,
    notes: list[Note],
    ground: Ground | None,
) -> str:
    """Fill lon, lat and what hangs on them.

    Parameters
    ----------
    raw : Raw
        The file as read.
    cells : DataFrame of str
        Its rows that are used.
    places : ndarray of int
        Where they stand in the file.
    frame : DataFrame
        The table's columns so far; lon, lat, location_basis and uncertainty_m are written.
    mapping : Mapping
        Which headings hold the coordinates, and their reference system.
    account : Account
        Takes the rows that cannot be placed.
    notes : list of Note
        Takes what is worth telling.
    ground : Ground or None
        Where points may be.

    Returns
    -------
    str
        The reference system that the points were read in; empty where there are none.
    """
    rules = mapping.columns
    coarse_m = 0.0
    if {"lon", "lat"} <= rules.keys():
        pair = (rules["lon"].headings[0], rules["lat"].headings[0])
        read = [read_numbers(cells[name], name) for name in pair]
        for part in read:
            account.add(part.faults, places)
        x, y = read[0].numbers, read[1].numbers
        coarse_m = rounding_m(cells, pair, x)
    elif raw.geometry is not None:
        pair = ("x", "y")
        shapes = raw.geometry.to_numpy()[places]
        empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
        spots = np.where(empty, None, shapely.point_on_surface(shapes))
        x, y = shapely.get_x(spots), shapely.get_y(spots)
        broken = [at for at, place_ in enumerate(places) if int(place_) in raw.faulty]
        account.add(
            [Fault(at, "geometry", "", raw.faulty[int(places[at])], False) for at in broken], places
        )
        if (shapely.get_dimensions(shapes[~empty]) > 0).any():
            notes.append(Note("points", "shapes are read as a point on each of them"))
    else:
        frame["location_basis"] = "none" if "location_basis" in frame else ""
        return ""
    name = next((name for name in NAME_COLUMNS if name in frame), None)
    crs, stated = mapping.read.get("crs"), raw.crs
    placed = place(
        x,
        y,
        raw.file,
        columns=pair,
        crs=declared_crs(crs, raw.file) if crs else None,
        stated=None if stated is None else system_name(stated),
        swap=bool(mapping.read.get("swap", False)),
        ground=ground,
        names=frame[name] if name else None,
    )
    account.add(placed.faults, places)
    notes += placed.notes
    frame["lon"], frame["lat"] = placed.lon, placed.lat
    nowhere = np.isnan(placed.lon)
    if "location_basis" in frame:
        frame["location_basis"] = frame["location_basis"].mask(nowhere, "none")
    if "uncertainty_m" in frame:
        frame["uncertainty_m"] = frame["uncertainty_m"].mask(nowhere)
        if coarse_m > 0:
            finer = frame["uncertainty_m"] < coarse_m
            frame["uncertainty_m"] = frame["uncertainty_m"].mask(finer, coarse_m)
            said = (
                f"coordinates are rounded to about {coarse_m:,.0f} m; no point is surer than that"
            )
            notes.append(Note("rounded", said, ", ".join(pair), int(finer.sum())))
    return placed.crs


def rounding_m(cells: pd.DataFrame, pair: tuple[str, str], x: np.ndarray) -> float:
    """Tell how far apart two neighbouring values of coarse degrees lie.

    Parameters
    ----------
    cells : DataFrame of str
        As written.
    pair : tuple of str
        Headings of longitude and latitude.
    x : ndarray
        The first of them as numbers.

    Returns
    -------
    float
        [m]; 0 for metres and for degrees of three decimals or more.
    """
    known = x[np.isfinite(x)]
    if not len(known) or (np.abs(known) > 180).any():
        return 0.0
    places = min(decimals(cells[name]) for name in pair)
    return round(METRES_A_DEGREE / 10**places) if places < COARSE_DECIMALS else 0.0
