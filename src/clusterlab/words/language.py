"""A language bound once: it says, names, reasons and writes amounts, a guest's words first."""

from collections.abc import Mapping
from typing import Any

from ..model.reason import Reason
from ..model.said import Text
from ..model.units import money
from . import wording
from .amounts import amount, unit_name
from .areas import M2_IN, area
from .table import Words, check_language


class Language:
    """What a page speaks with.

    Parameters
    ----------
    lang : str
        Code of the language.
    own : Words, optional
        Words of a notebook or of an analyst; they stand before those of the package.
    names : mapping of str to mapping, optional
        Names in the data, by group and code: regions, industries, districts.

    Raises
    ------
    ValueError
        The language has no words.
    """

    def __init__(
        self,
        lang: str,
        *,
        own: Words | None = None,
        names: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        check_language(lang)
        self.lang = lang
        self.own = own or Words()
        self.names = {group: dict(named) for group, named in (names or {}).items()}

    def say(self, key: str | Text, **values: Any) -> str:
        """Fill a text, or that of a key, with numbers and names; see `words.wording.say`."""
        if isinstance(key, Text):
            text = {self.lang: {"text": self.chosen(key.texts)}}
            return wording.say_from(Words.of(text, where="a text"), "text", self.lang, values)
        if key in self.own:
            return wording.say_from(self.own, key, self.lang, values)
        return wording.say(key, self.lang, **values)

    def name(self, group: str, code: Any) -> str:
        """Name a code: by the data, by a guest's words, by the package's; else it is itself."""
        text = str(code)
        key = f"{group}.{text}"
        if text in self.names.get(group, {}):
            return self.names[group][text]
        if key in self.own:
            return self.own.word(key, self.lang)
        if group == "unit" and money(text):
            return unit_name(text, self.lang)
        return wording.label(group, code, self.lang)

    def reason(self, given: Mapping[str, Any]) -> str:
        """Word why there is no value."""
        why = Reason.of(given)
        key = f"reason.{why.code}"
        if key in self.own:
            return self.say(key, **{name: v for name, v in why.items() if name != "code"})
        return wording.reason(why, self.lang)

    def amount(self, value: Any, unit: str) -> str:
        """Write an amount of money, or floor space."""
        return area(value, unit, self.lang) if unit in M2_IN else amount(value, unit, self.lang)

    def measures(self, unit: str) -> bool:
        """Say whether `amount` writes values of a unit together with it."""
        return unit in M2_IN or money(unit) is not None

    def chosen(self, names: Mapping[str, str]) -> str:
        """Choose among names by language: this one's, English, or the first that is there."""
        found = [names.get(lang) for lang in (self.lang, "en")] + list(names.values())
        return next((str(name) for name in found if isinstance(name, str) and name), "")
