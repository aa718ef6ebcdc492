"""Reads the nation's venture money from published figures, each series by itself."""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from ...invest.supply import supply_share, yearly_supply

NEW, FORMED, POLICY = "new_investment", "fund_formation", "policy_finance_share"
# A series of this ending is superseded by the one that it begins with.
FIRST_RELEASE = "_first_release"
_PERIOD = re.compile(r"_(h1|h2|q1|q2|q3|q4)$")
_REGION = re.compile(
    r"vc_region_(?P<basis>[a-z_]+?)_investment(?P<share>_share)?"
    r"_(?P<area>[a-z_]+?)(?P<period>_h1|_q1)?$"
)


def market(facts: pd.DataFrame, *, series: Iterable[str]) -> pd.DataFrame:
    """Turn facts named ``vc_<series>_<metric>`` into a table of the market.

    Parameters
    ----------
    facts : DataFrame
        Rows as in a package's facts table.
    series : iterable of str
        Names of the series, as the package's member ``venture_series`` has them.

    Returns
    -------
    DataFrame
        year, period (FY, H1, Q1), series, metric, value, unit, confidence, source_id, as
        `invest.yearly_supply` reads it.
    """
    # The longest name first, so that none is taken for the beginning of another.
    known = sorted(series, key=len, reverse=True)
    rows = []
    for row in facts[facts["value"].notna()].to_dict("records"):
        name = str(row["indicator"])
        own = next((s for s in known if name.startswith(f"vc_{s}_")), None)
        if own is None:
            continue
        metric = name.removeprefix(f"vc_{own}_")
        period = _PERIOD.search(metric)
        rows.append(
            {
                "year": int(str(row["as_of"])[:4]),
                "period": period[1].upper() if period else "FY",
                "series": own,
                "metric": _PERIOD.sub("", metric),
                "value": float(row["value"]),
                "unit": row["unit"],
                "confidence": row["confidence"],
                "source_id": row["source_id"],
            }
        )
    columns = ["year", "period", "series", "metric", "value", "unit", "confidence", "source_id"]
    return pd.DataFrame(rows, columns=columns)


def supply(
    table: pd.DataFrame, *, metric: str, first_year: int, last_year: int, period: str = "FY"
) -> pd.DataFrame:
    """Set the series of one metric side by side, a column each; they are never joined.

    Parameters
    ----------
    table : DataFrame
        What `market` returns.
    metric, period : str
        As `invest.yearly_supply` takes them.
    first_year, last_year : int
        Ends, both within.

    Returns
    -------
    DataFrame, indexed by year
        One column a series [unit of the metric]; NaN where it tells nothing. `attrs`:
        breaks, for each series the years after a gap; source_ids; unit of the metric.
    """
    columns, breaks, sources, unit = {}, {}, set[str](), ""
    for series in dict.fromkeys(table["series"]):
        told = table[
            (table["series"] == series) & (table["metric"] == metric) & (table["period"] == period)
        ]
        if told.empty or series.endswith(FIRST_RELEASE):
            continue
        read = yearly_supply(table, metric=metric, series=series, period=period)
        read = read[(read.index >= first_year) & (read.index <= last_year)]
        columns[series] = read["high"]
        breaks[series] = [int(year) for year in read.index[read["is_break"]]]
        sources |= set(told["source_id"])
        unit = unit or str(told["unit"].iloc[0])
    result = pd.DataFrame(columns).rename_axis("year").sort_index()
    result.attrs = {"breaks": breaks, "source_ids": sorted(sources), "unit": unit}
    return result


def share(
    table: pd.DataFrame, *, part: str, whole: str, first_year: int, last_year: int
) -> pd.DataFrame:
    """Give one metric as a share of another, within each series that tells both.

    Parameters
    ----------
    table : DataFrame
        What `market` returns.
    part, whole : str
        Metrics.
    first_year, last_year : int
        Ends, both within.

    Returns
    -------
    DataFrame, indexed by year
        One column a series [%]; source_ids in `attrs`.
    """
    columns, sources = {}, set[str]()
    for series in dict.fromkeys(table["series"]):
        told = table[(table["series"] == series) & (table["period"] == "FY")]
        if not {part, whole} <= set(told["metric"]):
            continue
        found = supply_share(table, part=part, whole=whole, series=series)
        found = found[(found.index >= first_year) & (found.index <= last_year)]
        columns[series] = 100 * found["high"]
        sources |= set(told.loc[told["metric"].isin([part, whole]), "source_id"])
    result = pd.DataFrame(columns).rename_axis("year").sort_index()
    result.attrs = {"source_ids": sorted(sources)}
    return result


def policy_share(table: pd.DataFrame) -> pd.DataFrame:
    """Give the part of policy finance in funds formed, each basis by itself.

    Parameters
    ----------
    table : DataFrame
        What `market` returns.

    Returns
    -------
    DataFrame, one row for each year, period and series
        share_pct [%], source_id; as published, and for full years from the amounts where only
        these are told.
    """
    rows = table[table["metric"] == POLICY]
    columns = ["year", "period", "series", "value", "confidence", "source_id"]
    return (
        rows[columns]
        .rename(columns={"value": "share_pct"})
        .sort_values(["series", "year"], kind="stable")
        .reset_index(drop=True)
    )


def regional_investment(facts: pd.DataFrame) -> pd.DataFrame:
    """Read venture investment by region, each basis by itself.

    Parameters
    ----------
    facts : DataFrame
        Rows as in a package's facts table, named ``vc_region_<basis>_investment_<area>``.

    Returns
    -------
    DataFrame, indexed by (basis, area, as_of)
        amount [money], share_pct [%], NaN where not told; source_id. `attrs`: unit of the amounts.
    """
    rows: dict[tuple[str, str, str], dict[str, object]] = {}
    unit = ""
    for row in facts[facts["value"].notna()].to_dict("records"):
        match = _REGION.match(str(row["indicator"]))
        if match is None:
            continue
        key = (match["basis"], match["area"], str(row["as_of"]))
        cell = rows.setdefault(key, {"amount": np.nan, "share_pct": np.nan})
        cell["share_pct" if match["share"] else "amount"] = float(row["value"])
        cell["source_id"] = row["source_id"]
        unit = unit if match["share"] or unit else str(row["unit"])
    columns = ["amount", "share_pct", "source_id"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    table.index = pd.MultiIndex.from_tuples(rows, names=["basis", "area", "as_of"])
    table = table.sort_index()
    table.attrs["unit"] = unit
    return table


def sectors(table: pd.DataFrame) -> list[str]:
    """List the sectors whose investment is told: metrics named ``<sector>_investment``.

    Parameters
    ----------
    table : DataFrame
        What `market` returns.
    """
    metrics = [str(m) for m in table["metric"].unique() if str(m).endswith("_investment")]
    return sorted(m.removesuffix("_investment") for m in metrics if m != NEW)
