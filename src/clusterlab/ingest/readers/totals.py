"""Rows that repeat others: sums, parents above their children, footnotes under the table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .numbers import PLAIN, SEPARATED
from .scan import column_holds, text_array

WORDS = (
    *("합계", "소계", "계", "총계", "총합", "총합계", "누계", "전국", "전체"),
    *("합 계", "소 계", "총 계", "total", "subtotal", "grand total", "sum"),
)
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
"""Says what a row is about, though it is a number."""
SUM_OF = r"합\s*계\s*[:：]\s*\d"
FOOTNOTE = re.compile(r"(?:주\s*\d*\s*[).:：]|※|\*|□|자료\s*[:：]|출처\s*[:：]|\d+\))")
GATE = f"(?i){'|'.join(WORDS)}"
BLANKS = (" ", "\u00a0", "\u3000")
LABEL_COLUMNS = 8
INDENT = r"^[\s\x{a0}\x{3000}]{2,}\S"
FITTING_SHARE = 0.9
LEAST_INDENTED = 0.01
"""Fewer rows that begin with blanks are slips of the hand, not a rank."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that are left out by a rule: their places from 0, and the rule."""

    places: np.ndarray
    reason: str


def label_columns(cells: pd.DataFrame) -> list[str]:
    """Name the columns that say what a row is about: those before the first of numbers.

    Parameters
    ----------
    cells : DataFrame of str
        The table as read.

    Returns
    -------
    list of str
        At most eight headings; codes and other numbers in front do not end them.
    """
    head = cells.head(200)
    labels: list[str] = []
    words = 0
    for name in [str(heading) for heading in cells][: 2 * LABEL_COLUMNS]:
        filled = [cell.strip() for cell in head[name] if cell.strip()]
        numeric = sum(
            1
            for cell in filled
            if (re.match(PLAIN, cell) or re.match(SEPARATED, cell)) and not YEAR.fullmatch(cell)
        )
        if filled and numeric > len(filled) / 2:
            if words:
                break
        else:
            words += 1
        labels.append(name)
    return labels[:LABEL_COLUMNS]


def sum_rows(cells: pd.DataFrame, *, kept: dict[str, set[str]] | None = None) -> list[LeftOut]:
    """Find the rows that are sums of others.

    Parameters
    ----------
    cells : DataFrame of str
        The table as read.
    kept : dict, optional
        Words of a heading that are wanted, such as 전국 where the nation is a row.

    Returns
    -------
    list of LeftOut
        One for each heading in which such rows were found.

    Notes
    -----
    A row is a sum if a column that says what rows are about holds 합계, 소계, 계, 총계, 전국 or
    the like and nothing else, or "… 합계 : n". Where all rows hold that word, it is one value of
    a dimension that was not broken down, and no row is a sum.
    """
    found = []
    taken = np.zeros(len(cells), dtype=bool)
    for name in label_columns(cells):
        if not column_holds(cells[name], GATE):
            continue
        column = pc.utf8_lower(pc.utf8_trim_whitespace(text_array(cells[name])))
        words = [word for word in WORDS if word not in (kept or {}).get(name, set())]
        hit = pc.or_(
            pc.is_in(column, value_set=pa.array(words, type=pa.large_string())),
            pc.match_substring_regex(column, SUM_OF),
        )
        places = np.asarray(hit)
        if places.all() or not places.any():
            continue
        new = np.flatnonzero(places & ~taken)
        taken |= places
        if len(new):
            shown = ", ".join(dict.fromkeys(str(cells[name].iloc[at]).strip() for at in new[:50]))
            found.append(LeftOut(new, f"a sum of other rows ({name}: {shown[:40]})"))
    return found


def footnotes(cells: pd.DataFrame) -> list[LeftOut]:
    """Find the lines under a table that hold a remark and no data.

    Parameters
    ----------
    cells : DataFrame of str
        The table as read, three columns wide or more.

    Returns
    -------
    list of LeftOut
        At most one.
    """
    if cells.shape[1] < 3 or cells.empty:
        return []
    first = cells.iloc[:, 0]
    places: list[int] = []
    for at in range(len(cells) - 1, max(-1, len(cells) - 40), -1):
        row = [cell.strip() for cell in cells.iloc[at]]
        filled = [cell for cell in row if cell]
        if (
            not filled
            or (len(filled) == 1 and FOOTNOTE.match(filled[0]))
            or (len(filled) == 1 and first.iloc[at].strip())
        ):
            places.append(at)
        else:
            break
    return [LeftOut(np.array(places[::-1]), "a remark under the table")] if places else []


def parent_rows(cells: pd.DataFrame) -> list[LeftOut]:
    """Find the rows whose values are those of the indented rows below them.

    Parameters
    ----------
    cells : DataFrame of str
        The table as read, its cells untrimmed.

    Returns
    -------
    list of LeftOut
        At most one: parents are left out, their children stay.

    Notes
    -----
    A parent is a row that is not indented and is followed by indented ones in the same column.
    The rule is kept only if in at least 90 % of them half of the numbers or more are the sums of
    the children's.
    """
    for name in label_columns(cells):
        column = text_array(cells[name])
        leads = [pc.any(pc.starts_with(column, sign)).as_py() for sign in BLANKS]
        if not any(leads):
            continue
        indented = np.asarray(pc.match_substring_regex(column, INDENT))
        if indented.sum() < max(2, LEAST_INDENTED * len(indented)) or indented.all():
            continue
        parents = np.flatnonzero(~indented[:-1] & indented[1:])
        groups = [(int(at), _children(indented, int(at))) for at in parents]
        sums = [_is_sum(cells, at, children) for at, children in groups]
        if sums and np.mean(sums) >= FITTING_SHARE:
            fitting = parents[np.array(sums)]
            return [LeftOut(fitting, f"a parent whose parts are rows of their own ({name})")]
    return []


def _children(indented: np.ndarray, parent: int) -> list[int]:
    children = []
    at = parent + 1
    while at < len(indented) and indented[at]:
        children.append(at)
        at += 1
    return children


def _is_sum(cells: pd.DataFrame, parent: int, children: Sequence[int]) -> bool:
    """Tell whether half of a parent's numbers or more, those not 0, are sums of its children's."""
    fitting = []
    for name in cells:
        numbers = [_number(cells[name].iloc[at]) for at in (parent, *children)]
        whole, *parts = numbers
        if whole:
            total = sum(part for part in parts if part is not None)
            fitting.append(abs(total - whole) <= max(1.0, 0.001 * abs(whole)))
    return bool(fitting) and sum(fitting) >= len(fitting) / 2


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
