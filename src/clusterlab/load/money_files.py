"""Tables of money from outside a cluster folder: funds, their cash flows, an index."""

from pathlib import Path

import pandas as pd

from .choices import FUND_AMOUNTS, FUND_STATUSES, FUND_USES
from .columns import Table, may, need
from .own_table import read_own_table

FLOWS = Table(
    "flows",
    (
        need("fund_id"),
        need("date", "day"),
        need("kind", choices=("call", "distribution", "nav")),
        need("amount", "number", unit="money", minimum=0),
        may("unit"),
        may("currency"),
    ),
    required=True,
)
"""Dated flows of the reader's own funds; ``unit`` may stand in each row."""
FUNDS = Table(
    "own_funds",
    (
        need("fund_id"),
        need("name"),
        need("kind", choices=("fund", "programme", "cumulative", "target", "budget")),
        may("scope"),
        may("gp"),
        may("vintage", "integer", unit="year", minimum=1900, maximum=2100),
        may("term_years", "number", unit="years", minimum=0),
        may("ends", "date"),
        may("last_seen", "date"),
        *(may(name, "number", unit="money", minimum=0) for name in (*FUND_AMOUNTS, *FUND_USES)),
        may("stage"),
        may("sector"),
        need("status", choices=FUND_STATUSES),
        need("as_of", "date"),
        may("source_id"),
    ),
    key=("fund_id", "as_of", "source_id"),
    required=True,
)
"""The reader's own funds: the columns of a cluster's funds table that an analysis needs."""
INDEX = Table(
    "index",
    (need("date", "day"), need("level", "number", unit="index", minimum=0)),
    key=("date",),
    required=True,
)
"""Levels of a public index, dividends included."""


def read_money(path: str | Path, table: Table) -> pd.DataFrame:
    """Read a table of money strictly.

    Parameters
    ----------
    path : str or Path
        CSV in UTF-8.
    table : Table
        `FLOWS`, `FUNDS` or `INDEX`.

    Returns
    -------
    DataFrame
        The columns of the table; its labels are the rows as an editor numbers them, less two.
        ``attrs["sha256"]`` names the file's bytes.

    Raises
    ------
    DataError
        Lists every problem of the file.
    """
    sheet, sha256 = read_own_table(path, table, of="this table")
    frame = sheet.frame.set_axis(pd.Index(sheet.lines) - 2, axis="index")
    frame.attrs["sha256"] = sha256
    return frame
