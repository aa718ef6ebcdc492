"""A file as read and not yet understood: text cells under headings, and where each row stood."""

from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ...load.personal import names_a_person
from .header import SEPARATOR
from .note import Note

COUNT = r"\s*(?:[0-9][0-9,.]*|-|X|)\s*"


@dataclass(frozen=True, slots=True)
class Raw:
    """What a file holds, whatever its format.

    ``cells`` has one column of text for each heading, an empty text where a cell is empty;
    ``rows`` numbers each row as its program shows it (line, sheet row, or feature, from 1).
    ``said`` is what goes into the receipt: encoding, header rows, sheet, layer. ``titles`` are
    the lines above the headings. ``refused`` lists rows that could not be taken apart.
    ``ordinary`` says that nothing in it needs to be searched for personal data and odd signs.
    ``levels`` has the words of each heading row for each heading; ``faulty`` says by place what
    is wrong with a geometry that is missing for that.
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
    ordinary: bool = False
    levels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faulty: dict[int, str] = field(default_factory=dict)

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
    def personal(self) -> list[str]:
        """List the headings of personal data.

        Returns
        -------
        list of str
            Those that announce them, unless they are a column of numbers under a heading of
            several levels, as in statistics: a count of 여성대표자 is no person.
        """
        return [
            name
            for name in self.headings
            if names_a_person(name)
            and not (SEPARATOR in name and self.cells[name].str.fullmatch(COUNT).all())
        ]

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
