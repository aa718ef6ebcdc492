"""Whether what investors put into a fund adds up."""

import numpy as np
import pandas as pd

# Published parts are rounded: they may miss their sum by so much of it [-].
_ROUNDING = 0.002
# Shares rounded to one decimal, seven kinds of investor [percentage points].
_SHARES_ROUNDING = 0.5


def check_investors(investors: pd.DataFrame, funds: pd.DataFrame) -> None:
    """Refuse investors of a fund that contradict each other or its size.

    Parameters
    ----------
    investors : DataFrame
        Rows as in a cluster's fund_investors table; those of one fund, date and source are one
        account of it.
    funds : DataFrame
        As a cluster's funds table, in the same unit.

    Raises
    ------
    ValueError
        One line with the fund, the row (as an editor numbers the file), the value and the rule:
        an amount or share below zero; shares of a whole account that do not sum to 100 %;
        amounts above every size told for the fund.

    Examples
    --------
    >>> rows = {"fund_id": ["f", "f"], "as_of": "2024", "source_id": "s", "share_pct": [60, 60]}
    >>> check_investors(pd.DataFrame(rows), pd.DataFrame({"fund_id": ["f"], "size": [100]}))
    Traceback (most recent call last):
    ValueError: Investors of fund 'f', row 2: share_pct sums to 120; shares must sum to 100.
    """
    for column in ("amount", "share_pct"):
        if column in investors:
            below = pd.to_numeric(investors[column]) < 0
            if below.any():
                where = _where(investors[below])
                least = investors.loc[below, column].iloc[0]
                raise ValueError(f"{where}: {column} must be zero or more, not {least:g}.")
    if not len(investors):
        return
    accounts = investors.groupby(["fund_id", "as_of", "source_id"], sort=False)
    group = accounts.ngroup()
    wrong = pd.Series(False, index=range(accounts.ngroups))
    if "share_pct" in investors:
        shares = investors["share_pct"].groupby(group)
        partly = investors["share_pct"].isna().groupby(group).any()
        wrong |= ~partly & ((shares.sum() - 100).abs() > _SHARES_ROUNDING)
    largest = funds.groupby("fund_id")["size"].max()
    if "amount" in investors:
        sizes = investors["fund_id"].groupby(group).first().map(largest).astype(float)
        wrong |= investors["amount"].groupby(group).sum() > sizes * (1 + _ROUNDING)
    for account in wrong.index[wrong]:
        rows = investors[group == account]
        where = _where(rows)
        if "share_pct" in rows and rows["share_pct"].notna().all():
            whole = float(rows["share_pct"].sum())
            if abs(whole - 100) > _SHARES_ROUNDING:
                raise ValueError(f"{where}: share_pct sums to {whole:g}; shares must sum to 100.")
        size = largest.get(rows["fund_id"].iloc[0], np.nan)
        whole = float(rows["amount"].sum()) if "amount" in rows else 0.0
        if whole > size * (1 + _ROUNDING):
            raise ValueError(
                f"{where}: amounts sum to {whole:g}, above the size {size:g} of the fund."
            )


def _where(rows: pd.DataFrame) -> str:
    """Name the fund and the first row."""
    label = rows.index[0]
    row = int(label) + 2 if isinstance(label, (int, np.integer)) else label
    return f"Investors of fund {rows['fund_id'].iloc[0]!r}, row {row}"
