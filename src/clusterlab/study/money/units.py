"""Finds units of money: a cluster's own, one that a chart can bear, one for each firm."""

from typing import Any

import pandas as pd

from ...model.said import Label, Word
from ...model.units import money

# Steps from one unit to the next larger, by how a country counts: in thousands or in myriads.
THOUSANDS = ("", "thousand", "million", "billion", "trillion")
MYRIADS = ("", "10 thousand", "100 million", "trillion")
# A figure of so many digits before the point is not read at a glance.
MOST = 10_000


def unit_of(cluster: Any, column: str = "funds.size") -> str:
    """Name the unit that a cluster's reports state money in.

    Parameters
    ----------
    cluster : Cluster
        Its declared units, and its currency, are looked at.
    column : str
        Table and column.

    Returns
    -------
    str
        The declared unit of the column, of the size of funds, or a million of the currency.
    """
    declared = cluster.money_unit(column) or cluster.money_unit("funds.size")
    return declared or f"million {cluster.currency}"


def ratio(of: str, to: str) -> float:
    """Give the factor that turns amounts in one unit into another of the same currency.

    Raises
    ------
    ValueError
        One of them is no unit of money, or they are of two currencies.

    Examples
    --------
    >>> ratio("100 million JPY", "million JPY"), ratio("JPY", "100 million JPY")
    (100.0, 1e-08)
    """
    one, other = money(of), money(to)
    if one is None or other is None or one.currency != other.currency:
        raise ValueError(f"amounts in {of!r} cannot be stated in {to!r}")
    return one.scale / other.scale


def millions(unit: str) -> str:
    """Name a million of a unit's currency: what one firm or one job has.

    >>> millions("100 million JPY"), millions("thousand EUR")
    ('million JPY', 'million EUR')
    """
    of = money(unit)
    return f"million {of.currency}" if of else unit


def readable(largest: float, unit: str, *, like: str = "") -> tuple[float, str]:
    """Choose a unit in which the largest of some amounts stays below 10,000.

    Parameters
    ----------
    largest : float
        The largest amount in the unit.
    unit : str
        Unit of money, ``"EUR/m2"`` or the like among them.
    like : str
        A unit of the same country that shows how it counts; the unit itself by default.

    Returns
    -------
    factor : float
        Turns amounts in the unit into the chosen one.
    chosen : str
        The unit itself where it will do.

    Examples
    --------
    >>> readable(136_244, "100 million JPY")
    (0.0001, 'trillion JPY')
    >>> readable(5.9e6, "JPY/m2", like="100 million JPY"), readable(4_200, "million EUR")
    ((0.0001, '10 thousand JPY/m2'), (1.0, 'million EUR'))
    """
    of = money(unit)
    if of is None or abs(largest) < MOST:
        return 1.0, unit
    shown = money(like or unit)
    steps = MYRIADS if shown is not None and shown.scale in (1e4, 1e8) else THOUSANDS
    for step in steps:
        chosen = f"{step} {of.currency}".strip() + (f"/{of.per}" if of.per else "")
        found = money(chosen)
        assert found is not None
        factor = of.scale / found.scale
        if abs(largest) * factor < MOST:
            return factor, chosen
    return factor, chosen


def headed(table: pd.DataFrame, unit: str, *columns: str) -> pd.DataFrame:
    """Put the unit beside the names of the columns that hold money.

    Parameters
    ----------
    table : DataFrame
        Any table; only its column names change.
    unit : str
        Unit of money.
    *columns : str
        Which columns are money.
    """
    return table.rename(
        columns={
            name: Word("column.in_unit", {"what": Label("column", name), "unit": named(unit)})
            for name in columns
        }
    )


def named(unit: str) -> Label:
    """Let a page name a unit, money or not."""
    return Label("unit", unit)
