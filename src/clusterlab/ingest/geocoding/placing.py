"""One address placed by the most certain of the ways that the known places allow."""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely

from ..korea.address import REGION, Address, may_be_one, parse_address
from ..korea.along_road import OnRoad, between_numbers, nearest_number
from .known import Known, Place, merged, metres_between

SAME_LOT_M = 155.0
"""A lot may be large: a point on it is never said to be more certain than this [m]."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an address was put and how; without a point, ``placed_by`` says why."""

    basis: str
    method: str
    placed_by: str
    lon: float = float("nan")
    lat: float = float("nan")
    uncertainty_m: float = float("nan")


@dataclass(frozen=True, slots=True)
class Dong:
    """The outline of a neighbourhood as a point: its centroid and the distance of its far end."""

    lon: float
    lat: float
    reach_m: float


Dongs = dict[str, list[tuple[Address, Dong]]]


def place_by_address(address: Address, known: Known) -> Placed | None:
    """Find an address among the known ones.

    Returns
    -------
    Placed or None
        Basis ``address``; as uncertain as the known row.
    """
    same = [
        place
        for place in _on_road(address, known)
        if (place.address.number, place.address.sub) == (address.number, address.sub)
    ]
    if not same:
        return None
    at = merged(same)
    return Placed("address", "same address", address.road_address, at.lon, at.lat, at.uncertainty_m)


def place_between(address: Address, known: Known) -> Placed | None:
    """Interpolate an address on its road; see ``between_numbers``.

    Returns
    -------
    Placed or None
        Basis ``interpolated``.
    """
    others = _others_on_road(address, known)
    found = between_numbers(address.number, address.sub, others) if address.number else None
    if found is None:
        return None
    text = "the same number as" if found.method == "same number" else "between"
    return _placed(found, f"{text} {found.between}")


def place_nearest(address: Address, known: Known) -> Placed | None:
    """Put an address at the nearest known number of its road; see ``nearest_number``.

    Returns
    -------
    Placed or None
        Basis ``interpolated``.
    """
    others = _others_on_road(address, known)
    found = nearest_number(address.number, others) if address.number else None
    return None if found is None else _placed(found, f"nearest number known: {found.between}")


def place_in_block(address: Address, known: Known) -> Placed | None:
    """Find the lot of an address, or others of its block, among the known ones.

    Returns
    -------
    Placed or None
        Basis ``block``: on a known point of the same lot, at 155 m or more, as a lot may be
        large; or in the middle of the known lots with the same main number, as uncertain as those
        lots lie apart, and at least what nine in ten lots of the known table were off when each
        was left out (210 m or more; blocks of new towns are larger than those of old ones).
    """
    if not address.lot:
        return None
    block = [
        place
        for place in known.by_block.get((address.dong, address.hill, address.lot), ())
        if may_be_one(address, place.address)
    ]
    same = [place for place in block if place.address.lot_sub == address.lot_sub]
    if not block or _ambiguous(block):
        return None
    if same:
        at = merged(same, uncertainty_m=SAME_LOT_M)
        text, method = f"a known point of the same lot {address.lot_address}", "same lot"
    else:
        at = merged(block, uncertainty_m=known.block_m)
        lots = sorted({place.address.lot_address for place in block})
        text, method = f"known lots of the same block: {', '.join(lots[:3])}", "block"
    return Placed("block", method, text, at.lon, at.lat, at.uncertainty_m)


def place_in_dong(address: Address, dongs: Dongs) -> Placed | None:
    """Put an address at the centroid of its neighbourhood.

    Returns
    -------
    Placed or None
        Basis ``dong``; as uncertain as the neighbourhood is wide.
    """
    for name in (address.dong, address.town):
        found = [dong for region, dong in dongs.get(name, ()) if may_be_one(address, region)]
        if name and len(found) == 1:
            at = found[0]
            return Placed("dong", "dong", f"centroid of {name}", at.lon, at.lat, at.reach_m)
    return None


def why_not(address: Address, known: Known) -> Placed:
    """Say why an address could not be placed.

    Returns
    -------
    Placed
        Basis ``none``, no point.
    """
    if not (address.number or address.lot or address.dong or address.town):
        return Placed("none", "none", "the address has neither a building number nor a lot")
    road = [
        p for p in known.by_road.get(address.road, ()) if may_be_one(_roadwise(address), p.address)
    ]
    if address.number and _ambiguous(road):
        regions = sorted({" ".join((p.address.sido, *p.address.cities)).strip() for p in road})
        text = f"{address.road} is known in {', '.join(regions)}; the address does not say which"
        return Placed("none", "none", text)
    if address.number:
        what = "no numbers near it on both sides" if road else "no known place"
        return Placed("none", "none", f"{what} on {address.road}")
    where = address.lot_address or address.dong or address.town
    return Placed("none", "none", f"no known place at {where}")


