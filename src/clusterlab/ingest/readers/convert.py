"""One column of a table from the cells that the mapping names: text, number, date or choice."""

from collections.abc import Mapping as MappingABC, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...load.columns import MONEY, Column
from ...model.problem import DataError, Problem
from ..korea.extent import MONEY_UNIT, MONEY_WORDS, PRICE_UNIT
from ..korea.ksic import read_industries, sector_of
from .choices_in import read_choices
from .codes import destroyed, is_code
from .concordance import concord, read_concordance
from .dates import read_dates
from .draft import MEASURES
from .fault import Fault
from .mapping import Mapping, Rule
from .note import Note, counted
from .numbers import read_numbers
from .scan import text_array
from .texts import Hints, read_texts
from .units import Unit, parse_unit, unit_of

ID_DIGITS = 10
TARGETS = {
    "m2": "㎡",
    "%": "%",
    "m": "m",
    "persons": "명",
    "firms": "개",
    "floors": "층",
    "establishments": "개",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What all columns of one file share."""

    file: str
    mapping: Mapping
    titles: Sequence[str] = ()
    money_unit: MappingABC[str, str] | None = None
    last_year: int = 2100
    hints: MappingABC[str, Hints] | None = None


@dataclass(frozen=True, slots=True)
class Converted:
    """A column as values, which of its cells were suppressed, and what was found."""

    series: pd.Series
    faults: tuple[Fault, ...] = ()
    notes: tuple[Note, ...] = ()
    suppressed: np.ndarray | None = None


def convert(cells: pd.DataFrame, column: Column, rule: Rule, settings: Settings) -> Converted:
    """Fill one column.

    Parameters
    ----------
    cells : DataFrame of str
        The rows that are used.
    column : Column
        What it must hold.
    rule : Rule
        From which headings it is filled.
    settings : Settings
        What all columns share.

    Returns
    -------
    Converted
        Numbers as float64, all else as text that is empty where there is no value.
    """
    if rule.how == "hash":
        return Converted(_made_ids(cells, rule))
    if rule.how == "join":
        joined = _joined(cells, rule.headings, " ")
        return _text(joined, column, settings, None)
    source = cells[rule.headings[0]]
    if rule.how == "ksic":
        return _sector(source)
    mapped = settings.mapping.meanings.get(column.name, {})
    if column.kind in {"number", "integer"}:
        return _number(source, column, rule, settings)
    if column.kind in {"date", "issued", "day"}:
        read = read_dates(
            source, column.name, last_year=settings.last_year, whole_day=column.kind == "day"
        )
        return Converted(read.series, read.faults, read.notes)
    if column.choices or column.kind == "boolean":
        values, faults, notes = read_choices(source.str.strip(), column, mapped)
        return Converted(values, faults, notes)
    if mapped:
        source = source.str.strip().map(lambda cell: mapped.get(cell, cell)).astype("str")
    return _text(source, column, settings, (settings.hints or {}).get(rule.headings[0]))


def _text(source: pd.Series, column: Column, settings: Settings, hints: Hints | None) -> Converted:
    texts = read_texts(source, column.name, hints=hints)
    notes = list(texts.notes)
    values = texts.series
    faults = list(texts.faults)
    if is_code(column.name) or column.name == "industry":
        gone = destroyed(values)
        if gone.any():
            expected = "a code; most digits of this one were lost in a spreadsheet"
            faults += [
                Fault(int(at), column.name, values.iloc[at], expected, column.required)
                for at in np.flatnonzero(gone)
            ]
            values = values.mask(gone, "")
    if column.name == "industry":
        read = read_industries(
            values,
            column.name,
            restore_zeros=bool(settings.mapping.read.get("restore_zeros", False)),
        )
        values = read.series
        notes += read.notes
        concordance = settings.mapping.read.get("concordance")
        if concordance:
            turned = concord(values, column.name, read_concordance(str(concordance)))
            values = turned.series
            faults += turned.faults
            notes += turned.notes
    return Converted(values, tuple(faults), tuple(notes))


def _sector(source: pd.Series) -> Converted:
    codes = pc.dictionary_encode(pc.utf8_trim_whitespace(text_array(source)))
    listed = [sector_of(code) for code in codes.dictionary.to_pylist()]
    values = pd.Series(pa.array(listed, pa.large_string()).take(codes.indices), dtype="str")
    unknown = int((values == "unknown").sum())
    said = "from the division of the industry code"
    if unknown:
        said += f"; unknown in {counted(unknown, 'row')}"
    return Converted(values, (), (Note("sector", said, "sector", len(values)),))


def _number(source: pd.Series, column: Column, rule: Rule, settings: Settings) -> Converted:
    target = _target(column, settings)
    unit = _unit(source, column, rule, settings, target)
    notes: list[Note] = []
    read = read_numbers(
        source,
        column.name,
        unit=unit,
        target=target,
        minimum=column.minimum,
        maximum=column.maximum,
        missing_words=frozenset(settings.mapping.missing),
    )
    faults = list(read.faults)
    values = read.numbers
    if column.kind == "integer":
        broken = np.flatnonzero(np.isfinite(values) & (values != np.floor(values)))
        faults += [
            Fault(int(at), column.name, source.iloc[at], "a whole number", False) for at in broken
        ]
        values[broken] = np.nan
    there = values[np.isfinite(values)]
    if column.unit == "%" and unit is None and len(there) > 1 and 0 < there.max() <= 1:
        said = 'all values are 1 or less: if they are shares, say unit = "비율" in the mapping'
        notes.append(Note("percent", said, column.name, len(there)))
    return Converted(pd.Series(values), tuple(faults), (*read.notes, *notes), read.suppressed)


def _target(column: Column, settings: Settings) -> Unit | None:
    if column.unit == MONEY:
        name = f"{settings.mapping.table}.{column.name}"
        declared = (settings.money_unit or {}).get(name, "")
        return parse_unit(declared) or parse_unit(
            PRICE_UNIT if column.name == "price_m2" else MONEY_UNIT
        )
    return parse_unit(TARGETS[column.unit]) if column.unit in TARGETS else None


def _unit(
    source: pd.Series, column: Column, rule: Rule, settings: Settings, target: Unit | None
) -> Unit | None:
    heading = rule.headings[0]
    if rule.unit:
        unit = parse_unit(rule.unit)
        if unit is None or (target is not None and unit.measures != target.measures):
            expected = f"a unit of {MEASURES.get(column.unit, 'this column')}"
            where = f"columns.{column.name}"
            raise DataError([Problem(settings.mapping.file, 0, where, rule.unit, expected)])
        return unit
    unit = unit_of(heading, settings.titles, measures=MEASURES.get(column.unit, ""))
    if unit is None and column.unit == MONEY:
        bare = source.str.strip().str.fullmatch(r"[-+△▲(]?[0-9][0-9,.]*\)?")
        if bare.any():
            expected = (
                f"the unit of the money in {heading}, one of {MONEY_WORDS}: write "
                f'{column.name} = {{ heading = "{heading}", unit = "…" }} in the mapping'
            )
            raise DataError([Problem(settings.file, 0, heading, None, expected)])
    return unit


def _joined(cells: pd.DataFrame, headings: Sequence[str], sign: str) -> pd.Series:
    parts = [cells[heading].str.strip() for heading in headings]
    joined = parts[0]
    for part in parts[1:]:
        joined = (joined + sign + part).str.strip()
    return joined.astype("str")


def _made_ids(cells: pd.DataFrame, rule: Rule) -> pd.Series:
    texts = _joined(cells, rule.headings, "\x1f")
    made = [rule.prefix + sha256(text.encode()).hexdigest()[:ID_DIGITS] for text in texts]
    return pd.Series(made, dtype="str")
