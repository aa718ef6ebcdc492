"""Checks of arguments that every room makes, each with one clear line."""

import difflib
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd


def nearest(name: object, known: Iterable[object]) -> str:
    """Return " Did you mean 'x'?" with the nearest known name, or nothing."""
    near = difflib.get_close_matches(str(name), [str(k) for k in known], n=1, cutoff=0.5)
    return f" Did you mean {near[0]!r}?" if near else ""


def listed(names: Iterable[object], *, most: int = 10) -> str:
    """Write names on one line; beyond `most` only their number."""
    every = [str(name) for name in names]
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more


def choice(value: str, name: str, allowed: Sequence[str]) -> str:
    """Return a value made sure to be one of those allowed."""
    if value not in allowed:
        raise ValueError(
            f"{name} must be one of {', '.join(allowed)}. It is {value!r}.{nearest(value, allowed)}"
        )
    return value


def positive(value: float, name: str) -> float:
    """Return a number made sure to be finite and above zero."""
    number = float(value)
    if not np.isfinite(number) or number <= 0:
        raise ValueError(f"{name} must be above zero. It is {value}.")
    return number


def whole_number(value: int, name: str, *, minimum: int = 0) -> int:
    """Return an integer made sure to reach a minimum."""
    if isinstance(value, bool) or int(value) != value or value < minimum:
        raise ValueError(f"{name} must be a whole number of {minimum} or more. It is {value}.")
    return int(value)


def column(table: pd.DataFrame, name: str) -> pd.Series:
    """Return a column, or say which names there are."""
    if name not in table.columns:
        raise ValueError(
            f"There is no column {name!r}. The columns are {listed(table.columns)}."
            + nearest(name, table.columns)
        )
    return table[name]
