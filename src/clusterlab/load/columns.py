"""What a table and a column are: the small frozen records that the registry is made of."""

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "text",
    "number",
    "integer",
    "boolean",
    "date",
    "issued",
    "day",
    "longitude",
    "latitude",
    "geometry",
]
UNDATED = "undated"
"""What a source says of its date where its publisher gives none."""
Format = Literal["csv", "geojson", "descriptor"]
MONEY = "money"
"""Unit of a money column: the package says which one, as ``money_unit`` of its descriptor."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type and the rule that each cell keeps.

    ``required`` means that the column is there and no cell of it is empty. ``date`` is as exact
    as the source (2024, 2024-06 or 2024-06-30) and stays text; ``issued`` is such a date or the
    word undated; ``day`` is a full date.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    unit: str = ""
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    @property
    def expected(self) -> str:
        """Say in words what a cell holds.

        Returns
        -------
        str
            Such as ``a number of 0 or more``.
        """
        if self.choices:
            return "one of " + ", ".join(self.choices)
        words = {
            "text": "text",
            "number": "a number",
            "integer": "a whole number",
            "boolean": "true or false",
            "date": "a date as 2024, 2024-06 or 2024-06-30",
            "issued": f"a date as 2024, 2024-06 or 2024-06-30, or the word {UNDATED}",
            "day": "a day as 2024-06-30",
            "longitude": "a longitude in degrees",
            "latitude": "a latitude in degrees",
            "geometry": "a geometry",
        }[self.kind]
        if self.kind in {"number", "integer"}:
            if self.minimum is not None and self.maximum is not None:
                return f"{words} from {self.minimum:g} to {self.maximum:g}"
            if self.minimum is not None:
                return f"{words} of {self.minimum:g} or more"
        return words


def need(name: str, kind: Any = "text", **rules: Any) -> Column:
    """Declare a column that must be there, with no empty cell.

    Returns
    -------
    Column
        The record.
    """
    return Column(name, kind, required=True, **rules)


def may(name: str, kind: Any = "text", **rules: Any) -> Column:
    """Declare a column that may be absent, or empty in some rows.

    Returns
    -------
    Column
        The record.
    """
    return Column(name, kind, **rules)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values must be found in a column of another table, where that table is."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file, its columns, its key and the tables that it points to.

    ``any_of`` names columns of which each row fills at least one, unless it is marked as
    suppressed.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    format: Format = "csv"
    geometry: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    required: bool = False

    @property
    def path(self) -> str:
        """Name the file that holds the table.

        Returns
        -------
        str
            Such as ``firms.csv``.
        """
        return "datapackage.json" if self.format == "descriptor" else f"{self.name}.{self.format}"

    @property
    def names(self) -> tuple[str, ...]:
        """List the column names in their order.

        Returns
        -------
        tuple of str
            Without the geometry of a GeoJSON table.
        """
        return tuple(column.name for column in self.columns)

    @property
    def has_points(self) -> bool:
        """Tell whether rows are placed by the columns lon and lat.

        Returns
        -------
        bool
            True where both columns are part of the table.
        """
        return {"lon", "lat"} <= set(self.names)

    def column(self, name: str) -> Column:
        """Find a column by its name.

        Returns
        -------
        Column
            The record; ``KeyError`` where the table has none of that name.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"Table {self.name} has no column {name!r}.")
