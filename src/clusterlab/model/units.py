"""Units that carry a scale and a currency: money as tables state it, such as "million EUR"."""

import re
from dataclasses import dataclass

SCALES = {
    "": 1.0,
    "thousand": 1e3,
    "10 thousand": 1e4,
    "million": 1e6,
    "10 million": 1e7,
    "100 million": 1e8,
    "billion": 1e9,
    "trillion": 1e12,
}
_MONEY = re.compile(r"(?:(?P<scale>[a-z0-9 ]+) )?(?P<currency>[A-Z]{3})(?:/(?P<per>\S+))?")


@dataclass(frozen=True)
class Money:
    """A unit of money: how many of the currency it is, and what it is counted for."""

    scale: float
    currency: str
    per: str = ""


def money(unit: str) -> Money | None:
    """Read a unit of money; nothing where it is a unit of another kind.

    Parameters
    ----------
    unit : str
        ISO code of the currency, with a scale before it and what it is counted for behind it,
        where there are such: ``KRW``, ``million EUR``, ``million EUR/km``.

    Examples
    --------
    >>> money("million EUR/m2"), money("persons")
    (Money(scale=1000000.0, currency='EUR', per='m2'), None)
    """
    match = _MONEY.fullmatch(unit)
    if match is None or (match["scale"] or "") not in SCALES:
        return None
    return Money(SCALES[match["scale"] or ""], match["currency"], match["per"] or "")
