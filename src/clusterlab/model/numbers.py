"""Writes numbers for readers: digits that the value carries, grouped, never a bare NaN."""

import csv
import math
import re
from functools import cache
from importlib import resources
from numbers import Integral, Real
from typing import Any, Self

MISSING = "–"
M2_IN_HA = 10_000


class Carried(float):
    """A number that rests on a count: it is written with the digits that the count carries.

    >>> written(Carried(0.00907, 1)), Carried(0.25, 4) == 0.25
    ('0.009', True)
    """

    count: float

    def __new__(cls, value: float, count: float) -> Self:
        """Make it of a value and of the number of cases behind it."""
        made = super().__new__(cls, value)
        made.count = float(count)
        return made

    def __reduce__(self) -> tuple[type["Carried"], tuple[float, float]]:
        return Carried, (float(self), self.count)


@cache
def columns() -> dict[str, str]:
    """Read how the numbers of each column that readers see are written, from the table here."""
    text = resources.files(__package__).joinpath("columns.csv").read_text(encoding="utf-8")
    return {row["column"]: row["written"] for row in csv.DictReader(text.splitlines())}


def style(name: str) -> str:
    """Tell how a column is written; one that the table of columns does not name, plainly.

    >>> style("operating_share"), style("area_m2"), style("hhi")
    ('percent', 'whole', 'plain')
    """
    return columns().get(name, "plain")


def is_missing(value: Any) -> bool:
    """Say whether a cell holds nothing: None, NaN, NaT or NA, or a range without either end."""
    if value is None:
        return True
    if isinstance(value, tuple):
        return bool(value) and all(is_missing(end) for end in value)
    try:
        return bool(value != value)
    except TypeError:  # pandas.NA has no truth
        return True


def written(value: Any, how: str = "plain") -> str:
    """Write a value for a reader.

    >>> written(1234567.8), written(12.345), written(0.01234), written(0.256, "percent")
    ('1,234,568', '12.3', '0.0123', '25.6%')
    >>> written(-0.01, "one"), written(0.0002, "chance"), written(2e-6, "chance")
    ('0.0', '0.0002', '<0.0001')
    """
    if is_missing(value):
        return MISSING
    if isinstance(value, Carried):
        return carried(float(value), value.count, how)
    if isinstance(value, bool) or not isinstance(value, Real):
        return str(value)
    number = float(value)
    return MISSING if math.isinf(number) else _signed(_in_style(number, value, how))


def _in_style(number: float, value: Any, how: str) -> str:
    if how == "year":
        return f"{number:.0f}"
    if how == "percent":
        return _percent(number)
    if how == "chance":
        return f"{number:.4f}" if number >= 0.0001 else "<0.0001"
    if how == "one":
        return f"{number:z,.1f}"
    if how == "whole" or isinstance(value, Integral):
        return f"{number:z,.0f}"
    if how == "plain" and number == round(number):
        return f"{number:,.0f}"
    return _by_size(number)


def _percent(share: float) -> str:
    """Write a share with one decimal where it carries one; nearly nothing and nearly all as such.

    >>> _percent(1.0), _percent(0.24), _percent(0.123), _percent(0.9998), _percent(0.0002)
    ('100%', '24%', '12.3%', '>99.9%', '<0.1%')
    """
    if 0.9995 <= share < 1:
        return ">99.9%"
    if 0 < share < 0.0005:
        return "<0.1%"
    return f"{_plain(f'{share * 100:z,.1f}')}%"


def _plain(text: str) -> str:
    """Take off decimals that say nothing: 24.0 is 24."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _signed(text: str) -> str:
    """Write a true minus sign, and none before a zero, which would read as a finding."""
    shown = text.removeprefix("-") if not text.strip("-0.,%") else text
    return re.sub(r"^-(?=[\d<.])", "−", shown)


def rough(value: float) -> float:
    """Round to two digits, all that a number from assumed terms carries.

    >>> rough(1_115_188), rough(-112_058), rough(0.0)
    (1100000.0, -110000.0, 0.0)
    """
    if is_missing(value) or not math.isfinite(value) or value == 0:
        return float(value)
    digits = 1 - math.floor(math.log10(abs(value)))
    return float(round(value, digits))


def number(value: float | None, *, decimals: int = 0) -> str:
    """Write a number with thousands separators and given decimals; a dash where there is none.

    >>> number(1234567.8), number(0.256, decimals=2), number(float("nan")), number(-3)
    ('1,234,568', '0.26', '–', '−3')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    return _signed(f"{value:,.{decimals}f}")


def percent(value: float | None, *, decimals: int = 1) -> str:
    """Write a share between 0 and 1 as a percentage; no decimal that is zero.

    >>> percent(0.1234), percent(0.24), percent(None)
    ('12.3%', '24%', '–')
    """
    shown = number(None if value is None else value * 100, decimals=decimals)
    return shown if shown == MISSING else f"{_plain(shown)}%"


def area(value_m2: float | None) -> str:
    """Write an area: in hectares from one hectare on, else in square metres.

    >>> area(3_669_000), area(480)
    ('366.9 ha', '480 m²')
    """
    if value_m2 is None or not math.isfinite(value_m2):
        return MISSING
    if abs(value_m2) < M2_IN_HA:
        return f"{number(value_m2)} m²"
    return f"{number(value_m2 / M2_IN_HA, decimals=1)} ha"


def span(ends: tuple[Any, Any], how: str = "plain") -> str:
    """Write a range, or one number where both ends are written alike.

    >>> span((31, 41)), span((0.734, 0.734), "percent")
    ('31–41', '73.4%')
    """
    low, high = (written(end, how) for end in ends)
    return low if low == high else f"{low}–{high}"


def _by_size(number: float) -> str:
    size = abs(number)
    if size >= 1000:
        return f"{number:,.0f}"
    if size == 0:
        return "0"
    for limit, digits in ((100, 1), (10, 1), (1, 2), (0.1, 3), (0.001, 4)):
        if size >= limit:
            return f"{number:,.{digits}f}"
    return f"{number:.2e}"


def carried(value: float | None, count: float, how: str = "plain") -> str:
    r"""Write a number that rests on a count, with no digit that the count does not carry.

    A count of n is sure to about :math:`\sqrt n`, so the value is rounded at the first digit of
    its standard error :math:`v / \sqrt n` (Poisson).

    >>> carried(0.00907, 1), carried(0.5681, 106), carried(1234.5, 9)
    ('0.009', '0.57', '1,200')
    >>> carried(0.256, 39, "percent"), carried(0.5, 0)
    ('26%', '–')
    """
    if is_missing(value) or value is None or not count > 0:
        return MISSING
    shown = float(value) * (100 if how == "percent" else 1)
    place = -math.floor(math.log10(abs(shown) / math.sqrt(count))) if shown else 0
    text = number(round(shown, place), decimals=max(place, 0))
    return f"{text}%" if how == "percent" else text
