"""A file as read and not yet understood: text cells under headings, and where each row stood."""

from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from .note import Note


@dataclass(frozen=True, slots=True)
class Raw:
    """What a file holds, whatever its format.

    ``cells`` has one column of text for each heading, an empty text where a cell is empty;
    ``rows`` numbers each row as its program shows it (line, sheet row, or feature, from 1).
    ``said`` is what goes into the receipt: encoding, header rows, sheet, layer. ``titles`` are
    the lines above the headings. ``refused`` lists rows that could not be taken apart.
    """

    file: str
    cells: pd.DataFrame
    rows: np.ndarray
    said: dict[str, Any]
    notes: tuple[Note, ...] = ()
    titles: tuple[str, ...] = ()
    refused: tuple["RefusedRow", ...] = ()
    geometry: gpd.GeoSeries | None = None
    place: str = "row"
    native: dict[str, str] = field(default_factory=dict)

    @property
    def headings(self) -> list[str]:
        """List the headings.

        Returns
        -------
        list of str
            In the order of the file.
        """
        return [str(name) for name in self.cells]

    @property
    def crs(self) -> Any:
        """Tell the reference system that the file states.

        Returns
        -------
        pyproj.CRS or None
            None where it states none, or holds no geometry.
        """
        return None if self.geometry is None else self.geometry.crs


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not used: its number, why, and its text."""

    row: int
    reason: str
    text: str
