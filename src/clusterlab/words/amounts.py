"""Writes amounts of money as readers of each language do: 만·억·조 in Korean, m, bn, tn."""

from typing import Any

from ..model.numbers import MISSING, is_missing, number
from ..model.units import Money, money

# Steps of a language, largest first: from which amount on, and the sign behind the number.
_STEPS = {
    "ko": ((1e12, "조"), (1e8, "억"), (1e4, "만"), (1.0, "")),
    "": ((1e12, " tn"), (1e9, " bn"), (1e6, " m"), (1.0, "")),
}
_WON = {"KRW": "원"}
_SCALES = {
    "ko": {1e3: "천", 1e4: "만", 1e6: "백만", 1e7: "천만", 1e8: "억", 1e9: "십억", 1e12: "조"},
}
_PER = {
    "ko": {"m2": "m²", "m2/year": "m²·년", "year": "년", "job": "일자리"},
    "": {"m2": "m²", "m2/year": "m² a year"},
}


def amount(value: Any, unit: str, lang: str) -> str:
    """Write an amount, or a range of two, in its currency, with three digits or all whole ones.

    Parameters
    ----------
    value : float, or a tuple of two
        Amount in the unit.
    unit : str
        A unit of money; see `model.units.money`.
    lang : str
        Language of the reader.

    Raises
    ------
    ValueError
        The unit is not one of money.

    Examples
    --------
    >>> amount(630, "100 million KRW", "ko"), amount(630, "100 million KRW", "en")
    ('630억원', 'KRW 63 bn')
    >>> amount((12.3, 65), "100 million KRW", "ko"), amount(4.2, "million EUR", "en")
    ('12.3억~65억원', 'EUR 4.2 m')
    >>> amount(136_244, "100 million KRW", "ko"), amount(float("nan"), "EUR", "en")
    ('13.6조원', '–')
    """
    of = money(unit)
    if of is None:
        raise ValueError(f"{unit!r} is not a unit of money, such as 100 million KRW")
    ends = value if isinstance(value, tuple) else (value,)
    shown = [MISSING if is_missing(end) else _one(float(end) * of.scale, lang) for end in ends]
    if set(shown) == {MISSING}:
        return MISSING
    between = "~" if lang == "ko" else "–"
    return _with_currency(between.join(dict.fromkeys(shown)), of, lang)


def unit_name(unit: str, lang: str) -> str:
    """Name a unit of money, as at the axis of a chart or in the head of a table.

    Parameters
    ----------
    unit : str
        A unit of money; see `model.units.money`.
    lang : str
        Language of the reader.

    Raises
    ------
    ValueError
        The unit is not one of money.

    Examples
    --------
    >>> unit_name("100 million KRW", "ko"), unit_name("10 thousand KRW/m2", "ko")
    ('억원', '만원/m²')
    >>> unit_name("million EUR", "ko"), unit_name("million EUR/m2/year", "en")
    ('백만 EUR', 'million EUR/m² a year')
    """
    of = money(unit)
    if of is None:
        raise ValueError(f"{unit!r} is not a unit of money, such as 100 million KRW")
    if lang == "ko":
        scale = _SCALES["ko"].get(of.scale, "")
        currency = _WON.get(of.currency, f" {of.currency}")
        return f"{scale}{currency}".strip() + _for_each(of, lang)
    whole = unit.partition("/")[0]
    return whole + _for_each(of, lang)


def _for_each(of: Money, lang: str) -> str:
    named = _PER.get(lang, _PER[""])
    return f"/{named.get(of.per, of.per)}" if of.per else ""


def _one(value: float, lang: str) -> str:
    steps = _STEPS.get(lang, _STEPS[""])
    step, sign = next((s for s in steps if abs(value) >= s[0]), steps[-1])
    scaled = value / step
    size = abs(scaled)
    text = number(scaled, decimals=0 if size >= 100 else 1 if size >= 10 else 2)
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}{sign}"


def _with_currency(text: str, of: Money, lang: str) -> str:
    if lang == "ko":
        text += _WON.get(of.currency, f" {of.currency}")
    else:
        text = f"{of.currency} {text}"
    return text + _for_each(of, lang)
