"""Stage-by-year gap: where a region's money is thinner than that of its peers."""

from collections.abc import Sequence

import numpy as np
import pandas as pd


def stage_gap(deals: pd.DataFrame, *, region: str, peers: Sequence[str]) -> pd.DataFrame:
    r"""Compare the stages at which a region's firms get money with those of a peer group.

    .. math:: g_{sy} = \frac{x_{sy}}{x_{y}} - \frac{\sum_p x^p_{sy}}{\sum_p x^p_{y}}

    Parameters
    ----------
    deals : DataFrame
        A row is a deal or a sum of deals: `region`, `year`, `stage`, `amount` in one money unit,
        zero or more. With a column `series` all rows must be of one series.
    region : str
        The region looked at.
    peers : sequence of str
        Regions to compare with, pooled; the region itself must not be among them.

    Returns
    -------
    DataFrame, indexed by (year, stage): every pair of a year and a stage that any of them has
        amount, peer_amount [money]; share, peer_share of the year [0-1]; gap, their difference
        [-1 to 1]; shortfall: money by which the region would have to grow at this stage to reach
        the peers' share of its present total, at least zero [money]. Shares and what follows are
        NaN in years in which the region or its peers have no money at all.

    Raises
    ------
    ValueError
        A missing column, a region without rows, a region among its own peers, amounts below
        zero, several series.

    Notes
    -----
    Shares add up to one, so that a gap at one stage stands against a surplus at another: it says
    how money is spread, not whether there is enough of it.

    Examples
    --------
    >>> deals = pd.DataFrame({"region": ["A", "A", "B", "B"], "year": 2024,
    ...                       "stage": ["early", "late"] * 2, "amount": [30, 10, 50, 50]})
    >>> stage_gap(deals, region="A", peers=["B"])["gap"].tolist()
    [0.25, -0.25]
    """
    missing = [name for name in ("region", "year", "stage", "amount") if name not in deals]
    if missing:
        raise ValueError(f"Deals need a column {missing[0]!r}; they have {list(deals.columns)}.")
    if region in peers:
        raise ValueError(f"{region!r} is among its own peers; leave it out of them.")
    known = set(deals["region"])
    for name in (region, *peers):
        if name not in known:
            raise ValueError(f"Region {name!r} has no deals; there are {sorted(known)}.")
    used = deals[deals["region"].isin([region, *peers])]
    if (used["amount"] < 0).any():
        raise ValueError(f"Amounts must be zero or more; the least is {used['amount'].min():g}.")
    series = sorted(used["series"].astype(str).unique()) if "series" in used else []
    if len(series) > 1:
        raise ValueError(
            f"Deals are of several series ({', '.join(series)}); compare one at a time."
        )
    pair = ["year", "stage"]
    every = used.pivot_table(index=pair, columns="region", values="amount", aggfunc="sum")
    pairs: pd.MultiIndex = pd.MultiIndex.from_product(
        [sorted(used["year"].unique()), sorted(used["stage"].unique())], names=pair
    )
    every = every.reindex(pairs).fillna(0.0)
    table = pd.DataFrame({"amount": every[region], "peer_amount": every[list(peers)].sum(axis=1)})
    totals = table.groupby(level="year").transform("sum").replace(0, np.nan)
    table["share"] = table["amount"] / totals["amount"]
    table["peer_share"] = table["peer_amount"] / totals["peer_amount"]
    table["gap"] = table["share"] - table["peer_share"]
    table["shortfall"] = (-table["gap"] * totals["amount"]).clip(lower=0)
    return table
