"""Places that are known already, found by road, by lot and by block."""

import dataclasses
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import pandas as pd
from pyproj import Geod

from ...model.problem import meant, shown
from ..korea.address import Address, parse_address

BLOCK_M = 210.0
"""Nine in ten of 205 lots of Gangseo-gu and Magok lay within this of their block's middle [m]."""
FEWEST_TESTS = 20
TRUSTED = ("register", "address")
"""Rows placed otherwise are not built upon: their errors would be handed on as if measured."""


@dataclass(frozen=True, slots=True)
class Place:
    """One address and where it is; ``uncertainty_m`` tells how far the point may be off."""

    address: Address
    lon: float
    lat: float
    uncertainty_m: float


@dataclass(frozen=True, slots=True)
class Known:
    """Places by road name, and by neighbourhood and lot.

    ``block_m`` is how far nine in ten lots lie from the middle of the others of their block [m];
    ``roads`` remembers which places of a road were found to lie in a region.
    """

    by_road: dict[str, list[Place]] = field(default_factory=dict)
    by_block: dict[tuple[str, bool, int], list[Place]] = field(default_factory=dict)
    block_m: float = BLOCK_M
    roads: dict[tuple[str, str, tuple[str, ...]], list[Place]] = field(default_factory=dict)

    @property
    def places(self) -> list[Place]:
        """List every place with a building number once."""
        return [place for road in self.by_road.values() for place in road]


