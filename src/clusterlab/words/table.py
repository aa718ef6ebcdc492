"""Words by key and language, from tables of a key and a column for each language."""

import csv
import os
import string
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from .particles import PARTICLES, particle

LANGUAGES = ("ko", "en")


ADDED = "CLUSTERLAB_WORDS"
"""Variable of the environment that names a folder of more tables, such as one more language."""


def _tables() -> list[Path]:
    added = os.environ.get(ADDED)
    more = sorted(Path(added).glob("*.csv")) if added else []
    return sorted(Path(__file__).parent.glob("*.csv")) + more


class _Formatter(string.Formatter):
    """Formats as `str.format` does, adds a particle, and chooses between one and several.

    ``{name:은}`` adds the particle that follows the sound of the name; ``{n|firm|firms}`` is the
    first word where n is 1, and the second for any other number or for a range.
    """

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        name, *forms = field_name.split("|")
        if not forms:
            return super().get_field(field_name, args, kwargs)
        if len(forms) != 2:
            raise ValueError(f"{{{field_name}}} needs two forms, as in {{n|firm|firms}}.")
        value, used = super().get_field(name, args, kwargs)
        # As it is written: 1.0 is one, 1.2 and a range are several.
        return forms[0] if str(format(value, "")) == "1" else forms[1], used

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        if isinstance(key, str) and key not in kwargs:
            raise ValueError(
                f"A value for {key!r} is missing; given: {', '.join(kwargs) or 'none'}."
            )
        return super().get_value(key, args, kwargs)

    def format_field(self, value: Any, format_spec: str) -> str:
        form = next((p for p in PARTICLES if format_spec.endswith(p)), "")
        text = str(super().format_field(value, format_spec.removesuffix(form)))
        return text + particle(text, form) if form else text


class Words:
    """Words looked up by key and language; several tables are read as one.

    Parameters
    ----------
    *tables : Path
        CSV files with a column ``key`` and one for each language, each cell filled in. A table of
        one more language may repeat keys of the tables before it: a translation. A text may hold
        places for values, ``{count:,}``, and in Korean a particle, ``{name:은}``, which then
        follows the sound of the value. A word that follows a number has two forms,
        ``{count:,} {count|firm|firms}``: the first is for one.

    Raises
    ------
    ValueError
        A text is missing, or a key has two texts in one language.
    """

    def __init__(self, *tables: Path) -> None:
        self._texts: dict[str, dict[str, str]] = {}
        for table in tables:
            with table.open(encoding="utf-8", newline="") as file:
                self._add(csv.DictReader(file), table.name)

    @classmethod
    def of(cls, texts: Mapping[str, Mapping[str, str]], *, where: str) -> "Words":
        """Make words of texts by language and key, such as a notebook's metadata holds.

        Parameters
        ----------
        texts : mapping
            ``{"en": {"employers_first": "…"}, "ko": {…}}``.
        where : str
            What messages call them.
        """
        keys = dict.fromkeys(key for own in texts.values() for key in own)
        made = cls()
        made._add(
            (
                {"key": key} | {lang: own.get(key, "") for lang, own in texts.items()}
                for key in keys
            ),
            where,
        )
        return made

    def _add(self, rows: Iterable[Mapping[str | Any, Any]], where: str) -> None:
        for line, row in enumerate(rows, start=2):
            if None in row:
                raise ValueError(f"{where}: row {line}: a text with a comma needs quotes.")
            key = (row.get("key") or "").strip()
            texts = {lang: (text or "").strip() for lang, text in row.items() if lang != "key"}
            missing = [lang for lang, text in texts.items() if not text]
            if not key:
                raise ValueError(f"{where}: row {line}: the key is empty.")
            if missing or not texts:
                gap = " and ".join(missing) or "every language"
                raise ValueError(f"{where}: row {line}: key {key!r} lacks its text in {gap}.")
            known = self._texts.setdefault(key, {})
            if known.keys() & texts.keys():
                raise ValueError(f"{where}: row {line}: key {key!r} occurs twice.")
            known.update(texts)

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def keys(self) -> list[str]:
        """List all keys."""
        return list(self._texts)

    def text(self, key: str, lang: str) -> str:
        """Give a text as it stands in the table, its places unfilled."""
        check_language(lang)
        if key not in self._texts:
            near = get_close_matches(key, self._texts, n=1)
            hint = f" Nearest: {near[0]!r}." if near else ""
            raise ValueError(f"No word has the key {key!r}.{hint}")
        texts = self._texts[key]
        # A language that is being added, or a guest with one language, has not every text.
        return texts.get(lang) or texts.get("en") or next(iter(texts.values()))

    def word(self, key: str, lang: str, **values: object) -> str:
        """Give a text with its places filled.

        Parameters
        ----------
        key : str
            Key of the text.
        lang : str
            ``"ko"`` or ``"en"``.
        **values
            What the places of the text stand for.

        Returns
        -------
        str
        """
        text = self.text(key, lang)
        return _Formatter().vformat(text, (), values) if values or "{" in text else text

    def name_of(self, prefix: str, code: str, lang: str) -> str:
        """Name a code, such as a kind of organisation; an unknown code stands for itself."""
        key = f"{prefix}.{code}"
        return self.word(key, lang) if key in self else code.replace("_", " ")


@cache
def languages() -> tuple[str, ...]:
    """List the languages that the tables of this room have, the complete ones first."""
    found = dict.fromkeys(LANGUAGES)
    for table in _tables():
        with table.open(encoding="utf-8", newline="") as file:
            found |= dict.fromkeys(name for name in next(csv.reader(file)) if name != "key")
    return tuple(found)


def check_language(lang: str) -> None:
    """Refuse a language that has no words."""
    if lang not in languages():
        raise ValueError(f"Unknown language {lang!r}. Known ones: {', '.join(languages())}.")


@cache
def own() -> Words:
    """Give the words of this room, read once."""
    return Words(*_tables())


def word(key: str, lang: str, **values: object) -> str:
    """Give one text of this room.

    Examples
    --------
    >>> word("status.present", "en")
    'operating'
    """
    return own().word(key, lang, **values)
