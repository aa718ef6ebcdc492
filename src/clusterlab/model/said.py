"""What a study says without words: the key of a sentence, and values that are named late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Label:
    """A code that a reader's language names: ``Label("industry", "C")``.

    ``group`` is a group of words or of names in the data (industry, region, district, sector,
    kind, …); a code that nobody names stays itself.
    """

    group: str
    code: Any


@dataclass(frozen=True)
class Word:
    """A text of the words, with values of its own: ``Word("axis.gini")``."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Let it be a row label of a table."""
        return hash((self.key, *map(str, self.values.items())))


@dataclass(frozen=True)
class Named:
    """A row's name in the reader's language, from columns such as name_ko and name_en."""

    names: Mapping[str, str]

    def __hash__(self) -> int:
        """Let it be a row label of a table."""
        return hash(frozenset(self.names.items()))


@dataclass(frozen=True)
class Text:
    """A text of one's own, by language, where a key of the words is asked for otherwise.

    ``said(Text({"ko": "{n}곳이 있다.", "en": "There are {n}."}), n=3)``; it may be a caption too.
    English, or the first language given, stands in for one that is not.
    """

    texts: Mapping[str, str]

    def __hash__(self) -> int:
        """Let it be a row label of a table."""
        return hash(frozenset(self.texts.items()))


@dataclass(frozen=True)
class Joined:
    """Several things in one line: ``Joined([Label("industry", "C"), Label("industry", "J")])``."""

    parts: Sequence[Any]
    between: str = ", "


@dataclass(frozen=True)
class Amount:
    """A number, or a range of two, with its unit, written as a reader of the language writes it.

    ``Amount(4.2, "million EUR")`` becomes "EUR 4.2 m" in English.
    """

    value: Any
    unit: str


@dataclass(frozen=True)
class Said:
    """A sentence: the key of its words, the values it asks for, and its tone.

    Parameters
    ----------
    key : str or Text
        Row of the words, or a text of one's own.
    values : mapping
        Numbers, ranges of two numbers, texts, or `Label`, `Word`, `Named`, `Joined`, `Amount`.
    tone : str
        ``"say"``, or ``"warning"`` for what a reader must bear in mind.

    Examples
    --------
    >>> said("toys", first=Label("toy", "C"), n=2)
    Said(key='toys', values={'first': Label(group='toy', code='C'), 'n': 2}, tone='say')
    """

    key: str | Text
    values: Mapping[str, Any] = field(default_factory=dict)
    tone: str = "say"


def said(key: str | Text, **values: Any) -> Said:
    """Make a sentence."""
    return Said(key, values)


def caution(key: str | Text, **values: Any) -> Said:
    """Make a sentence that a reader must bear in mind before quoting the finding."""
    return Said(key, values, tone="warning")
