"""Words, sentences and reasons of the reports, filled with numbers and names."""

from collections.abc import Mapping
from typing import Any

from ..model.numbers import span, written
from . import table as drawn

LANGUAGES = drawn.LANGUAGES
FOUND = ("n", "known", "placed")
"""Numbers of a reason that say how many there are."""


def say(key: str, lang: str, **values: Any) -> str:
    """Fill a text with numbers and names.

    Parameters
    ----------
    key : str
        Row of a table of words.
    lang : str
        Language.
    **values
        What the text asks for. A number is written for a reader (`numbers.written`), in the
        manner the text names (``{share:percent}``), or in a format of Python (``{count:,}``).

    Raises
    ------
    ValueError
        When the key, the language or one of the values is unknown.
    """
    return say_from(drawn.own(), key, lang, values)


def say_from(texts: drawn.Words, key: str, lang: str, values: Mapping[str, Any]) -> str:
    """Fill a text of other words than the package's, as `say` does."""
    return texts.word(key, lang, **{name: _Shown(value) for name, value in values.items()})


def label(group: str, name: Any, lang: str) -> str:
    """Name a code (``group="sector", name="bio"``) for a reader; an unknown one stays itself."""
    key = f"{group}.{name}"
    return drawn.own().word(key, lang) if key in drawn.own() else str(name)


def reason(given: Mapping[str, Any], lang: str) -> str:
    """Word why a measure has no value: a code and the numbers that go with it.

    ``reason.<code>.none`` stands in where none was found, so that no page counts nothing, and
    ``reason.<code>.short`` where the numbers are not given.
    """
    code = str(given["code"])
    values = {name: value for name, value in given.items() if name != "code"}
    none = any(values.get(name) == 0 for name in FOUND)
    for key in ([f"reason.{code}.none"] if none else []) + [f"reason.{code}"]:
        if key in drawn.own():
            try:
                return say(key, lang, **values)
            except ValueError:
                pass  # A measure that gives fewer numbers than the text asks for is still worded.
    if f"reason.{code}.short" in drawn.own():
        return say(f"reason.{code}.short", lang)
    return say("reason.unworded", lang, code=code.replace("_", " "))


class _Shown:
    """A value that is written for a reader where the text gives no format of its own."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __format__(self, how: str) -> str:
        if how in {"", "percent", "whole", "one", "year"}:
            write = span if isinstance(self.value, tuple) else written
            return write(self.value, how or "plain")
        return format(self.value, how)
