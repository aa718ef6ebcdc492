"""Units as headings and cells write them, each with what it measures and how much one of it is."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

MAGNITUDES = {
    "조": 10**12,
    "천억": 10**11,
    "백억": 10**10,
    "십억": 10**9,
    "억": 10**8,
    "천만": 10**7,
    "백만": 10**6,
    "십만": 10**5,
    "만": 10**4,
    "천": 10**3,
}
AREA = {
    "m2": Fraction(1),
    "m²": Fraction(1),
    "제곱미터": Fraction(1),
    "km2": Fraction(10**6),
    "km²": Fraction(10**6),
    "ha": Fraction(10**4),
    "헥타르": Fraction(10**4),
    "평": Fraction(400, 121),
}
COUNTS = ("명", "인", "개", "개소", "개사", "사", "업체", "호", "건", "필지", "동", "층", "대")
PARTS = {"%": 1, "퍼센트": 1, "배": 100, "비율": 100, "ratio": 100}
LENGTH = {"m": 1, "km": 1000, "미터": 1}
BRACKETS = re.compile(r"[(（\[{<]([^()（）\[\]{}<>]*)[)）\]}>]")
LATIN_MONEY = re.compile(
    r"(?:(\d+)\s*)?(thousand|million|billion|trillion)?\s*(KRW|won)", re.IGNORECASE
)
LATIN_MAGNITUDES = {
    "": 1,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """What is measured (money [won], area [m2], count, part [%] or length [m]), and the size."""

    measures: str
    size: Fraction
    word: str


def parse_unit(word: str) -> Unit | None:
    """Read a unit.

    Parameters
    ----------
    word : str
        Such as 백만원, 천㎡, 평, 명, % or ``million EUR``.

    Returns
    -------
    Unit or None
        None where it is no unit that is known.

    Examples
    --------
    >>> parse_unit("백만원").size, parse_unit("천㎡").measures
    (Fraction(1000000, 1), 'area')
    """
    plain = unicodedata.normalize("NFKC", word).strip()
    latin = LATIN_MONEY.fullmatch(plain)
    if latin:
        size = int(latin[1] or 1) * LATIN_MAGNITUDES[(latin[2] or "").lower()]
        return Unit("money", Fraction(size), word.strip())
    plain = plain.replace(" ", "")
    lowered = plain.lower()
    if lowered in LENGTH:
        return Unit("length", Fraction(LENGTH[lowered]), word.strip())
    magnitude, rest = _magnitude(lowered)
    if rest in AREA:
        return Unit("area", magnitude * AREA[rest], word.strip())
    if rest in COUNTS:
        return Unit("count", Fraction(magnitude), word.strip())
    if rest in PARTS and magnitude == 1:
        return Unit("part", Fraction(PARTS[rest]), word.strip())
    # 억 alone is money; 만 or 천 alone may be anything.
    if rest == "원" or (not rest and magnitude >= MAGNITUDES["억"]):
        return Unit("money", Fraction(magnitude), word.strip())
    return None


def _magnitude(word: str) -> tuple[int, str]:
    for name, size in MAGNITUDES.items():
        if word.startswith(name):
            return size, word[len(name) :]
    return 1, word


def units_in(text: str) -> list[Unit]:
    """Find the units that stand in the brackets of a heading or a title line.

    Parameters
    ----------
    text : str
        Such as ``대지면적(㎡)`` or ``(단위: 개, 천㎡, %)``.

    Returns
    -------
    list of Unit
        In their order.

    Examples
    --------
    >>> [unit.word for unit in units_in("(단위 : 개, 천㎡, %)")]
    ['개', '천㎡', '%']
    """
    found: list[Unit] = []
    for match in BRACKETS.finditer(text):
        words = re.sub(r"^\s*(?:단위|unit)\s*[:：]?", "", match[1], flags=re.IGNORECASE)
        found += filter(None, (parse_unit(word) for word in re.split(r"[,/·]", words)))
    return found


def unit_of(heading: str, titles: Iterable[str], *, measures: str) -> Unit | None:
    """Find the unit of a column: its own heading says it, else a title line above the table.

    Parameters
    ----------
    heading : str
        Of the column.
    titles : iterable of str
        Lines above the headings.
    measures : str
        What the column holds: money, area, count, part or length.

    Returns
    -------
    Unit or None
        None where nothing is said.

    Notes
    -----
    A title line that lists several units gives each column the one that fits what it holds.
    """
    for unit in units_in(heading):
        if unit.measures == measures:
            return unit
    for title in titles:
        fitting = [unit for unit in units_in(title) if unit.measures == measures]
        if len({unit.size for unit in fitting}) == 1:
            return fitting[0]
    return None
