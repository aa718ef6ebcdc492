"""Words, sentences and reasons of the reports, Korean and English, beside those of the maps."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..draw import words as drawn
from .numbers import span, written

LANGUAGES = drawn.LANGUAGES


@cache
def words() -> drawn.Words:
    """Read the maps' words and all tables of the reports', one a notebook beside the common one."""
    own = sorted(Path(__file__).with_name("words").glob("*.csv"))
    return drawn.Words(Path(drawn.__file__).with_name("words.csv"), *own)


def say(key: str, lang: str, **values: Any) -> str:
    """Fill a text with numbers and names.

    Parameters
    ----------
    key : str
        Row of a table of words.
    lang : str
        ``"ko"`` or ``"en"``.
    **values
        What the text asks for. A number is written for a reader (`numbers.written`), in the
        manner the text names (``{share:percent}``), or in a format of Python (``{count:,}``).

    Raises
    ------
    ValueError
        When the key, the language or one of the values is unknown.
    """
    shown = {name: _Shown(value) for name, value in values.items()}
    return words().word(key, lang, **shown)


def label(group: str, name: Any, lang: str) -> str:
    """Name a code (``group="sector", name="bio"``) for a reader; an unknown one stays itself."""
    key = f"{group}.{name}"
    return words().word(key, lang) if key in words() else str(name)


def reason(given: Mapping[str, Any], lang: str) -> str:
    """Word why a measure has no value: a code and the numbers that go with it."""
    code = str(given["code"])
    values = {name: value for name, value in given.items() if name != "code"}
    if f"reason.{code}" in words():
        try:
            return say(f"reason.{code}", lang, **values)
        except ValueError:
            pass  # A measure that gives fewer numbers than the text asks for is still worded.
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