def metres_between(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Measure the distance of two points on the WGS84 ellipsoid.

    Returns
    -------
    float
        [m].

    Examples
    --------
    >>> round(metres_between(126.83, 37.56, 126.84, 37.56))
    884
    """
    return float(_geod().inv(lon, lat, other_lon, other_lat)[2])


@cache
def _geod() -> Geod:
    return Geod(ellps="WGS84")


def read_address(texts: Iterable[object]) -> Address:
    """Read the address of a row whose parts may stand in several columns.

    Parameters
    ----------
    texts : iterable
        Cells, the first one the most trusted; anything but text is passed over.

    Returns
    -------
    Address
        Road and number from the first cell that has them, lot and region likewise.

    Examples
    --------
    >>> both = read_address(["서울 강서구 마곡중앙로 165", "마곡동 757-1"])
    >>> both.road_address, both.lot_address
    ('마곡중앙로 165', '마곡동 757-1')
    """
    parts = [parse_address(text) for text in texts if isinstance(text, str) and text.strip()]
    road = next((part for part in parts if part.number), Address())
    lot = next((part for part in parts if part.lot), None)
    lot = lot or next((part for part in parts if part.dong), Address())
    return Address(
        sido=next((part.sido for part in parts if part.sido), ""),
        cities=next((part.cities for part in parts if part.cities), ()),
        town=next((part.town for part in parts if part.town), ""),
        road=road.road,
        number=road.number,
        sub=road.sub,
        dong=lot.dong,
        lot=lot.lot,
        lot_sub=lot.lot_sub,
        hill=lot.hill,
    )


def address_columns(table: pd.DataFrame, address: str | Sequence[str], *, of: str) -> list[str]:
    """Find the columns that hold addresses.

    Parameters
    ----------
    table : DataFrame
        Any table.
    address : str or sequence of str
        Name of the column, or names in the order in which they are trusted.
    of : str
        What messages call the table.

    Returns
    -------
    list of str
        The names.

    Raises
    ------
    ValueError
        Where one is not there.
    """
    names = [address] if isinstance(address, str) else list(address)
    for name in names:
        if name not in table.columns:
            columns = [str(column) for column in table.columns]
            raise ValueError(
                f"{of} has no column {shown(name)}{meant(name, columns)}. "
                f"Its columns are {', '.join(columns)}."
            )
    return names


def index_places(
    table: pd.DataFrame,
    *,
    address: str | Sequence[str] = "address",
    uncertainty_m: float | None = None,
) -> Known:
    """Index a located table by its addresses.

    Parameters
    ----------
    table : DataFrame
        Columns lon and lat [degree] and the addresses; where they are there also uncertainty_m
        [m] and location_basis.
    address : str or sequence of str
        Column or columns that hold addresses.
    uncertainty_m : float or None
        How far the points may be off, where the table has no such column [m].

    Returns
    -------
    Known
        One place for each address. Rows without a point, and rows that were themselves placed by
        interpolation, by block or by neighbourhood, are left out.

    Raises
    ------
    ValueError
        Where a column is missing, or nobody says how far points may be off.

    Notes
    -----
    Several rows at one address give the middle of the most certain ones; where they disagree by
    more than their uncertainty, the disagreement is the uncertainty.
    """
    names = address_columns(table, address, of="The table of known places")
    for column in ("lon", "lat"):
        if column not in table.columns:
            raise ValueError(f"The table of known places has no column {column!r} in degrees.")
    if "uncertainty_m" not in table.columns and uncertainty_m is None:
        raise ValueError(
            "The table of known places has no column 'uncertainty_m'; say how far its points may "
            "be off as known_uncertainty_m, in metres."
        )
    usable = table["lon"].notna() & table["lat"].notna()
    if "location_basis" in table.columns:
        usable &= table["location_basis"].isin(TRUSTED)
    rows = table[usable]
    off = (
        rows["uncertainty_m"].astype(float)
        if "uncertainty_m" in rows.columns
        else pd.Series(float(uncertainty_m or 0), index=rows.index)
    )
    if uncertainty_m is not None:
        off = off.fillna(float(uncertainty_m))
    found: list[Place] = []
    for *texts, lon, lat, unsure in zip(
        *(rows[name] for name in names), rows["lon"], rows["lat"], off, strict=True
    ):
        if unsure == unsure:  # NaN is not itself: nobody knows how far this row may be off
            found.append(Place(read_address(texts), float(lon), float(lat), float(unsure)))
    return _indexed(found)


def _indexed(found: Sequence[Place]) -> Known:
    roads: dict[tuple[object, ...], list[Place]] = {}
    lots: dict[tuple[object, ...], list[Place]] = {}
    for place in found:
        at = place.address
        if at.number:
            roads.setdefault((at.sido, at.cities, at.road, at.number, at.sub), []).append(place)
        if at.lot:
            key = (at.sido, at.cities, at.town, at.dong, at.hill, at.lot, at.lot_sub)
            lots.setdefault(key, []).append(place)
    known = Known()
    for group in roads.values():
        place = merged(group)
        known.by_road.setdefault(place.address.road, []).append(place)
    for group in lots.values():
        place = merged(group)
        at = place.address
        known.by_block.setdefault((at.dong, at.hill, at.lot), []).append(place)
    return dataclasses.replace(known, block_m=_block_error(known))


def _block_error(known: Known) -> float:
    """Leave each lot out and find it by its block; blocks differ between old towns and new."""
    off = [
        metres_between(place.lon, place.lat, middle.lon, middle.lat)
        for block in known.by_block.values()
        for place in block
        if (others := [other for other in block if other is not place])
        for middle in [merged(others)]
    ]
    if len(off) < FEWEST_TESTS:
        return BLOCK_M
    return max(BLOCK_M, sorted(off)[-(-9 * len(off) // 10) - 1])


def merged(places: Sequence[Place], *, uncertainty_m: float = 0) -> Place:
    """Put several points of one address together.

    Parameters
    ----------
    places : sequence of Place
        One or more.
    uncertainty_m : float
        The result is never said to be more certain than this [m].

    Returns
    -------
    Place
        In the middle of the most certain ones, as uncertain as the farthest of all makes it.
    """
    if len(places) == 1:
        return dataclasses.replace(
            places[0], uncertainty_m=max(places[0].uncertainty_m, uncertainty_m)
        )
    best = min(place.uncertainty_m for place in places)
    chosen = [place for place in places if place.uncertainty_m == best]
    lon = statistics.median(place.lon for place in chosen)
    lat = statistics.median(place.lat for place in chosen)
    farthest = max(metres_between(lon, lat, place.lon, place.lat) for place in places)
    off = max(best, uncertainty_m, farthest)
    return Place(chosen[0].address, lon, lat, off)
