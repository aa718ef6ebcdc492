"""Computes of each region how its neighbours stand, and how much lies near it."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ..measure.effective_density import effective_density
from ..measure.false_discovery import false_discovery
from ..measure.getis_ord import getis_ord
from ..measure.local_moran import local_moran
from ..measure.location_quotient import location_quotient
from ..measure.moran import moran
from ..measure.neighbour_weights import neighbour_weights
from ..model.citing import written_date
from ..model.reason import Reason
from ..model.ties import ranks
from .region_circles import region_circles

PERMUTATIONS = 9999


def located(
    table: pd.DataFrame, regions: pd.DataFrame, *, level: str, neighbours: int, crs: str
) -> gpd.GeoDataFrame:
    """Give the regions of a table of which middle and area are known.

    Parameters
    ----------
    table : DataFrame, shape (regions, industries)
        Its index names the regions.
    regions : DataFrame
        A cluster's regions table.
    level : str
        Level of the table's regions.
    neighbours : int
        Nearest regions that are to count as neighbours; more regions than these are needed.
    crs : str
        Reference system in metres for the whole country.

    Returns
    -------
    GeoDataFrame, indexed by `region`
        name_en and the circle of each region's area, in metres, in the order of the table.
        ``attrs``: source_ids and as_of of the regions; reason where too few are
        known.
    """
    own = regions[(regions["level"] == level) & regions["region"].isin(set(table.index))]
    if own.empty:
        areas = gpd.GeoDataFrame({"name_en": []}, geometry=[], crs=crs)
        areas.attrs = {"source_ids": [], "as_of": "", "reason": Reason("no_regions", level=level)}
        return areas
    circles = region_circles(own, crs=crs).assign(name_en=own["name_en"].to_numpy())
    areas = circles.loc[[name for name in table.index if name in circles.index]]
    areas.attrs = {
        "source_ids": sorted(set(own["source_id"])),
        "as_of": written_date(own["as_of"]),
    }
    if len(areas) <= neighbours:
        areas.attrs["reason"] = Reason(
            "too_few_regions", n=len(areas), level=level, neighbours=neighbours
        )
    return areas


def by_industry(
    table: pd.DataFrame,
    areas: gpd.GeoDataFrame,
    *,
    neighbours: int,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
) -> pd.DataFrame:
    """Ask of each industry whether regions strong in it lie beside others that are.

    Parameters
    ----------
    table : DataFrame, shape (regions, industries)
        Value added, jobs or establishments.
    areas : GeoDataFrame
        What `located` gives of the table.
    neighbours : int
        Nearest regions that count as neighbours.
    permutations, seed : int
        Rearrangements of the quotients, and their seed.

    Returns
    -------
    DataFrame, indexed by `industry`
        moran, the I of the location quotient, and what chance would give: expected [-]; z;
        p_value, two-sided by permutation; q_value, false discoveries controlled over the
        industries; reason. Highest I first. ``attrs``: source_ids of table and areas.
    """
    quotients = location_quotient(table).loc[areas.index]
    weights = neighbour_weights(areas, rule="nearest", nearest=neighbours)
    rows: list[dict[str, Any]] = []
    for industry, values in quotients.items():
        row: dict[str, Any] = {"industry": industry, "reason": None}
        if values.isna().any():
            rows.append(row | {"reason": Reason("no_quotient")})
            continue
        found = moran(values, weights, permutations=permutations, seed=seed)
        told = {"moran": "I", "expected": "expected", "z": "z", "p_value": "p"}
        row |= {name: float(found[key]) for name, key in told.items()}
        rows.append(row | {"reason": found.attrs.get("reason")})
    columns = ["industry", "moran", "expected", "z", "p_value", "reason"]
    result = pd.DataFrame(rows, columns=columns).set_index("industry")
    result[columns[1:-1]] = result[columns[1:-1]].astype(float)
    result.insert(4, "q_value", false_discovery(result["p_value"]))
    result = result.sort_values("moran", ascending=False, kind="stable")
    result.attrs = {"source_ids": _cited(table, areas), "permutations": permutations}
    return result


def by_region(
    table: pd.DataFrame,
    areas: gpd.GeoDataFrame,
    *,
    industry: str,
    neighbours: int,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
) -> pd.DataFrame:
    """Say of each region how it and its neighbours stand in an industry, and what lies near it.

    Parameters
    ----------
    table : DataFrame, shape (regions, industries)
        Value added, jobs or establishments; none below 0 counts towards density.
    areas : GeoDataFrame
        What `located` gives of the table.
    industry : str
        The industry.
    neighbours : int
        Nearest regions that count as neighbours.
    permutations, seed : int
        Draws of chance neighbours, and their seed.

    Returns
    -------
    DataFrame, indexed by `region`
        name_en; lq and lag, its mean over the neighbours [-]; quadrant, HH, LH, LL or HL, the own
        value first, against the mean of the regions; p_value and q_value of local Moran, raw and
        with false discoveries controlled over the regions; gi_star, the z of Getis and Ord;
        effective_density of all industries [unit of the table for each km]; density_rank, 1 is
        highest. ``attrs``: source_ids, mean of lq; reason where the industry has no quotient.

    Raises
    ------
    ValueError
        The table does not hold the industry.

    Notes
    -----
    As all regions have as many neighbours, and the own value stays where it is in either
    permutation, p of Gi* is that of local Moran, and is not given twice.
    """
    if industry not in table.columns:
        known = ", ".join(map(str, table.columns))
        raise ValueError(f"industry {industry!r} is not among those of the table: {known}")
    weights = neighbour_weights(areas, rule="nearest", nearest=neighbours)
    values = location_quotient(table)[industry].loc[areas.index]
    result = pd.DataFrame({"name_en": areas["name_en"], "lq": values})
    result.attrs = {"source_ids": _cited(table, areas), "mean": float(values.mean())}
    if values.isna().any():
        result[["lag", "p_value", "q_value", "gi_star"]] = np.nan
        result.insert(3, "quadrant", pd.Series(pd.NA, index=result.index, dtype="str"))
        result.attrs["reason"] = Reason("no_quotient")
    else:
        local = local_moran(values, weights, permutations=permutations, seed=seed)
        result[["lag", "quadrant"]] = local[["lag", "quadrant"]]
        result[["p_value", "q_value"]] = local[["p", "p_fdr"]]
        result["gi_star"] = getis_ord(values, weights, permutations=0)["z"]
        if local.attrs.get("reason"):
            result.attrs["reason"] = local.attrs["reason"]
    mass = table.loc[areas.index].sum(axis="columns").clip(lower=0)
    density = effective_density(areas.assign(mass=mass), jobs="mass")
    result["effective_density"] = density
    result["density_rank"] = ranks(density)
    return result


def told_apart(result: pd.DataFrame, *, below: float) -> pd.DataFrame:
    """Keep the regions whose neighbourhood chance does not explain, quadrant by quadrant.

    Parameters
    ----------
    result : DataFrame
        What `by_region` gives.
    below : float
        Highest q_value kept: the share of false discoveries that is borne.

    Returns
    -------
    DataFrame, indexed by `region`
        HH, HL, LH, LL, in each the highest quotient first.
    """
    kept = result[result["q_value"] <= below]
    return kept.sort_values(["quadrant", "lq"], ascending=[True, False], kind="stable")


def _cited(table: pd.DataFrame, areas: gpd.GeoDataFrame) -> list[str]:
    return sorted({*table.attrs.get("source_ids", ()), *areas.attrs.get("source_ids", ())})
