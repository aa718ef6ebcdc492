"""Reads from the unit of a table which money it counts, and of which year its prices are."""

import re

from ..model.said import Word


def money_of(unit: str) -> str:
    """Take the money out of a unit, without what is said of its prices.

    >>> money_of("million EUR, chained 2015 prices"), money_of("EUR")
    ('million EUR', 'EUR')
    """
    return unit.partition(",")[0].strip()


def base_year(unit: str) -> str:
    """Find the year of constant or chained prices; empty where the unit names none.

    >>> base_year("million EUR, chained 2015 prices"), base_year("EUR")
    ('2015', '')
    """
    found = re.search(r"\b\d{4}\b", unit.partition(",")[2])
    return found.group() if found else ""


def prices(unit: str) -> Word:
    """Say of which prices a unit is.

    Parameters
    ----------
    unit : str
        As a package says it: money, and behind a comma its prices.

    Returns
    -------
    Word
        ``prices.chained`` or ``prices.constant`` with the year, or ``prices.unsaid``.
    """
    year = base_year(unit)
    if not year:
        return Word("prices.unsaid")
    return Word("prices.chained" if "chained" in unit else "prices.constant", {"year": year})
