"""Mix of fund money over stages or sectors."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .fund_sizes import FUNDS_ONLY, fund_sizes
from .structure import IN_PLACE

UNKNOWN = "unknown"


def fund_mix(
    funds: pd.DataFrame,
    *,
    by: str,
    include: Sequence[str] = IN_PLACE,
    kinds: Sequence[str] = FUNDS_ONLY,
    date: str = "",
) -> pd.DataFrame:
    r"""Give the money in each stage or sector and its share, as ranges where sources disagree.

    .. math:: \underline{s}_g = \frac{\underline{x}_g}{\underline{x}_g + \sum_{h \ne g}
        \overline{x}_h}

    and the greatest share with the ends exchanged.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.
    by : {"stage", "sector", "gp", "vintage"}
        What to group by, as it is written in the table.
    include, kinds, date
        As in `fund_sizes`.

    Returns
    -------
    DataFrame, indexed by `by`, the largest first
        funds; low, high [money as in `funds`]; share_low, share_high [0-1], NaN where no fund
        tells a size. Funds whose group is not told stand under ``unknown``: they are part of the
        whole.

    Raises
    ------
    ValueError
        Something else to group by.

    Examples
    --------
    >>> fund = {"name": "F", "kind": "fund", "status": "closed", "as_of": "2024", "source_id": "s"}
    >>> rows = [{**fund, "fund_id": "a", "stage": "early", "size": 300},
    ...         {**fund, "fund_id": "b", "stage": None, "size": 100}]
    >>> fund_mix(pd.DataFrame(rows), by="stage")["share_low"].to_dict()
    {'early': 0.75, 'unknown': 0.25}
    """
    choices = ("stage", "sector", "gp", "vintage")
    if by not in choices:
        raise ValueError(f"by must be one of {', '.join(choices)}, not {by!r}.")
    sizes = fund_sizes(funds, include=include, kinds=kinds, date=date).dropna(subset="low")
    groups = sizes.groupby(sizes[by].replace("", UNKNOWN))
    table = groups.agg(funds=("name", "size"), low=("low", "sum"), high=("high", "sum"))
    others_high = table["high"].sum() - table["high"]
    others_low = table["low"].sum() - table["low"]
    table["share_low"] = table["low"] / (table["low"] + others_high).replace(0, np.nan)
    table["share_high"] = table["high"] / (table["high"] + others_low).replace(0, np.nan)
    return table.sort_values("high", ascending=False, kind="stable").rename_axis(by)
