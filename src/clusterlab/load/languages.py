"""Names in the languages that a package declares: one is enough, and none is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from .columns import Column, Table

BOTH = ("ko", "en")
"""The languages of a package that names none."""
_NAME = "name_"


def languages_of(descriptor: Mapping[str, Any]) -> tuple[str, ...]:
    """Read which languages a package's names are in.

    Parameters
    ----------
    descriptor : mapping
        The whole descriptor; its member ``clusterlab.languages`` lists codes such as ``"de"``.

    Returns
    -------
    tuple of str
        The first one is that in which every row has a name.
    """
    meta = descriptor.get("clusterlab")
    given = meta.get("languages") if isinstance(meta, dict) else None
    if isinstance(given, list) and given and all(isinstance(code, str) for code in given):
        return tuple(given)
    return BOTH


def spoken(table: Table, languages: Sequence[str]) -> Table:
    """Let a table's columns of names be those of a package's languages.

    Parameters
    ----------
    table : Table
        A record of the registry, with names in Korean and English.
    languages : sequence of str
        What `languages_of` gives.

    Returns
    -------
    Table
        The record itself where the languages are Korean and English.
    """
    if tuple(languages) == BOTH or _NAME + BOTH[0] not in table.names:
        return table
    first = table.column(_NAME + BOTH[0])
    own = [
        Column(_NAME + lang, required=first.required and lang == languages[0]) for lang in languages
    ]
    others = [column for column in table.columns if column.name not in {_NAME + x for x in BOTH}]
    place = table.names.index(_NAME + BOTH[0])
    return replace(table, columns=(*others[:place], *own, *others[place:]))


def filled(frame: pd.DataFrame, languages: Sequence[str]) -> pd.DataFrame:
    """Give each row a name in Korean and English: its own, or that in another language.

    Parameters
    ----------
    frame : DataFrame
        As read by a `spoken` record.
    languages : sequence of str
        What `languages_of` gives.

    Returns
    -------
    DataFrame
        With ``name_ko`` and ``name_en``; the frame itself where it has no names, or where the
        languages are these two.
    """
    own = [_NAME + lang for lang in languages if _NAME + lang in frame]
    if tuple(languages) == BOTH or not own:
        return frame
    named = frame.copy()
    for column in (_NAME + lang for lang in BOTH):
        name = frame[column] if column in frame else frame[own[0]]
        for other in own:
            name = name.fillna(frame[other])
        named[column] = name
    return named


def told(meta: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """Give what a package says of itself in Korean and English: its own, or in another language.

    Parameters
    ----------
    meta : mapping
        The member ``clusterlab`` of the descriptor.
    languages : sequence of str
        What `languages_of` gives.
    """
    whole = dict(meta)
    for member in ("name", "region", "notes"):
        own = [meta[f"{member}_{lang}"] for lang in languages if meta.get(f"{member}_{lang}")]
        for lang in BOTH:
            if own and not meta.get(f"{member}_{lang}"):
                whole[f"{member}_{lang}"] = own[0]
    return whole
