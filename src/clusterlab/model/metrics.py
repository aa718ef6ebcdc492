"""Keeps a report's numbers as one tidy table, metrics.csv, and tells what changed between two."""

import csv
import io
import math
from collections.abc import Iterable, Mapping
from typing import Any

COLUMNS = ("measure", "scope", "value", "unit", "n", "as_of", "status", "reason", "sources")
STATUSES = ("ok", "undefined", "suppressed")


def metric(
    measure: str,
    value: float | None,
    *,
    scope: str,
    unit: str,
    as_of: str,
    sources: Iterable[str],
    n: int | None = None,
    reason: str = "",
    suppressed: bool = False,
) -> dict[str, Any]:
    """Make one row of metrics.csv.

    Parameters
    ----------
    measure : str
        Name as in the library, e.g. ``location_quotient``.
    value : float or None
        The number; NaN or None makes the row ``undefined`` and calls for a reason.
    scope : str
        What the number is about: a district, an industry, a pair.
    unit : str
        Unit, ``"1"`` for a ratio.
    as_of : str
        Date of the data.
    sources : iterable of str
        Ids of the sources.
    n : int, optional
        Number of cases behind the value.
    reason : str
        Code of the reason why there is no value.
    suppressed : bool
        Whether the value is withheld for confidentiality.

    Raises
    ------
    ValueError
        When a number comes without unit, date or source, or no number comes without a reason.
    """
    missing = value is None or math.isnan(value) or suppressed
    names = sorted(set(sources))
    for what, given in (("unit", unit), ("date", as_of), ("source", names)):
        if not given:
            raise ValueError(f"{measure} of {scope}: a number needs a {what}")
    if missing and not reason:
        raise ValueError(f"{measure} of {scope}: no value, and no reason why")
    if value is not None and math.isinf(value):
        raise ValueError(f"{measure} of {scope}: value {value} is not finite")
    status = "suppressed" if suppressed else "undefined" if missing else "ok"
    return {
        "measure": measure,
        "scope": scope,
        "value": None if missing else float(value),  # type: ignore[arg-type]  # missing covers None
        "unit": unit,
        "n": n,
        "as_of": as_of,
        "status": status,
        "reason": reason if missing else "",
        "sources": names,
    }


def to_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Write rows as CSV, numbers with up to twelve significant digits.

    Raises
    ------
    ValueError
        When two rows claim the same measure and scope.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    seen: set[tuple[str, str]] = set()
    for row in rows:
        key = row["measure"], row["scope"]
        if key in seen:
            raise ValueError(f"{key[0]} of {key[1]}: given twice")
        seen.add(key)
        cells = dict(row)
        cells["value"] = "" if row["value"] is None else f"{row['value']:.12g}"
        cells["n"] = "" if row["n"] is None else row["n"]
        cells["sources"] = " ".join(row["sources"])
        writer.writerow(cells[column] for column in COLUMNS)
    return text.getvalue()


def from_csv(text: str) -> list[dict[str, str]]:
    """Read metrics.csv back, every cell as text."""
    return list(csv.DictReader(io.StringIO(text)))


def changes(before: str, after: str, *, relative: float = 1e-6) -> list[dict[str, str]]:
    """List the rows whose value changed, came or went between two metrics.csv.

    Parameters
    ----------
    before, after : str
        The text of the two files.
    relative : float
        Changes smaller than this share of the value are none.

    Returns
    -------
    list of dict
        measure, scope, unit, before, after; an empty text where there was no value.
    """
    old = {(row["measure"], row["scope"]): row for row in from_csv(before)}
    new = {(row["measure"], row["scope"]): row for row in from_csv(after)}
    found = []
    for key in sorted(old.keys() | new.keys()):
        first, second = old.get(key, {}).get("value", ""), new.get(key, {}).get("value", "")
        if first == second or (
            first and second and math.isclose(float(first), float(second), rel_tol=relative)
        ):
            continue
        unit = (new.get(key) or old[key])["unit"]
        row = {"measure": key[0], "scope": key[1], "unit": unit}
        found.append(row | {"before": first, "after": second})
    return found
