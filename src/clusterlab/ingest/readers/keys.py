"""What each row owes: cells that must be there, at least one value, and a key of its own."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...load.columns import Table
from ...model.problem import DataError, Problem
from .account import Account
from .mapping import Mapping, Rule
from .note import counted
from .points_in import NAME_COLUMNS
from .raw import Raw
from .scan import text_array


def require(frame: pd.DataFrame, record: Table, places: np.ndarray, account: Account) -> None:
    """Refuse rows that lack a required cell, or every value that they could have.

    Parameters
    ----------
    frame : DataFrame
        The table's columns.
    record : Table
        The record.
    places : ndarray of int
        Where the rows stand in the file.
    account : Account
        Takes the rows.
    """
    for column in record.columns:
        if column.required:
            values = frame[column.name]
            gap = values.isna() if values.dtype.kind == "f" else values == ""
            account.refuse(
                places[np.flatnonzero(gap)],
                f"expected {column.expected}; there is none",
                column=column.name,
            )
    if record.any_of:
        empty = (
            frame[list(record.any_of)]
            .apply(lambda part: part.isna() if part.dtype.kind == "f" else part == "")
            .all(axis="columns")
        )
        if "suppressed" in frame:
            empty &= frame["suppressed"] != "true"
        reason = f"expected a value in one of {', '.join(record.any_of)}"
        account.refuse(places[np.flatnonzero(empty)], reason)


def settle_keys(
    raw: Raw,
    frame: pd.DataFrame,
    record: Table,
    places: np.ndarray,
    account: Account,
    mapping: Mapping,
) -> None:
    """Deal with keys that stand more than once, by the rule that the mapping names.

    Parameters
    ----------
    raw : Raw
        The file as read.
    frame : DataFrame
        The table's columns.
    record : Table
        Its key.
    places : ndarray of int
        Where the rows stand in the file.
    account : Account
        Takes the repeats.
    mapping : Mapping
        ``duplicates``: refuse, first or last.

    Raises
    ------
    DataError
        Where a key stands with different rows, and no rule is named.
    """
    if not record.key:
        return
    live = account.live[places]
    used = frame if live.all() else frame[live]
    key = list(record.key)
    if len(key) == 1 and _all_differ(text_array(used[key[0]])):
        return
    twice = used.duplicated(key, keep=False)
    if not twice.any():
        return
    rule = mapping.read.get("duplicates", "refuse")
    alike = used.duplicated(list(used), keep="first")
    spots = places[np.flatnonzero(live)]
    name = ", ".join(key)
    account.set_aside(spots[np.flatnonzero(alike)], f"a repeat of a row with the same {name}")
    rest = used[~alike]
    left = rest.duplicated(key, keep=False)
    if not left.any():
        return
    spots = spots[np.flatnonzero(~alike.to_numpy())]
    if rule == "refuse":
        ids = rest.loc[left, key].astype(str).agg(", ".join, axis="columns")
        many = ids.nunique()
        named = next((part for part in NAME_COLUMNS if part in rest), "")
        made = mapping.columns.get(key[0], Rule(())).how == "hash"
        told = rest.loc[left, named] if made and named else ids
        shown = "; ".join(dict.fromkeys(told.astype(str)))
        rows = ", ".join(str(raw.rows[at]) for at in spots[np.flatnonzero(left)][:6])
        expected = (
            f"each key once; {counted(many, 'key stands', 'keys stand')} with different rows: "
            f"{shown[:120]} "
            f'(rows {rows}). Name the rule: duplicates = "first" or "last"'
        )
        raise DataError([Problem(raw.file, 0, name, None, expected)])
    other = rest.duplicated(key, keep="first" if rule == "first" else "last")
    reason = f"the key stands more than once; the {rule} row is kept, as the mapping says"
    account.set_aside(spots[np.flatnonzero(other)], reason)


def _all_differ(keys: pa.LargeStringArray) -> bool:
    """Tell whether each key stands once: at a glance where they ascend, as in most registers."""
    if pc.all(pc.less(keys[:-1], keys[1:])).as_py():
        return True
    return bool(pc.count_distinct(keys).as_py() == len(keys))
