"""Whether the cash flows of a fund contradict what is known of it."""

import numpy as np
import pandas as pd

from .flows import check_flows

SUSPECT = 10.0
"""Calls of more than so many times the size are a sign of two units."""


def against_fund(fund: object, rows: pd.DataFrame, known: pd.DataFrame) -> None:
    """Refuse the flows of one fund that contradict what is known of it.

    Parameters
    ----------
    fund : object
        Its id, for messages.
    rows : DataFrame
        Its flows, signed (`model.flows.signed_flows`).
    known : DataFrame
        Its rows of the funds table: size and vintage where known.

    Raises
    ------
    ValueError
        One line: no such fund, a vintage after the first flow, or calls of more than ten times
        the largest size told, which is a sign of two units.
    """
    if known.empty:
        where = f"Fund {fund!r}, row {_line(rows)}"
        raise ValueError(f"{where}: has cash flows but is not in the table of funds.")
    first = check_flows(rows)["date"].iloc[0]
    vintage = known["vintage"].max() if "vintage" in known else np.nan
    if pd.notna(vintage) and first.year < vintage:
        raise ValueError(
            f"Fund {fund!r}, row {_line(rows)}: is of {int(vintage)}, but its first flow is "
            f"of {first.date()}; the vintage must not be after it."
        )
    size = known["size"].max() if "size" in known else np.nan
    called = float(rows.loc[rows["kind"] == "call", "amount"].abs().sum())
    if pd.notna(size) and called > SUSPECT * size:
        raise ValueError(
            f"Fund {fund!r}, row {_line(rows)}: called {called:g} on a size of {size:g}; "
            "flows and funds must be in one unit."
        )


def _line(rows: pd.DataFrame) -> object:
    """Give the first row as an editor numbers it, the header being row 1."""
    label = rows.index[0]
    return int(label) + 2 if isinstance(label, (int, np.integer)) else label
