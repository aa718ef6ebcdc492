"""Says what a region specialises in, beside the nation and every other region."""

import pandas as pd

from ..measure.herfindahl import herfindahl
from ..measure.industry_table import industry_table
from ..measure.krugman import krugman_specialisation
from ..measure.location_quotient import location_quotient


def region_profile(
    industries: pd.DataFrame,
    *,
    region: str,
    level: str,
    value: str,
    years: tuple[int, ...],
    exclude: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Give a region's location quotients by industry, one column a year.

    Parameters
    ----------
    industries : DataFrame
        A cluster's industries table.
    region : str
        The region.
    level : str
        Its level; the nation is the sum of all regions of that level.
    value : str
        employees, establishments, value_added or sales.
    years : tuple of int
        Years to set side by side; the last one gives the shares.
    exclude : tuple of str
        Industries to leave out, such as a total.

    Returns
    -------
    DataFrame, indexed by `industry`
        region_share, nation_share [-] of the last year; lq_<year> [-]; highest quotient first.
        ``attrs``: source_ids, value, years, region, regions (how many are compared), and the
        region's herfindahl, krugman and the percentage of regions that are less specialised.
    """
    quotients = {}
    for year in years:
        table = industry_table(industries, value=value, level=level, year=year, exclude=exclude)
        if region not in table.index:
            raise ValueError(f"region {region!r} is not among those of level {level!r}")
        complete = table.dropna()  # Some regions publish nothing for a year.
        quotients[f"lq_{year}"] = location_quotient(complete).loc[region]
    shares = {
        "region_share": complete.loc[region] / complete.loc[region].sum(),
        "nation_share": complete.sum() / complete.to_numpy().sum(),
    }
    result = pd.DataFrame(shares | quotients)
    result.index.name = "industry"
    difference = krugman_specialisation(complete)
    result.attrs = {
        "source_ids": table.attrs.get("source_ids", []),
        "value": value,
        "years": years,
        "region": region,
        "regions": len(complete),
        "herfindahl": float(herfindahl(complete)[region]),
        "krugman": float(difference[region]),
        "krugman_rank_pct": float((difference < difference[region]).mean() * 100),
    }
    return result.sort_values(f"lq_{years[-1]}", ascending=False, kind="stable")


def comparison_years(
    industries: pd.DataFrame, *, region: str, level: str, value: str, base: int = 2020
) -> tuple[int, ...]:
    """Choose the years of which a region's figures are set side by side.

    Parameters
    ----------
    industries : DataFrame
        A cluster's industries table.
    region : str
        The region; there may be none of that name.
    level : str
        Its level.
    value : str
        employees, establishments, value_added or sales.
    base : int
        A year to set beside the newest one where it is published: the reference year of chained
        prices, in which levels add up.

    Returns
    -------
    tuple of int
        The base year and the newest year, or the newest alone; empty where nothing is published
        or only one region of the level is.
    """
    at_level = industries[(industries["level"] == level) & industries[value].notna()]
    own = at_level.loc[at_level["region"] == region, "year"]
    if own.empty or at_level["region"].nunique() < 2:
        return ()
    newest = int(own.max())
    return (base, newest) if base < newest and (own == base).any() else (newest,)
