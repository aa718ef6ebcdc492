"""What a cluster's tables hold, from when, how sure, and what they lack."""

from collections.abc import Mapping

import pandas as pd

from .columns import UNDATED
from .tables import TABLES
from .words import needed_for

CLOSE_M = 300.0
"""Points are good enough for the measures of distance if they are no further off than this."""


def summary(tables: Mapping[str, pd.DataFrame], sources: pd.DataFrame) -> pd.DataFrame:
    """Count each table of a cluster.

    Parameters
    ----------
    tables : mapping
        Tables by name.
    sources : DataFrame
        Columns source_id and date.

    Returns
    -------
    DataFrame, index table
        rows; first and last date that the rows speak of (as_of or year, else the dates of their
        sources); present, planned, pledged, left; A, B, C (confidence); placed and close (within
        300 m). Missing where the table has no such column.
    """
    dated = sources[sources["date"] != UNDATED]
    dates = pd.Series(dated["date"].to_numpy(), index=dated["source_id"])
    rows = {name: _summary(frame, dates) for name, frame in tables.items() if not frame.empty}
    counts = ["rows", "present", "planned", "pledged", "left", "A", "B", "C", "placed", "close"]
    made = pd.DataFrame.from_dict(
        rows, orient="index", columns=["rows", "first", "last", *counts[1:]]
    )
    made.index.name = "table"
    return made.astype(dict.fromkeys(counts, "Int64"))


def gaps(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List what measures need and the tables lack.

    Parameters
    ----------
    tables : mapping
        Tables by name.

    Returns
    -------
    DataFrame
        Columns table, column (empty where the whole table has no rows), missing (share of the
        rows, 0–1) and needed_for, of columns that are empty in some row. Columns that stand for
        each other (jobs or value added of an industry) are not listed.
    """
    found = []
    for record in TABLES:
        frame = tables.get(record.name)
        if frame is None:
            continue
        if frame.empty:
            found.append((record.name, "", 1.0, ""))
            continue
        for column in (name for name in record.names if name not in record.any_of):
            share = float(frame[column].isna().mean())
            if share and needed_for(record.name, column):
                found.append((record.name, column, share, needed_for(record.name, column)))
    return pd.DataFrame(found, columns=["table", "column", "missing", "needed_for"])


def _summary(frame: pd.DataFrame, dates: pd.Series) -> dict[str, object]:
    found: dict[str, object] = {"rows": len(frame)}
    if "as_of" in frame:
        when = frame["as_of"]
    elif "year" in frame:
        when = frame["year"].astype("str")
    else:
        when = frame["source_id"].map(dates) if "source_id" in frame else pd.Series(dtype="str")
    known = when.dropna()
    if not known.empty:
        found |= {"first": known.min(), "last": known.max()}
    if "status" in frame and "location_basis" in frame:
        counts = frame["status"].value_counts()
        found |= {
            name: int(counts.get(name, 0)) for name in ("present", "planned", "pledged", "left")
        }
    if "confidence" in frame:
        counts = frame["confidence"].value_counts()
        found |= {grade: int(counts.get(grade, 0)) for grade in "ABC"}
    if "lon" in frame and "uncertainty_m" in frame:
        found["placed"] = int(frame["lon"].notna().sum())
        found["close"] = int((frame["lon"].notna() & (frame["uncertainty_m"] <= CLOSE_M)).sum())
    return found


def without_rows(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Name the tables that have no rows.

    Parameters
    ----------
    tables : mapping
        Tables by name.

    Returns
    -------
    list of str
        In the order of the registry.
    """
    return [record.name for record in TABLES if record.name in tables and tables[record.name].empty]
