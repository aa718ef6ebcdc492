"""From rows as a service sends them to flat rows under their Korean headings, and no others."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape

from ...load.personal import names_a_person, personal_data
from ...model.problem import UNSEEN
from .failure import ServiceFailure
from .records import DataSet, Row

GEOMETRY = "geometry"
DECIMALS = 7
"""Of a degree: about a centimetre."""


def tidy(rows: Iterable[Row], data_set: DataSet) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Keep what a data set declares, as text under its Korean headings.

    Parameters
    ----------
    rows : iterable of dict
        As the service sends them.
    data_set : DataSet
        Which fields are kept. All else, names of people and telephones above all, is dropped
        here, before anything is stored.

    Returns
    -------
    rows : tuple of dict
        Text cells, empty where a service sends nothing; codes stay as they were written.
        Geometry is GeoJSON in EPSG:4326. Of rows with the same identity the first is kept.
    unknown : tuple of str
        Names of fields that were sent and are not declared, sorted.

    Raises
    ------
    ServiceFailure
        Where no row has a heading that the data set cannot do without.
    """
    kept: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    sent: set[str] = set()
    names = {_folded(name): heading for name, heading in data_set.fields}
    for row in rows:
        flat = data_set.spread(row) if data_set.spread else row
        plain = {_folded(name): value for name, value in flat.items()}
        sent |= flat.keys()
        made = {
            heading: _geometry(plain.get(name), data_set)
            if heading == GEOMETRY
            else _text(plain.get(name))
            for name, heading in names.items()
        }
        identity = tuple(str(made[heading]) for heading in data_set.identity)
        if identity and identity in seen:
            continue
        seen.add(identity)
        kept.append(made)
    _check_fields(data_set, sent)
    unknown = {name for name in sent if _folded(name) not in names and not names_a_person(name)}
    return tuple(kept), tuple(sorted(unknown))


def _check_fields(data_set: DataSet, sent: set[str]) -> None:
    missing = [name for name, heading in data_set.fields if heading in data_set.needed]
    there = {_folded(name) for name in sent}
    missing = [name for name in missing if _folded(name) not in there]
    if sent and missing:
        raise ServiceFailure(
            "unreadable",
            f"{data_set.name}: the service no longer sends {', '.join(missing)}; "
            f"it sends {', '.join(sorted(sent)[:12])}",
        )


def _folded(name: str) -> str:
    """Hold names together that a service writes now as SCHL_NM, now as schlNm."""
    return name.replace("_", "").replace(" ", "").lower()


def _text(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _clean(str(value))


@lru_cache(maxsize=100_000)
def _clean(plain: str) -> str:
    """Clean a text; the same ones come again and again in a register."""
    plain = unicodedata.normalize("NFC", plain)
    if not plain.isprintable():
        plain = "".join(" " if unicodedata.category(sign) in UNSEEN else sign for sign in plain)
    text = " ".join(plain.split())
    # A telephone number or an address of mail within a text goes with the whole cell.
    return "" if personal_data(text) else text


def _geometry(value: Any, data_set: DataSet) -> Mapping[str, Any] | None:
    if not isinstance(value, dict):
        return None
    try:
        drawn = shape(value)
        if data_set.crs != 4326:
            drawn = shapely.transform(drawn, _moved_from(data_set.crs))
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError):
        broken = f"{data_set.name}: a geometry is broken"
        raise ServiceFailure("unreadable", broken) from None
    return {"type": drawn.geom_type, "coordinates": _rounded(mapping(drawn)["coordinates"])}


def _rounded(part: Any) -> Any:
    if isinstance(part, int | float):
        return round(float(part), DECIMALS)
    return [_rounded(each) for each in part]


def _moved_from(crs: int) -> Callable[[np.ndarray], np.ndarray]:
    move = _degrees_from(crs).transform
    return lambda points: np.column_stack(move(points[:, 0], points[:, 1]))


@cache
def _degrees_from(crs: int) -> Transformer:
    return Transformer.from_crs(crs, 4326, always_xy=True)


def to_degrees(x: str, y: str, *, crs: int) -> tuple[str, str]:
    """Turn metres of a reference system into degrees.

    Parameters
    ----------
    x, y : str
        East and north [m], as a service writes them.
    crs : int
        EPSG code of the system.

    Returns
    -------
    lon, lat : str
        EPSG:4326 [degree]; empty where the numbers are none.

    Examples
    --------
    >>> to_degrees("1000000", "2000000", crs=5179)
    ('127.5', '38.0')
    """
    try:
        lon, lat = _degrees_from(crs).transform(float(x), float(y))
    except ValueError:
        return "", ""
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        return "", ""
    return str(round(lon, DECIMALS)), str(round(lat, DECIMALS))
