"""What the registry says, as a pandera schema for frames and as Frictionless fields for files."""

from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

from .columns import MONEY, Column, Table
from .words import description

FRICTIONLESS_TYPES = {
    "text": "string",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
    "date": "string",
    "issued": "string",
    "day": "date",
    "longitude": "number",
    "latitude": "number",
}
DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"


@cache
def frame_schema(table: Table, names: tuple[str, ...] = ()) -> pa.DataFrameSchema:
    """Make the pandera schema of a table.

    Parameters
    ----------
    table : Table
        A record of the registry.
    names : tuple of str
        Columns to look at; without any, all columns.

    Returns
    -------
    pandera.DataFrameSchema
        Types, gaps, choices and ranges of each column; geometry, keys and foreign keys are
        looked at elsewhere. Columns beyond those (a geometry) are let through.
    """
    columns = {name: _frame_column(table.column(name)) for name in names or table.names}
    return pa.DataFrameSchema(columns, strict=False, name=table.name)


def failures(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """List the cells of a typed frame that break the table's choices and ranges.

    Parameters
    ----------
    frame : DataFrame
        Columns of the table, and no others; columns that it lacks are not looked at.
    table : Table
        The record.

    Returns
    -------
    DataFrame
        Columns column, failure_case and index, one row for each cell.
    """
    none = pd.DataFrame(columns=["column", "failure_case", "index"])
    if frame.empty:
        return none
    try:
        frame_schema(table, tuple(frame)).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases: pd.DataFrame = errors.failure_cases
        return cases[list(none)]
    return none


def field(column: Column, table: Table, *, money_unit: dict[str, str]) -> dict[str, Any]:
    """Describe a column as a field of a Frictionless Table Schema.

    Parameters
    ----------
    column : Column
        The record.
    table : Table
        The table that it belongs to.
    money_unit : dict
        Unit of each money column, by ``table.column``.

    Returns
    -------
    dict
        name, type, description, and where they apply format, unit and constraints.
    """
    unit = column.unit
    if unit == MONEY:
        unit = money_unit.get(f"{table.name}.{column.name}", "")
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.kind == "date":
        constraints["pattern"] = DATE_PATTERN
    low, high = column.minimum, column.maximum
    if column.kind in {"longitude", "latitude"}:
        high = 180 if column.kind == "longitude" else 90
        low = -high
    if low is not None:
        constraints["minimum"] = low
    if high is not None:
        constraints["maximum"] = high
    made: dict[str, Any] = {"name": column.name, "type": FRICTIONLESS_TYPES[column.kind]}
    if unit:
        made["unit"] = unit
    made["description"] = description(table.name, column.name, lang="en")
    if constraints:
        made["constraints"] = constraints
    return made


def _frame_column(column: Column) -> pa.Column:
    checks = []
    if column.choices:
        checks.append(pa.Check.isin(column.choices))
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum))
    return pa.Column(dtype(column), checks=checks, nullable=not column.required)


def dtype(column: Column) -> str:
    """Name the pandas type of a column.

    Parameters
    ----------
    column : Column
        The record.

    Returns
    -------
    str
        A whole number that may be missing is float64; so is any other number.
    """
    match column.kind:
        case "number" | "longitude" | "latitude":
            return "float64"
        case "integer":
            return "int64" if column.required else "float64"
        case "boolean":
            return "bool" if column.required else "boolean"
        case "day":
            return "datetime64[s]"
        case _:
            return "str"
