"""Tables turned into the compact data that the map's script draws."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

_DECIMALS = 6  # of a degree: about 0.1 m
_WGS84 = "EPSG:4326"


@dataclass
class Texts:
    """Texts of a payload, each kept once; rows hold their numbers."""

    all: list[str] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def add(self, text: str | None) -> int | None:
        """Give the number of a text; None for no text."""
        if not text:
            return None
        if text not in self._places:
            self._places[text] = len(self.all)
            self.all.append(text)
        return self._places[text]


def in_degrees(table: gpd.GeoDataFrame, *, name: str) -> gpd.GeoDataFrame:
    """Give a table in longitude and latitude; a table without a CRS is refused."""
    if table.crs is None:
        raise ValueError(f"The table {name} has no coordinate reference system.")
    return table if table.crs == _WGS84 else table.to_crs(_WGS84)


def need_columns(table: pd.DataFrame, columns: Sequence[str], *, name: str) -> None:
    """Refuse a table that lacks columns, naming them."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(f"The table {name} needs the columns: {', '.join(missing)}.")


def rings(geometry: BaseGeometry | None) -> list[list[list[list[float]]]]:
    """Write a polygon or several as rings of [latitude, longitude], rounded to 0.1 m."""
    if geometry is None or geometry.is_empty:
        return []
    parts = getattr(geometry, "geoms", [geometry])
    return [
        [_line(ring.coords) for ring in (part.exterior, *part.interiors)]
        for part in parts
        if isinstance(part, shapely.Polygon)
    ]


def point(geometry: shapely.Point) -> list[float]:
    """Write a point as [latitude, longitude], rounded to 0.1 m."""
    return [round(geometry.y, _DECIMALS), round(geometry.x, _DECIMALS)]


def text_of(row: Any, column: str) -> str | None:
    """Give a cell's text; None where the column or the value is missing."""
    value = row.get(column)
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    return str(value).strip() or None


def number_of(row: Any, column: str) -> float | None:
    """Give a cell's number; None where the column or the value is missing."""
    value = pd.to_numeric(row.get(column), errors="coerce")
    return None if value is None or not np.isfinite(value) else float(value)


def records(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Give rows as dictionaries, in the table's order."""
    return table.to_dict(orient="records")


def _line(coordinates: Any) -> list[list[float]]:
    places = np.round(np.asarray(coordinates)[:, :2], _DECIMALS)[:, ::-1].tolist()
    return [p for i, p in enumerate(places) if i == 0 or p != places[i - 1]]
