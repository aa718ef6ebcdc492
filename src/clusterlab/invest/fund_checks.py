"""Whether the parts of a fund add up: investors to sides, sides to the size."""

import math

import numpy as np
import pandas as pd

_PARTS = {
    "public": ("lp_central_government", "lp_policy_bank", "lp_local_government"),
    "private": ("lp_bank", "lp_corporate", "lp_gp"),
}
# Published parts are rounded: they may miss their sum by so much of it [-].
_ROUNDING = 0.002


def check_funds(funds: pd.DataFrame) -> None:
    """Refuse rows of funds whose parts contradict their sums.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table, money in one unit.

    Raises
    ------
    ValueError
        One line with the fund, the row (as an editor numbers the file), the values and the rule:
        money below zero; parts of a side above the side; parts above the size; public and
        private, both told, that do not sum to the size.

    Notes
    -----
    Parts below their sum are no fault: sources rarely tell all. Rounding is allowed for, up to
    0.2 % of the sum. Plans and totals are checked like funds.

    Examples
    --------
    >>> check_funds(pd.DataFrame({"fund_id": ["f"], "size": [100], "public": [60],
    ...                           "private": [50]}))
    Traceback (most recent call last):
    ValueError: Fund 'f', row 2: public 60 and private 50 must sum to the size 100.
    """
    money = [
        name
        for name in ("size", *_PARTS, *_PARTS["public"], *_PARTS["private"], "lp_other")
        if name in funds
    ]
    table = funds[money].apply(pd.to_numeric, errors="coerce").astype(float)
    for position, row in enumerate(table.itertuples(index=False)):
        pairs = zip(money, row, strict=True)
        wrong = _wrong({name: value for name, value in pairs if not math.isnan(value)})
        if wrong:
            label = funds.index[position]
            number = int(label) + 2 if isinstance(label, (int, np.integer)) else label
            raise ValueError(f"Fund {funds['fund_id'].iloc[position]!r}, row {number}: {wrong}.")


def _wrong(told: dict[str, float]) -> str:
    """Tell what is wrong with one row, empty if nothing is."""
    for name, value in told.items():
        if value < 0:
            return f"{name} must be zero or more, not {value:g}"
    sides = {}
    for side, parts in _PARTS.items():
        among = sum(told.get(part, 0.0) for part in parts)
        stated = told.get(side)
        if stated is not None and among > stated * (1 + _ROUNDING):
            return f"{side} {stated:g} is below the sum of its investors {among:g}"
        sides[side] = among if stated is None else stated
    size = told.get("size")
    if size is None:
        return ""
    whole = sum(sides.values())
    if "public" in told and "private" in told and abs(whole - size) > _ROUNDING * size:
        return (
            f"public {sides['public']:g} and private {sides['private']:g} "
            f"must sum to the size {size:g}"
        )
    # Investors of another kind may be told within a side, and then add nothing to it.
    if "public" not in told and "private" not in told:
        whole += told.get("lp_other", 0.0)
    if whole > size * (1 + _ROUNDING):
        return f"size {size:g} is below the sum of its parts {whole:g}"
    return ""
