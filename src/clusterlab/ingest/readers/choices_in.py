"""Words of a file turned into the fixed words of a column, by the mapping or the dictionary."""

import csv
from functools import cache
from importlib import resources

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...load.columns import Column
from .fault import Fault
from .note import Note, counted
from .scan import text_array

TRUE = frozenset({"true", "y", "yes", "예", "o", "○", "있음", "해당", "t", "1"})
FALSE = frozenset({"false", "n", "no", "아니오", "아니요", "x", "×", "없음", "미해당", "f", "0"})


@cache
def known_values() -> dict[str, dict[str, str]]:
    """Read what common words of Korean public data mean.

    Returns
    -------
    dict
        For each column, from the word to the value.
    """
    text = resources.files(__package__).joinpath("values.csv").read_text(encoding="utf-8")
    listed: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(text.splitlines()):
        listed.setdefault(row["column"], {})[row["cell"]] = row["value"]
    return listed


def value_of(cell: str, column: Column, mapped: dict[str, str]) -> str | None:
    """Turn one word into a value of a column.

    Parameters
    ----------
    cell : str
        As written, trimmed.
    column : Column
        Its choices, or true and false.
    mapped : dict
        What the mapping says, which goes first.

    Returns
    -------
    str or None
        None where it is not known.

    Examples
    --------
    >>> from clusterlab.load.tables import table
    >>> value_of("폐업", table("firms").column("status"), {})
    'left'
    """
    if cell in mapped:
        return mapped[cell]
    if column.kind == "boolean":
        lowered = cell.casefold()
        return "true" if lowered in TRUE else "false" if lowered in FALSE else None
    if cell in column.choices:
        return cell
    found = known_values().get(column.name, {}).get(cell)
    return found if found in column.choices else None


def read_choices(
    cells: pd.Series, column: Column, mapped: dict[str, str]
) -> tuple[pd.Series, tuple[Fault, ...], tuple[Note, ...]]:
    """Turn a column of words into its values.

    Parameters
    ----------
    cells : Series of str
        As written, trimmed.
    column : Column
        Its choices.
    mapped : dict
        What the mapping says.

    Returns
    -------
    values : Series of str
        Empty where the cell is, or is not known.
    faults : tuple of Fault
        Cells that are not known.
    notes : tuple of Note
        Which words became which values, and how often.
    """
    encoded = pc.dictionary_encode(text_array(cells))
    words = encoded.dictionary.to_pylist()
    values = [value_of(word, column, mapped) if word else "" for word in words]
    codes = encoded.indices.to_numpy()
    given = pa.array([value or "" for value in values], type=pa.large_string())
    unknown = np.array([value is None for value in values], dtype=bool)
    faults = tuple(
        Fault(
            int(at),
            column.name,
            words[codes[at]],
            f"{column.expected}; say what it means in [values.{column.name}]",
            column.required,
        )
        for at in (np.flatnonzero(unknown[codes]) if len(codes) else [])
    )
    notes = []
    times = np.bincount(codes, minlength=len(words)) if len(words) else np.array([], dtype=int)
    for word, value, count in zip(words, values, times.tolist(), strict=True):
        if value and value != word:
            said = f"{word} read as {value} in {counted(count, 'cell')}"
            notes.append(Note("value", said, column.name, count))
    return pd.Series(given.take(encoded.indices), dtype="str"), faults, tuple(notes)