def place_nearby(address: Address, known: Known, *, nearest: bool) -> Placed | None:
    """Place an address by what is known around it, in the most certain way.

    Parameters
    ----------
    address : Address
        Not among the known ones.
    known : Known
        Places by road and by block.
    nearest : bool
        Whether the nearest number of the road may stand in.

    Returns
    -------
    Placed or None
        Along the road, in its block, or at the nearest number: whichever says the least
        uncertainty, the first of them where they say the same.
    """
    ways = [place_between, place_in_block, *([place_nearest] if nearest else [])]
    found = [placed for way in ways if (placed := way(address, known)) is not None]
    return min(found, key=lambda placed: placed.uncertainty_m, default=None)


def index_dongs(areas: gpd.GeoDataFrame) -> Dongs:
    """Index outlines of neighbourhoods by name.

    Parameters
    ----------
    areas : GeoDataFrame
        Columns name_ko, and where they are there those of `REGION`; geometry with a CRS.

    Returns
    -------
    dict
        Of each name the region and the centroid. Administrative neighbourhoods 송도1동 to 송도5동
        are found as the legal one, 송도동, as well: they are put together.
    """
    placed = areas[areas.geometry.notna()].to_crs("EPSG:4326")
    regions = [
        parse_address(" ".join(str(row[name]) for name in REGION if isinstance(row.get(name), str)))
        for row in placed.drop(columns=placed.geometry.name).to_dict("records")
    ]
    groups: dict[tuple[str, Address], list[int]] = {}
    for row, (name, region) in enumerate(zip(placed["name_ko"], regions, strict=True)):
        legal = _legal(str(name))
        for key in {str(name), legal}:
            groups.setdefault((key, region), []).append(row)
    dongs: Dongs = {}
    for (name, region), rows in groups.items():
        outline = placed.geometry.iloc[rows].union_all()
        middle = outline.centroid
        edge = shapely.get_coordinates(outline)
        reach = max(metres_between(middle.x, middle.y, x, y) for x, y in edge)
        dongs.setdefault(name, []).append((region, Dong(middle.x, middle.y, reach)))
    return dongs


def _legal(name: str) -> str:
    """Drop what tells administrative neighbourhoods of one legal neighbourhood apart."""
    stem = name.removesuffix("동")
    bare = stem.rstrip("0123456789·.")
    return f"{bare}동" if name.endswith("동") and bare else name


def _placed(found: OnRoad, text: str) -> Placed:
    return Placed("interpolated", found.method, text, found.lon, found.lat, found.uncertainty_m)


def _roadwise(address: Address) -> Address:
    """Forget the town: a road keeps its name and its count through several towns of a county."""
    return Address(sido=address.sido, cities=address.cities)


def _on_road(address: Address, known: Known) -> list[Place]:
    if not address.number:
        return []
    road = _road(address, known)
    return [] if _ambiguous(road) else road


def _road(address: Address, known: Known) -> list[Place]:
    """List the places of a road that can lie in the region of an address."""
    key = (address.road, address.sido, address.cities)
    if key not in known.roads:
        region = _roadwise(address)
        # Regions are few and places are many: each region is compared once.
        parts: dict[tuple[str, tuple[str, ...]], list[Place]] = {}
        for place in known.by_road.get(address.road, ()):
            parts.setdefault((place.address.sido, place.address.cities), []).append(place)
        known.roads[key] = [
            place
            for part in parts.values()
            if may_be_one(region, _roadwise(part[0].address))
            for place in part
        ]
    return known.roads[key]


def _others_on_road(address: Address, known: Known) -> list[Place]:
    return [
        place
        for place in _on_road(address, known)
        if (place.address.number, place.address.sub) != (address.number, address.sub)
    ]


def _ambiguous(places: Sequence[Place]) -> bool:
    """Say whether places of one name lie in regions that exclude each other."""
    regions = {(p.address.sido, p.address.cities) for p in places}
    kinds = [Address(sido=sido, cities=cities) for sido, cities in regions]
    return any(
        not may_be_one(one, other) for number, one in enumerate(kinds) for other in kinds[:number]
    )
