"""A column of numbers at once: clean cells by machine, odd ones by the rules of one amount."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .amounts import read_amount
from .fault import Fault
from .note import Note, counted, some
from .scan import text_array
from .units import Unit

PLAIN = r"^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$"
SEPARATED = r"^[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?$"


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column as numbers: NaN where missing, suppressed or faulty, and which it was."""

    numbers: np.ndarray
    suppressed: np.ndarray
    missing: int
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]


def read_numbers(
    cells: pd.Series,
    column: str,
    *,
    unit: Unit | None = None,
    target: Unit | None = None,
    minimum: float | None = None,
    maximum: float | None = None,
    missing_words: frozenset[str] = frozenset(),
) -> Numbers:
    """Read a column of text as numbers.

    Parameters
    ----------
    cells : Series of str
        As written.
    column : str
        Name in messages.
    unit : Unit, optional
        What the column is written in.
    target : Unit, optional
        What it becomes.
    minimum, maximum : float, optional
        Range, after conversion; a value beyond it refuses its row.
    missing_words : frozenset of str
        More words that mean a missing value.

    Returns
    -------
    Numbers
        Same length and order.

    Examples
    --------
    >>> read_numbers(pd.Series(["1,234", "X", "-"]), "jobs").numbers
    array([1234.,   nan,   nan])
    """
    trimmed = pc.utf8_trim_whitespace(text_array(cells))
    values, left = _plain(trimmed)
    ratio = (unit.size if unit else Fraction(1)) / (target.size if target else Fraction(1))
    values = values * ratio.numerator / ratio.denominator
    suppressed = np.zeros(len(values), dtype=bool)
    traits: Counter[str] = Counter()
    faults: list[Fault] = []
    seen: dict[str, list[str]] = {"suppressed": [], "missing": [], "unit": []}
    missing = int(pc.sum(pc.equal(trimmed, "")).as_py() or 0)
    if len(left):
        odd = pc.dictionary_encode(trimmed.take(pa.array(left)))
        measures = target.measures if target else (unit.measures if unit else "")
        words = odd.dictionary.to_pylist()
        amounts = [
            read_amount("" if word in missing_words else word, unit=unit, measures=measures)
            for word in words
        ]
        size = target.size if target else Fraction(1)
        found = np.array(
            [np.nan if a.value is None else _finite(a.value / size) for a in amounts], dtype=float
        )
        codes = odd.indices.to_numpy()
        values[left] = found[codes]
        states = np.array([amount.state for amount in amounts])[codes]
        suppressed[left] = states == "suppressed"
        missing += int((states == "missing").sum())
        many = np.bincount(codes, minlength=len(words))
        for word, amount, times in zip(words, amounts, many.tolist(), strict=True):
            traits.update(dict.fromkeys(amount.traits, times))
            if amount.state in seen:
                seen[amount.state].append(word)
        for at, code in zip(left.tolist(), codes.tolist(), strict=True):
            amount = amounts[code]
            if amount.state in {"unreadable", "impossible"}:
                refuses = amount.state == "impossible"
                faults.append(Fault(at, column, words[code], amount.expected, refuses))
    faults += _out_of_range(values, trimmed, column, minimum=minimum, maximum=maximum)
    for fault in faults:
        values[fault.at] = np.nan
    separated = int(pc.sum(pc.match_substring(trimmed, ",")).as_py() or 0)
    if separated:
        traits["thousands separators"] = separated
    notes = _notes(column, traits, seen, suppressed, missing)
    if unit is not None and target is not None and unit.size != target.size:
        notes.append(Note("unit", f"read in {unit.word}, kept in {target.word}", column=column))
    return Numbers(values, suppressed, missing, tuple(faults), tuple(notes))


def _plain(trimmed: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Cast what is written plainly; tell the places of what is left."""
    filled = pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.large_string()), trimmed)
    try:
        values = pc.cast(filled, pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        pass
    else:
        finite = np.isfinite(values) | np.asarray(filled.is_null())
        if finite.all():
            return values.copy(), np.array([], dtype=np.int64)
    plain = pc.match_substring_regex(filled, PLAIN)
    separated = pc.match_substring_regex(filled, SEPARATED)
    bare = pc.if_else(separated, pc.replace_substring(filled, ",", ""), filled)
    usable = pc.or_(plain, separated)
    nothing = pa.scalar(None, pa.large_string())
    values = pc.cast(pc.if_else(usable, bare, nothing), pa.float64()).to_numpy(zero_copy_only=False)
    known = np.asarray(pc.fill_null(usable, True)) & ~np.isinf(values)
    return values.copy(), np.flatnonzero(~known)


def _finite(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return np.inf


def _out_of_range(
    values: np.ndarray,
    trimmed: pa.Array,
    column: str,
    *,
    minimum: float | None,
    maximum: float | None,
) -> list[Fault]:
    faults = []
    if minimum is not None:
        expected = f"a number of {minimum:g} or more"
        faults += [(int(at), expected) for at in np.flatnonzero(values < minimum)]
    if maximum is not None:
        expected = f"a number of {maximum:g} or less"
        faults += [(int(at), expected) for at in np.flatnonzero(values > maximum)]
    return [Fault(at, column, trimmed[at].as_py(), expected, True) for at, expected in faults]


def _notes(
    column: str,
    traits: Counter[str],
    seen: dict[str, list[str]],
    suppressed: np.ndarray,
    missing: int,
) -> list[Note]:
    notes = [
        Note("amount", f"{counted(times, 'cell')} with {trait}", column=column, count=times)
        for trait, times in sorted(traits.items())
    ]
    if suppressed.any():
        count = int(suppressed.sum())
        said = f"{counted(count, 'cell')} suppressed by the publisher; not 0"
        notes.append(Note("suppressed", said, column, count, some(seen["suppressed"])))
    if missing:
        said = f"{counted(missing, 'cell')} without a value; not 0"
        words = some(word for word in seen["missing"] if word)
        notes.append(Note("missing", said, column, missing, words))
    return notes
