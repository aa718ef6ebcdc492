"""Says whose money a cluster's funds are: which share is private, where that is published."""

import pandas as pd

from ...invest.structure import leverage, private_share
from ...model.citing import cited
from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Word, said


@finding("whose.split")
def split(funds: pd.DataFrame, *, date: str = "") -> Finding | Reason:
    """Say between which private shares the funds lie whose split is known.

    Parameters
    ----------
    funds : DataFrame
        A cluster's table.
    date : str
        The report's date: funds that ended by then, or were not confirmed since, do not count.
    """
    shares = private_share(funds, date=date)
    if shares.empty:
        return Reason("no_funds")
    known = shares[shares["high"].notna()]
    if known.empty:
        return Reason("split_unknown")
    ratios = leverage(funds, date=date)
    both = known[["name", "scope", "low", "high", "as_of"]].assign(
        leverage_low=ratios["low"], leverage_high=ratios["high"]
    )
    both = both.rename(columns={"low": "private_low_share", "high": "private_high_share"})
    count = {"count": len(known), "all": len(shares)}
    key = "money" if len(known) < len(shares) else "money_all" if len(known) > 1 else "money_only"
    ends = (known["low"].min(), known["high"].max())
    return Finding(
        data=known,
        n=len(known),
        said=[said(key, private=ends, **count)],
        charts=[
            Chart(
                "ranges",
                known.set_index("name")[["low", "high"]] * 100,
                caption="private_share",
                values=count,
                options={"unit": Word("axis.private_share")},
            )
        ],
        tables=[Table(both.set_index("name"), caption="money")],
        columns=[
            Column(measure="private_share_high", values=known["high"]),
            Column(measure="private_share_low", values=known["low"]),
        ],
        matters=0.3,
    )


@finding("whose.untold")
def untold(funds: pd.DataFrame, *, date: str = "") -> Finding | Reason:
    """List the funds whose split is not known, and why.

    Parameters
    ----------
    funds : DataFrame
        A cluster's table.
    date : str
        The report's date: funds that ended by then, or were not confirmed since, do not count.
    """
    shares = private_share(funds, date=date)
    if shares.empty:
        return Reason("no_funds")
    rows = shares[shares["high"].isna()].set_index("name")
    table = Table(caption="money_untold", columns=["kind", "scope", "reason"], folded=True)
    return Finding(data=rows, sources=cited(funds), tables=[table] if len(rows) else [])
