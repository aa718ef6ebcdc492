"""Productivity: what jobs added to a region are worth at a stated elasticity, as an interval."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ...load.rates import stated_rate
from ...measure.effective_density import effective_density
from ...model.reason import Reason
from ...siting.productivity_change import productivity_change
from ..region_circles import region_circles


def productivity(
    place: Any,
    jobs: pd.Series,
    *,
    facts: pd.DataFrame,
    level: str,
    alpha: float | None = None,
) -> pd.DataFrame:
    """Raise effective density by added jobs and apply the elasticity.

    Parameters
    ----------
    place : Cluster
        regions, industries, its own region and the codes that are the sum of others.
    jobs : Series
        Jobs added to the cluster's region [persons], by any label, such as low, middle and high.
    facts : DataFrame
        density_elasticity with its range, density_decay.
    level : str
        Level of the regions.
    alpha : float, optional
        Exponent of distance; the stated density_decay where not given.

    Returns
    -------
    DataFrame, index of `jobs`
        jobs, mass_added and mass [the unit of value_added], density_before and
        density_after, change, low and high [-] of productivity in the region. ``attrs``: region,
        year, regions, per_job, alpha, elasticity, source_ids; reason where nothing can be said.

    Notes
    -----
    Mass is value added, as jobs by region are not published: a job added counts as the value added
    for each job of the whole country. Jobs that leave another region are not taken from it, so
    that the change is that of the region alone, not of the country.
    """
    region = place.home(level)
    rates = {n: stated_rate(facts, n) for n in ("density_elasticity", "density_decay")}
    elasticity, decay = rates["density_elasticity"], rates["density_decay"]
    mass, year, cited = _mass(
        place.industries, place.regions, level=level, totals=place.industry_totals
    )
    per_job, job_source = _per_job(place.industries, year, mass, totals=place.industry_totals)
    nothing = pd.DataFrame({"jobs": jobs, "change": np.nan, "low": np.nan, "high": np.nan})
    if elasticity is None or region not in mass.index or np.isnan(per_job):
        nothing.attrs["reason"] = Reason("no_region_density", region=region)
        return nothing
    power = alpha or (decay.value if decay else 1.0)
    areas = region_circles(place.regions, crs=place.national_crs).loc[mass.index].assign(mass=mass)
    before = effective_density(areas, jobs="mass", alpha=power)
    rows = []
    for label, added in jobs.items():
        more = areas.copy()
        more.loc[region, "mass"] += float(added) * per_job
        after = effective_density(more, jobs="mass", alpha=power)
        told = productivity_change(
            before.loc[[region]],
            after.loc[[region]],
            elasticity=elasticity.value,
            elasticity_low=elasticity.low,
            elasticity_high=elasticity.high,
        ).iloc[0]
        rows.append(
            {
                "label": label,
                "jobs": float(added),
                "mass": float(mass[region]),
                "mass_added": float(added) * per_job,
                "density_before": float(before[region]),
                "density_after": float(after[region]),
                "change": float(told["change"]),
                "low": float(told["low"]),
                "high": float(told["high"]),
            }
        )
    table = pd.DataFrame(rows).set_index("label")
    table.index.name = jobs.index.name
    table.attrs = {
        "region": region,
        "year": year,
        "regions": len(mass),
        "per_job": per_job,
        "alpha": power,
        "elasticity": [elasticity.low, elasticity.value, elasticity.high],
        "source_ids": list(
            dict.fromkeys(
                [*cited, job_source, *elasticity.sources, *(decay.sources if decay else ())]
            )
        ),
    }
    return table


def _mass(
    industries: pd.DataFrame, regions: pd.DataFrame, *, level: str, totals: Sequence[str]
) -> tuple["pd.Series[float]", int, list[str]]:
    """Add up value added by region in the newest year that has most of them."""
    rows = industries[
        (industries["level"] == level)
        & industries["value_added"].notna()
        & ~industries["industry"].isin(totals)
        & industries["region"].isin(set(regions["region"]))
    ]
    if rows.empty:
        return pd.Series(dtype="float64"), 0, []
    counted = rows.groupby("year")["region"].nunique()
    year = int(counted[counted == counted.max()].index.max())
    rows = rows[rows["year"] == year]
    mass = rows.groupby("region")["value_added"].sum().clip(lower=0)
    cited = [*sorted(set(rows["source_id"])), *sorted(set(regions["source_id"]))]
    return mass, year, cited


def _per_job(
    industries: pd.DataFrame, year: int, mass: "pd.Series[float]", *, totals: Sequence[str]
) -> tuple[float, str]:
    """Divide the value added of all regions by the jobs of the country in that year."""
    rows = industries[
        (industries["level"] == "nation")
        & industries["industry"].isin(totals)
        & (industries["year"] == year)
        & industries["employees"].notna()
    ]
    if rows.empty or mass.empty:
        return np.nan, ""
    return float(mass.sum() / rows["employees"].iloc[-1]), str(rows["source_id"].iloc[-1])
