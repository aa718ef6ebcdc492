"""What each column means, in English and Korean, from the table beside this file."""

import csv
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

Lang = Literal["ko", "en"]


class Words(NamedTuple):
    """The meaning of a column, and the measures that need it."""

    en: str
    ko: str
    needed_for: str


@cache
def words() -> dict[tuple[str, str], Words]:
    """Read the descriptions of all tables (column is empty) and columns.

    Returns
    -------
    dict
        From (table, column) to its words.
    """
    text = resources.files(__package__).joinpath("words.csv").read_text(encoding="utf-8")
    return {
        (row["table"], row["column"]): Words(row["en"], row["ko"], row["needed_for"])
        for row in csv.DictReader(text.splitlines())
    }


def description(table: str, column: str = "", *, lang: Lang) -> str:
    """Describe a table, or one of its columns.

    Parameters
    ----------
    table, column : str
        Names in the registry. A column that means the same in all tables is described once,
        under the table ``*``.
    lang : {"ko", "en"}
        Language.

    Returns
    -------
    str
        A short phrase; ``KeyError`` where there is none.
    """
    found = words().get((table, column)) or words().get(("*", column))
    if found is None and column.startswith("name_"):
        # A package names its rows in languages of its own.
        other = column.removeprefix("name_")
        return f"이름 ({other})" if lang == "ko" else f"Name in the language {other}"
    if found is None:
        raise KeyError((table, column))
    return found.ko if lang == "ko" else found.en


def needed_for(table: str, column: str) -> str:
    """Name the measures that cannot be had without a column.

    Parameters
    ----------
    table, column : str
        Names in the registry.

    Returns
    -------
    str
        Names separated by spaces; empty where none depends on it.
    """
    found = words().get((table, column)) or words()["*", column]
    return found.needed_for
