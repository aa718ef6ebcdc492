"""A sentence whose numbers may be missing: then it is the reason why."""

from collections.abc import Mapping
from typing import Any

from ...model.numbers import is_missing
from ...model.reason import Reason
from ...model.said import Said


def sentence(key: str, reason: Mapping[str, Any] | None = None, **values: Any) -> Said | Reason:
    """Make a sentence, or give the reason where one of its values is missing.

    Parameters
    ----------
    key : str
        Row of the words.
    reason : mapping, optional
        Why a value is missing; ``no_data`` with the name of the value by default.
    **values
        What the sentence asks for.

    Examples
    --------
    >>> sentence("toys", Reason("no_toys"), n=float("nan"))
    Reason('no_toys')
    """
    missing = [name for name, value in values.items() if is_missing(value)]
    if missing:
        return Reason.of(reason or Reason("no_data", what=missing[0]))
    return Said(key, values)
