"""Wide tables made long: the words above their columns become columns of their own."""

from collections.abc import Mapping as MappingABC
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from ...model.problem import DataError, Problem, meant
from .note import Note, counted
from .raw import Raw
from .totals import WORDS

KEYS = ("keep", "levels", "spread")
VALUE = "값"


def unpivot(raw: Raw, rule: MappingABC[str, Any], *, mapping_file: str = "mapping") -> Raw:
    """Turn a wide table into a long one.

    Parameters
    ----------
    raw : Raw
        With headings of one row or several, as KOSIS gives them.
    rule : mapping
        ``keep``: headings of the columns that stay. ``levels``: a name for each row of the
        headings, empty for one that is not wanted. ``spread``: the level whose words become
        columns of values; without it there is one, 값.
    mapping_file : str
        Name in messages.

    Returns
    -------
    Raw
        One row for each row and each combination of the levels but ``spread``.

    Raises
    ------
    DataError
        Where the rule does not fit the headings.

    Notes
    -----
    Of a level that is not wanted only the columns of its total (합계, 소계, 계) are taken, unless
    all columns have the same word there.
    """
    keep, levels, spread = _checked(raw, rule, mapping_file)
    wide = [name for name in raw.headings if name not in keep]
    stacks = {name: _stack(raw, name, len(levels)) for name in wide}
    wide = [name for name in wide if _is_wanted(stacks, name, levels, mapping_file)]
    named = [place for place, level in enumerate(levels) if level and level != spread]
    groups: dict[tuple[str, ...], dict[str, str]] = {}
    for name in wide:
        key = tuple(stacks[name][place] for place in named)
        value = stacks[name][levels.index(spread)] if spread else VALUE
        if value in groups.setdefault(key, {}):
            expected = f"levels that tell the columns apart; two have {' / '.join((*key, value))}"
            raise DataError([Problem(mapping_file, 0, "unpivot.levels", None, expected)])
        groups[key][value] = name
    columns = list(dict.fromkeys(value for part in groups.values() for value in part))
    frames = []
    for key, part in groups.items():
        frame = raw.cells[keep].copy()
        for place, word in zip(named, key, strict=True):
            frame[levels[place]] = word
        for column in columns:
            frame[column] = raw.cells[part[column]] if column in part else ""
        frames.append(frame)
    cells = pd.concat(frames, ignore_index=True).astype("str")
    numbers = np.tile(raw.rows, len(groups))
    count = f"{counted(len(raw.cells), 'row')} × {counted(len(groups), 'group')} of columns"
    notes = (*raw.notes, Note("unpivot", f"a wide table of {count} read as {len(cells):,} rows"))
    return replace(raw, cells=cells, rows=numbers, notes=notes, ordinary=False, levels={})


def _checked(raw: Raw, rule: MappingABC[str, Any], file: str) -> tuple[list[str], list[str], str]:
    problems = []
    for key in rule.keys() - set(KEYS):
        expected = f"one of {', '.join(KEYS)}{meant(key, KEYS)}"
        problems.append(Problem(file, 0, f"unpivot.{key}", None, expected))
    keep, levels = rule.get("keep", []), rule.get("levels", [])
    for name in keep:
        if name not in raw.headings:
            expected = f"a heading of the file{meant(str(name), raw.headings)}"
            problems.append(Problem(file, 0, "unpivot.keep", name, expected))
    depth = max((len(parts) for parts in raw.levels.values()), default=1)
    if len(levels) != depth:
        expected = f"{depth} names, one for each row of the headings; there are {len(levels)}"
        problems.append(Problem(file, 0, "unpivot.levels", None, expected))
    spread = rule.get("spread", "")
    if spread and spread not in levels:
        expected = f"one of the levels {', '.join(filter(None, levels))}"
        problems.append(Problem(file, 0, "unpivot.spread", spread, expected))
    if problems:
        raise DataError(problems)
    return [str(name) for name in keep], [str(level) for level in levels], str(spread)


def _stack(raw: Raw, name: str, depth: int) -> tuple[str, ...]:
    parts = raw.levels.get(name, (name,))
    return parts + ("",) * (depth - len(parts))


def _is_wanted(
    stacks: MappingABC[str, tuple[str, ...]], name: str, levels: list[str], file: str
) -> bool:
    """Tell whether a column is the total of each level that is not wanted."""
    for place, level in enumerate(levels):
        if level:
            continue
        words = {parts[place] for parts in stacks.values()}
        if len(words) == 1:
            continue
        if not words & set(WORDS):
            listed = ", ".join(sorted(words)[:6])
            expected = f"a name for level {place + 1}; it has no total, but {listed}"
            raise DataError([Problem(file, 0, "unpivot.levels", None, expected)])
        if stacks[name][place] not in WORDS:
            return False
    return True
