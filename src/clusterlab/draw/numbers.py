"""Numbers as readers write them: separators, areas, shares and money, in two languages."""

import math

from .words import check_language

MISSING = "–"
_HECTARE_M2 = 10_000
_BILLION_IN_100M = 10
_TRILLION_IN_100M = 10_000


def number(value: float | None, *, decimals: int = 0) -> str:
    """Write a number with thousands separators; a dash where there is none.

    Examples
    --------
    >>> number(1234567.8), number(0.256, decimals=2), number(float("nan"))
    ('1,234,568', '0.26', '–')
    """
    if _is_missing(value):
        return MISSING
    assert value is not None
    text = f"{value:,.{decimals}f}"
    # -0 would read as a finding.
    return text.removeprefix("-") if not text.strip("-0.,") else text.replace("-", "−")


def percent(value: float | None, *, decimals: int = 1) -> str:
    """Write a share between 0 and 1 as a percentage.

    Examples
    --------
    >>> percent(0.1234), percent(None)
    ('12.3%', '–')
    """
    return MISSING if _is_missing(value) else f"{number((value or 0) * 100, decimals=decimals)}%"


def area(value_m2: float | None) -> str:
    """Write an area: in hectares from one hectare on, else in square metres.

    Examples
    --------
    >>> area(3_669_000), area(480)
    ('366.9 ha', '480 m²')
    """
    if _is_missing(value_m2):
        return MISSING
    assert value_m2 is not None
    if abs(value_m2) < _HECTARE_M2:
        return f"{number(value_m2)} m²"
    return f"{number(value_m2 / _HECTARE_M2, decimals=1)} ha"


def money(value_100m: float | None, lang: str, *, currency: str = "KRW") -> str:
    """Write money that is given in hundreds of millions.

    Parameters
    ----------
    value_100m : float
        Amount [10^8 of the currency].
    lang : str
        ``"ko"`` or ``"en"``.
    currency : str
        Code of the currency; won are written 억원 and 조원 in Korean.

    Examples
    --------
    >>> money(1234, "ko"), money(1234, "en"), money(61500, "ko")
    ('1,234억원', 'KRW 123.4 bn', '6.2조원')
    """
    check_language(lang)
    if _is_missing(value_100m):
        return MISSING
    assert value_100m is not None
    trillions = value_100m / _TRILLION_IN_100M
    in_trillions = abs(trillions) >= 1
    if lang == "ko":
        unit = "원" if currency == "KRW" else f" {currency}"
        if in_trillions:
            return f"{number(trillions, decimals=1)}조{unit}"
        decimals = 0 if float(value_100m).is_integer() or abs(value_100m) >= _BILLION_IN_100M else 1
        return f"{number(value_100m, decimals=decimals)}억{unit}"
    if in_trillions:
        return f"{currency} {number(trillions, decimals=1)} tn"
    return f"{currency} {number(value_100m / _BILLION_IN_100M, decimals=1)} bn"


def _is_missing(value: float | None) -> bool:
    return value is None or not math.isfinite(value)
