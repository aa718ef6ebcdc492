"""Codes of administrative areas: whose they are, and what became of those that changed."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

import pandas as pd

# First two digits that only one of the two systems uses for what it calls a province.
MINISTRY_ONLY = frozenset({"12", "27", "28", "30", "41", "42", "43", "44", "45", "46", "47", "48"})
MINISTRY_ONLY |= {"50", "51", "52"}
STATISTICS_ONLY = frozenset(
    {"21", "22", "23", "24", "25", "32", "33", "34", "35", "37", "38", "39"}
)


def area_changes() -> pd.DataFrame:
    """List the changes of administrative areas that are known here.

    Returns
    -------
    DataFrame
        Columns effective (the day), system ("mois", codes of the interior ministry, or "kostat",
        those of the statistics office), sido, code and name before, became_sido, became_code and
        became_name after, change (renamed, moved, merged, divided), source_title, publisher,
        source_date, source_url, confidence and note. An area that was divided has several rows.

    Notes
    -----
    Each change is cited from the press (confidence B); its new codes are those that programs
    use since with the ministry's services (C). Only what could be cited is here: a code that
    is not listed may have changed all the same. Changes of single neighbourhoods are not listed.

    Examples
    --------
    >>> changes = area_changes()
    >>> changes.loc[changes["code"] == "28110", "became_name"].tolist()
    ['제물포구', '영종구']
    """
    return pd.DataFrame(change_rows(), dtype="str")


@cache
def change_rows() -> tuple[dict[str, str], ...]:
    """Read the changes as plain rows; see ``area_changes``.

    Returns
    -------
    tuple of dict
        From column to text.
    """
    text = resources.files(__package__).joinpath("area_changes.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def code_system(codes: Iterable[str]) -> str:
    """Tell whose codes of areas these are.

    Parameters
    ----------
    codes : iterable of str
        Codes as text, all of one table.

    Returns
    -------
    str
        ``mois``, of the interior ministry (10 digits, or 2 and 5); ``kostat``, of the statistics
        office (7 or 8 digits, or 2 and 5); empty where the codes fit both or neither.

    Examples
    --------
    >>> code_system(["1150060300", "1150062000"]), code_system(["1116060", "1116071"])
    ('mois', 'kostat')
    >>> code_system(["28185", "28200"]), code_system(["23040"]), code_system(["11500"])
    ('mois', 'kostat', '')
    """
    distinct = {code.strip() for code in codes if isinstance(code, str) and code.strip()}
    if not distinct or not all(code.isascii() and code.isdigit() for code in distinct):
        return ""
    lengths = {len(code) for code in distinct}
    if lengths == {10}:
        return "mois"
    if lengths <= {7, 8}:
        return "kostat"
    if not lengths <= {2, 5}:
        return ""
    ministry = any(code[:2] in MINISTRY_ONLY for code in distinct)
    statistics = any(code[:2] in STATISTICS_ONLY for code in distinct)
    if ministry == statistics:
        return ""
    return "mois" if ministry else "kostat"


def unmatched_codes(codes: pd.Series, areas: Iterable[str]) -> pd.DataFrame:
    """List the codes that a set of areas lacks, and what became of them or what they were.

    Parameters
    ----------
    codes : Series of str
        Codes of the rows of a table.
    areas : iterable of str
        Codes of the boundaries.

    Returns
    -------
    DataFrame
        Columns code, rows (that carry it), change, effective, other_code and other_name (after
        the change where the table is older than the boundaries, before it where it is younger),
        source_title and source_url. change is ``renamed``, ``moved``, ``merged`` or ``divided``;
        ``other system`` where the boundaries carry the other office's codes; ``unknown`` where
        nothing is known of the code. Several rows for a code that was divided.

    Raises
    ------
    ValueError
        Where codes are not text: numbers have lost their zeros, or more.

    Examples
    --------
    >>> found = unmatched_codes(pd.Series(["28260", "28260", "28185"]), ["28185", "28275"])
    >>> found[["code", "rows", "change", "other_code"]].to_numpy().tolist()
    [['28260', 2, 'divided', '28275'], ['28260', 2, 'divided', '28290']]
    """
    if not pd.api.types.is_string_dtype(codes.dropna()):
        value = codes.dropna().iloc[0]
        raise ValueError(f"Codes of areas must be text; one is the number {value}.")
    known = set(areas)
    counts = codes.dropna().value_counts()
    lost = [str(code) for code in sorted(counts.index) if code not in known]
    systems = code_system(lost), code_system(known)
    rows = []
    for code in lost:
        found = _changes_of(code, systems[0])
        if not found:
            other = all(systems) and systems[0] != systems[1]
            found = [{"change": "other system" if other else "unknown"}]
        rows += [{"code": code, "rows": int(counts[code]), **change} for change in found]
    columns = ("change", "effective", "other_code", "other_name", "source_title", "source_url")
    return pd.DataFrame(rows, columns=["code", "rows", *columns])


def _changes_of(code: str, system: str) -> list[dict[str, str]]:
    """Find what became of an area; failing that, of what it was made."""
    changes = [row for row in change_rows() if not system or row["system"] == system]
    for here, there in (("code", "became_code"), ("became_code", "code")):
        for digits in (5, 2):
            found = [row for row in changes if row[here] == code[:digits]]
            if len(code) >= digits and found:
                name = there.replace("code", "name")
                return [
                    {
                        "change": row["change"],
                        "effective": row["effective"],
                        "other_code": _carried(code, row, here, there),
                        "other_name": row[name],
                        "source_title": row["source_title"],
                        "source_url": row["source_url"],
                    }
                    for row in found
                ]
    return []


def _carried(code: str, row: Mapping[str, str], here: str, there: str) -> str:
    """Write the other code as far as it is known."""
    kept = "stay" in row["note"] or row["change"] in {"renamed", "moved"}
    return row[there] + (code[len(row[here]) :] if kept else "")
