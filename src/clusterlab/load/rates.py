"""Stated rates: a published figure with its range, looked up by name, never written in code."""

from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Rate:
    """A rate as published: its value, its range, and who says so."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    as_of: str
    confidence: str
    sources: tuple[str, ...]


def facts_of(place: Any) -> pd.DataFrame:
    """Join a cluster's own figures and those of the shared packages, its own first."""
    own: pd.DataFrame = place.facts
    parts = [table for table in (own, place.shared_facts) if len(table)]
    return pd.concat(parts, ignore_index=True) if parts else own


def stated_rate(facts: pd.DataFrame, name: str) -> Rate | None:
    """Look a rate up among the figures.

    Parameters
    ----------
    facts : DataFrame
        indicator, value, unit, as_of, confidence, source_id. ``<name>_low`` and ``<name>_high``
        give the range; without them it is the value itself.
    name : str
        Indicator of the rate.

    Returns
    -------
    Rate or None
        The first row of each name; None where there is no value.

    Raises
    ------
    ValueError
        A range that does not hold the value.
    """
    rows = {part: _row(facts, f"{name}{part}") for part in ("_low", "", "_high")}
    middle = rows[""]
    if middle is None:
        return None
    found = {part: middle if row is None else row for part, row in rows.items()}
    low, value, high = (float(found[part]["value"]) for part in ("_low", "", "_high"))
    if not low <= value <= high:
        raise ValueError(f"The range of {name} must hold its value: {low:g}, {value:g}, {high:g}.")
    return Rate(
        name,
        value,
        low,
        high,
        str(middle["unit"]),
        str(middle["as_of"]),
        max(str(row["confidence"]) for row in found.values()),
        tuple(dict.fromkeys(str(row["source_id"]) for row in found.values())),
    )


def fact(facts: pd.DataFrame, fact_id: str) -> pd.Series:
    """Look a figure up by its id.

    Raises
    ------
    ValueError
        An id that is unknown, or a figure that is no number.
    """
    rows = facts[facts["fact_id"] == fact_id]
    if rows.empty:
        raise ValueError(f"There is no fact {fact_id!r}.")
    if pd.isna(rows["value"].iloc[0]):
        raise ValueError(f"Fact {fact_id!r} is no number.")
    return rows.iloc[0]


def rates_used(facts: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Lay out rates for the reader.

    Returns
    -------
    DataFrame, indexed by rate
        value, low, high, unit, as_of, confidence, source_ids; unknown ones are left out.
    """
    rates = [rate for name in dict.fromkeys(names) if (rate := stated_rate(facts, name))]
    columns = ["rate", "value", "low", "high", "unit", "as_of", "confidence", "source_ids"]
    rows = [
        (r.name, r.value, r.low, r.high, r.unit, r.as_of, r.confidence, ";".join(r.sources))
        for r in rates
    ]
    return pd.DataFrame(rows, columns=columns).set_index("rate")


def _row(facts: pd.DataFrame, name: str) -> pd.Series | None:
    rows = facts[(facts["indicator"] == name) & facts["value"].notna()]
    return None if rows.empty else rows.iloc[0]
