"""Supply of venture money by year, one published series at a time."""

import numpy as np
import pandas as pd

_KEY = ["series", "metric", "period", "year"]


def yearly_supply(
    market: pd.DataFrame, *, metric: str, series: str, period: str = "FY"
) -> pd.DataFrame:
    """Read one metric of one series year by year, with its breaks marked.

    Parameters
    ----------
    market : DataFrame
        `year`, `period` (as "FY", "H1"), `series`, `metric`, `value`, and where known `unit`,
        `confidence`.
    metric, series, period : str
        What to read, exactly as written in the table.

    Returns
    -------
    DataFrame, indexed by year, every year from the first to the last
        low, high: least and greatest value told for the year [unit], NaN where none is; change:
        growth on the year before [share], NaN where either year is missing or disputed; is_break:
        no value is told for the year before, so that the line must not be joined. `attrs`: unit,
        series, metric, period.

    Raises
    ------
    ValueError
        No column `series`; a name that is not in the table, with those that are; values in more
        than one unit.

    Notes
    -----
    Series that count different investors are never joined: 76,802 and 159,371 (100 million won)
    are both the new investment of 2021 in Korea. Half years are not doubled into years.

    Examples
    --------
    >>> market = pd.DataFrame({"year": [2021, 2023], "period": "FY", "series": "A",
    ...                        "metric": "new_investment", "value": [100.0, 80.0]})
    >>> yearly_supply(market, metric="new_investment", series="A")["is_break"].tolist()
    [False, False, True]
    """
    missing = [column for column in (*_KEY, "value") if column not in market]
    if missing:
        raise ValueError(
            f"A table of the market needs a column {missing[0]!r}; it has {list(market.columns)}."
        )
    rows = market
    for column, wanted in (("series", series), ("metric", metric), ("period", period)):
        known = sorted(rows[column].dropna().astype(str).unique())
        if wanted not in known:
            raise ValueError(f"{column} {wanted!r} is not in the table; there are {known}.")
        rows = rows[rows[column] == wanted]
    units = sorted(rows["unit"].dropna().astype(str).unique()) if "unit" in rows else []
    if len(units) > 1:
        raise ValueError(f"{metric} of {series!r} is in {', '.join(units)}; convert to one unit.")
    values = pd.to_numeric(rows["value"]).groupby(rows["year"].astype(int)).agg(["min", "max"])
    years = pd.RangeIndex(values.index.min(), values.index.max() + 1, name="year")
    table = values.reindex(years).set_axis(["low", "high"], axis="columns")
    agreed = table["low"].where(table["low"] == table["high"])
    table["change"] = agreed / agreed.shift().replace(0, np.nan) - 1
    # There is nothing before the first year for it to be broken from.
    later = table.index > years[0]
    table["is_break"] = table["low"].notna() & table["low"].shift().isna() & later
    table.attrs |= {
        "unit": units[0] if units else None,
        "series": series,
        "metric": metric,
        "period": period,
    }
    return table


def supply_share(
    market: pd.DataFrame, *, part: str, whole: str, series: str, period: str = "FY"
) -> pd.DataFrame:
    r"""Give one metric as a share of another of the same series.

    .. math:: s_y = x_y / w_y

    Parameters
    ----------
    market : DataFrame
        As in `yearly_supply`.
    part, whole : str
        Metrics, as ``bio_medical_investment`` and ``new_investment``, or
        ``policy_finance_contribution`` and ``fund_formation``.
    series, period : str
        Both metrics are read from this series and period only.

    Returns
    -------
    DataFrame, indexed by year
        low, high: share [0-1], a range where values are disputed; NaN in years that tell only
        one of the two, or a whole of zero.

    Raises
    ------
    ValueError
        As in `yearly_supply`; the two metrics in different units; a part above its whole.

    Examples
    --------
    >>> market = pd.DataFrame({"year": [2022] * 2, "period": "FY", "series": "A",
    ...                        "metric": ["policy", "all"], "value": [27176, 107286]})
    >>> supply_share(market, part="policy", whole="all", series="A").loc[2022, "low"].round(3)
    np.float64(0.253)
    """
    top = yearly_supply(market, metric=part, series=series, period=period)
    bottom = yearly_supply(market, metric=whole, series=series, period=period)
    if top.attrs["unit"] != bottom.attrs["unit"]:
        raise ValueError(
            f"{part} is in {top.attrs['unit']!r} and {whole} in {bottom.attrs['unit']!r}; "
            "convert to one unit."
        )
    above = top["low"] > bottom["high"].reindex(top.index)
    if above.any():
        year = above[above].index[0]
        raise ValueError(
            f"{part} in {year} is {top['low'][year]:g}, above {whole} of "
            f"{bottom['high'][year]:g}; a part must not exceed its whole."
        )
    bottom = bottom.replace(0, np.nan)
    share = pd.DataFrame({"low": top["low"] / bottom["high"], "high": top["high"] / bottom["low"]})
    return share.clip(upper=1).rename_axis("year")
