"""J-curve: how deep a fund goes into the red before money comes back."""

import pandas as pd

from ..model.flows import check_flows


def j_curve(flows: pd.DataFrame) -> pd.DataFrame:
    r"""Add up what was paid in and what came back, day by day.

    .. math:: N_t = \sum_{k: d_k \le t} a_k

    Parameters
    ----------
    flows : DataFrame
        `date` and `amount`, paid in negative; see `check_flows`. Rows of kind ``nav`` are
        values, not money moved: they stand in their own column.

    Returns
    -------
    DataFrame, indexed by date
        paid_in, distributed, net (distributed less paid in) since the first flow; value: the
        latest value up to that day, NaN before the first; all in the unit of `amount`. `attrs`:
        lowest (least net, at most 0), lowest_on (its first day), back_on (first day from which
        net stays at zero or more, None if not reached or never below zero).

    Examples
    --------
    >>> flows = pd.DataFrame({"date": ["2020-01-01", "2021-01-01", "2023-01-01"],
    ...                       "amount": [-60, -40, 130]})
    >>> curve = j_curve(flows)
    >>> curve["net"].tolist(), curve.attrs["lowest"], str(curve.attrs["back_on"].date())
    ([-60.0, -100.0, 30.0], -100.0, '2023-01-01')
    """
    clean = check_flows(flows)
    is_value = clean["kind"] == "nav" if "kind" in clean else pd.Series(False, index=clean.index)
    moved = clean["amount"].where(~is_value, 0.0)
    daily = (
        pd.DataFrame(
            {
                "date": clean["date"],
                "paid_in": -moved.clip(upper=0) + 0.0,
                "distributed": moved.clip(lower=0),
            }
        )
        .groupby("date")
        .sum()
    )
    table = daily.cumsum()
    table["net"] = table["distributed"] - table["paid_in"]
    values = clean[is_value].groupby("date")["amount"].last()
    table["value"] = values.reindex(table.index).ffill()
    net = table["net"]
    below = net < 0
    after = net.index[net.index > net.index[below][-1]] if below.any() else net.index[:0]
    table.attrs["lowest"] = min(float(net.min()), 0.0)
    table.attrs["lowest_on"] = net.idxmin() if below.any() else None
    table.attrs["back_on"] = after[0] if len(after) else None
    return table
