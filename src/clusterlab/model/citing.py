"""Says which sources a table or a list names, and which date stands with it."""

from typing import Any

import pandas as pd

from .numbers import is_missing


def cited(thing: Any) -> list[str]:
    """List the ids of sources that a table or a list names, each once.

    A table names them in a column ``source_id``, in a column ``source_ids`` (joined by ";"), or in
    ``attrs["source_ids"]``.

    >>> cited(["b", "a", "b"]), cited(pd.DataFrame({"source_ids": ["a;b", ""]}))
    (['b', 'a'], ['a', 'b'])
    """
    if isinstance(thing, pd.DataFrame):
        joined = [text for text in thing.get("source_ids", ()) if isinstance(text, str)]
        found = [
            *thing.get("source_id", ()),
            *(name for text in joined for name in text.split(";")),
            *thing.attrs.get("source_ids", ()),
        ]
    else:
        found = [name for item in thing for name in (cited(item) if _is_many(item) else [item])]
    return list(dict.fromkeys(str(name) for name in found if not is_missing(name) and str(name)))


def _is_many(thing: Any) -> bool:
    return isinstance(thing, pd.DataFrame | list | tuple)


def written_date(value: Any) -> str:
    """Write a date or a year as it was given; the latest of several.

    >>> written_date(2024), written_date(["2023-05", "2024-01"]), written_date(None)
    ('2024', '2024-01', '')
    """
    if value is None:
        return ""
    if isinstance(value, str | int):
        return str(value)
    dates = sorted({str(item) for item in value if not is_missing(item)})
    return dates[-1] if dates else ""
