"""Which organisations bear near names at one place: likely doubles."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import pandas as pd

LIKENESS = 0.72
"""Names that share so much of their pairs of letters are near [-]."""
MOST_M = 500.0
"""Points that may be misplaced by more say nothing of one place beyond it [m]."""
METRES = 111_320.0
"""Length of a degree of latitude [m]."""


@cache
def company_forms() -> tuple[frozenset[str], tuple[str, ...]]:
    """Read the legal forms that stand beside a company's name, from ``company_forms.csv``.

    Returns
    -------
    frozenset of str, tuple of str
        Those that are words of Latin letters, and those that are taken out wherever they stand.
    """
    text = resources.files(__package__).joinpath("company_forms.csv").read_text(encoding="utf-8")
    forms = [row["form"] for row in csv.DictReader(text.splitlines())]
    words = frozenset(form for form in forms if form.isascii())
    return words, tuple(sorted(set(forms) - words, key=len, reverse=True))


def plain_name(name: str) -> str:
    """Take legal forms, blanks, brackets and signs out of a name.

    Parameters
    ----------
    name : str
        As told.

    Returns
    -------
    str
        Letters and digits in one width and case; the name itself where nothing else is left.

    Examples
    --------
    >>> plain_name("㈜가나 바이오"), plain_name("Gana Bio Co., Ltd."), plain_name("Gana-Bio, Inc.")
    ('가나바이오', 'ganabio', 'ganabio')
    """
    words, anywhere = company_forms()
    text = unicodedata.normalize("NFKC", name).casefold()
    for form in anywhere:
        text = text.replace(unicodedata.normalize("NFKC", form), " ")
    # Points belong to what they shorten: s.p.a. is one word.
    parts = re.findall(r"\w+", text.replace(".", ""))
    kept = [part for part in parts if part not in words] or parts
    return "".join(kept)


def likeness(one: str, other: str) -> float:
    """Give the share of pairs of letters that two plain names have in common (Dice).

    Parameters
    ----------
    one, other : str
        As `plain_name` gives them.

    Returns
    -------
    float
        2 · common / (pairs of one + pairs of other) [0-1]; 0 where their digits differ, as plants
        1 and 2 are two.

    References
    ----------
    Dice (1945), Measures of the Amount of Ecologic Association Between Species, Ecology 26.

    Examples
    --------
    >>> likeness("night", "nacht"), likeness("plant1", "plant2"), likeness("a", "a")
    (0.25, 0.0, 1.0)
    """
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0
    if one == other:
        return 1.0
    pairs = [{name[k : k + 2] for k in range(len(name) - 1)} for name in (one, other)]
    whole = len(pairs[0]) + len(pairs[1])
    return 2 * len(pairs[0] & pairs[1]) / whole if whole else 0.0


def near(rows: pd.DataFrame, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find pairs of rows with near names at one place, or with one name and a place unknown.

    Parameters
    ----------
    rows : DataFrame
        lon, lat [degree], uncertainty_m [m], and address where told.
    names : sequence of str
        Plain name of each row.

    Yields
    ------
    int, int
        Positions, the first below the second.
    """
    # Names that share no pair of letters cannot be near: only the others are compared.
    holders: dict[str, list[int]] = {}
    records = rows.to_dict("records")
    for place, name in enumerate(names):
        shared: set[int] = set()
        grams = {name[k : k + 2] for k in range(max(len(name) - 1, 1))}
        for gram in grams:
            shared.update(holders.get(gram, ()))
            holders.setdefault(gram, []).append(place)
        for before in sorted(shared):
            same = names[before] == name
            placed = not (np.isnan(_lon(records[before])) or np.isnan(_lon(records[place])))
            if likeness(names[before], name) < LIKENESS:
                continue
            if alike(records[before], records[place]) or (same and not placed):
                yield before, place


def alike(one: Any, other: Any) -> bool:
    """Whether two rows share an address, or lie no further apart than both may be misplaced.

    Parameters
    ----------
    one, other : mapping
        Rows with lon, lat [degree], uncertainty_m [m], and address where told.
    """
    addresses = [row.get("address") for row in (one, other)]
    if all(isinstance(told, str) and told.strip() for told in addresses):
        first, second = (re.sub(r"\s+", "", str(told)) for told in addresses)
        if first == second:
            return True
    if np.isnan(_lon(one)) or np.isnan(_lon(other)):
        return False
    north = (one["lat"] - other["lat"]) * METRES
    east = (one["lon"] - other["lon"]) * METRES * np.cos(np.radians(one["lat"]))
    misplaced = sum(0.0 if pd.isna(row["uncertainty_m"]) else row["uncertainty_m"]
                    for row in (one, other))  # fmt: skip
    return bool(np.hypot(north, east) <= min(misplaced, MOST_M) + 1.0)


def _lon(row: Any) -> float:
    return float(row["lon"]) if pd.notna(row["lon"]) else np.nan
