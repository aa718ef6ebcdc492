"""Reads the nation's venture money from published figures, each series by itself."""

import re

import numpy as np
import pandas as pd

from ...invest.supply import supply_share, yearly_supply

# The longest name first, so that none is taken for the beginning of another.
SERIES = (
    "mss_combined_first_release",
    "mss_combined",
    "all_venture_funds",
    "venture_funds",
    "kvca",
)
_PERIOD = re.compile(r"_(h1|q1)$")
_REGION = re.compile(
    r"vc_region_(?P<basis>mss|audit|jobs_report|portal|fund_of_funds_children)"
    r"_investment(?P<share>_share)?_(?P<area>[a-z_]+?)(?P<period>_h1|_q1)?$"
)


def market(facts: pd.DataFrame) -> pd.DataFrame:
    """Turn facts named ``vc_<series>_<metric>`` into a table of the market.

    Parameters
    ----------
    facts : DataFrame
        Rows as in a package's facts table.

    Returns
    -------
    DataFrame
        year, period (FY, H1, Q1), series, metric, value, unit, confidence, source_id, as
        `invest.yearly_supply` reads it.
    """
    rows = []
    for row in facts[facts["value"].notna()].to_dict("records"):
        name = str(row["indicator"])
        series = next((s for s in SERIES if name.startswith(f"vc_{s}_")), None)
        if series is None:
            continue
        metric = name.removeprefix(f"vc_{series}_")
        period = _PERIOD.search(metric)
        rows.append(
            {
                "year": int(str(row["as_of"])[:4]),
                "period": period[1].upper() if period else "FY",
                "series": series,
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
        breaks, for each series the years after a gap; source_ids.
    """
    columns, breaks, sources = {}, {}, set[str]()
    for series in dict.fromkeys(table["series"]):
        told = table[
            (table["series"] == series) & (table["metric"] == metric) & (table["period"] == period)
        ]
        if told.empty or series == "mss_combined_first_release":
            continue
        read = yearly_supply(table, metric=metric, series=series, period=period)
        read = read[(read.index >= first_year) & (read.index <= last_year)]
        columns[series] = read["high"]
        breaks[series] = [int(year) for year in read.index[read["is_break"]]]
        sources |= set(told["source_id"])
    result = pd.DataFrame(columns).rename_axis("year").sort_index()
    result.attrs = {"breaks": breaks, "source_ids": sorted(sources)}
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
    rows = table[table["metric"] == "policy_finance_share"]
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
        amount [money], share_pct [%], NaN where not told; source_id.
    """
    rows: dict[tuple[str, str, str], dict[str, object]] = {}
    for row in facts[facts["value"].notna()].to_dict("records"):
        match = _REGION.match(str(row["indicator"]))
        if match is None:
            continue
        key = (match["basis"], match["area"], str(row["as_of"]))
        cell = rows.setdefault(key, {"amount": np.nan, "share_pct": np.nan})
        cell["share_pct" if match["share"] else "amount"] = float(row["value"])
        cell["source_id"] = row["source_id"]
    columns = ["amount", "share_pct", "source_id"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    table.index = pd.MultiIndex.from_tuples(rows, names=["basis", "area", "as_of"])
    return table.sort_index()
