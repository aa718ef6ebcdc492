"""Words of maps and figures in Korean and English, from tables of key, ko and en."""

import csv
import string
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from .particles import PARTICLES, particle

LANGUAGES = ("ko", "en")
_TABLE = Path(__file__).with_name("words.csv")


class _Formatter(string.Formatter):
    """Formats as `str.format` does, and adds a particle named at the end of the format."""

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
        CSV files with the columns key, ko and en; both languages must be filled in. A text may
        hold places for values, ``{count:,}``, and in Korean a particle, ``{name:은}``, which
        then follows the sound of the value.

    Raises
    ------
    ValueError
        A text is missing or a key occurs twice.
    """

    def __init__(self, *tables: Path) -> None:
        self._texts: dict[str, dict[str, str]] = {}
        for table in tables:
            self._add(table)

    def _add(self, table: Path) -> None:
        with table.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), start=2):
                if None in row:
                    raise ValueError(f"{table.name}: row {line}: a text with a comma needs quotes.")
                key = (row.get("key") or "").strip()
                texts = {lang: (row.get(lang) or "").strip() for lang in LANGUAGES}
                missing = [lang for lang, text in texts.items() if not text]
                if not key:
                    raise ValueError(f"{table.name}: row {line}: the key is empty.")
                if missing:
                    gap = " and ".join(missing)
                    raise ValueError(
                        f"{table.name}: row {line}: key {key!r} lacks its text in {gap}."
                    )
                if key in self._texts:
                    raise ValueError(f"{table.name}: row {line}: key {key!r} occurs twice.")
                self._texts[key] = texts

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
        return self._texts[key][lang]

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


def check_language(lang: str) -> None:
    """Refuse a language other than Korean and English."""
    if lang not in LANGUAGES:
        raise ValueError(f"Unknown language {lang!r}. Known ones: {', '.join(LANGUAGES)}.")


@cache
def own() -> Words:
    """Give the words of this room, read once."""
    return Words(_TABLE)


def word(key: str, lang: str, **values: object) -> str:
    """Give one text of this room's table.

    Examples
    --------
    >>> word("status.present", "en")
    'operating'
    """
    return own().word(key, lang, **values)
