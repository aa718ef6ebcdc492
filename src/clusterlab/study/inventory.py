"""Counts what a cluster holds, what it lacks, and where its sources disagree."""

from typing import Any

import geopandas as gpd
import pandas as pd

STATUSES = ("present", "planned", "pledged", "left")
FIRMS = ("anchor", "firm", "startup")
# Tables that a full profile draws on.
WANTED = (
    "land_use",
    "parcels",
    "buildings",
    "universities",
    "institutions",
    "funds",
    "cash_flows",
    "transit",
    "industries",
    "complexes",
    "facts",
)


def count_organisations(
    organisations: gpd.GeoDataFrame, *, max_uncertainty_m: float
) -> pd.DataFrame:
    """Count organisations by type and state, and how many present ones are placed well enough.

    Parameters
    ----------
    organisations : GeoDataFrame
        Columns type, status, uncertainty_m.
    max_uncertainty_m : float
        What "well enough" means [m].

    Returns
    -------
    DataFrame, indexed by `type`
        present, planned, pledged, left, placed (present and placed), all counts; most present
        first.
    """
    if organisations.empty:
        types = pd.Index([], name="type", dtype="str")
        return pd.DataFrame(columns=[*STATUSES, "placed"], index=types, dtype="int64")
    counts = pd.crosstab(organisations["type"], organisations["status"])
    table = counts.reindex(columns=list(STATUSES), fill_value=0)
    placed = (
        (organisations["status"] == "present")
        & organisations.geometry.notna()
        & (organisations["uncertainty_m"] <= max_uncertainty_m)
    )
    table["placed"] = organisations[placed].groupby("type").size()
    table = table.fillna({"placed": 0}).astype(int)
    table.columns.name = None
    return table.sort_values(["present", "planned"], ascending=False, kind="stable")


def mostly_placed(points: pd.DataFrame, everyone: pd.DataFrame) -> bool:
    """Say whether at least half of all organisations are placed, so that a density holds."""
    return len(everyone) > 0 and 2 * len(points) >= len(everyone)


def gaps(cluster: Any) -> pd.DataFrame:
    """List the tables of a full profile that a cluster lacks.

    Parameters
    ----------
    cluster : Cluster
        Any object with ``tables``.

    Returns
    -------
    DataFrame
        One column, table.
    """
    missing = [name for name in WANTED if name not in cluster.tables or cluster.tables[name].empty]
    return pd.DataFrame({"table": missing})


def disagreements(facts: pd.DataFrame) -> pd.DataFrame:
    """Find published figures for which sources give different values in the same year.

    Parameters
    ----------
    facts : DataFrame
        Columns indicator, value, unit, as_of, source_id.

    Returns
    -------
    DataFrame, one row an indicator and year
        indicator, low, high, unit, as_of, figures (how many), source_ids (joined by ";").
    """
    numbers = facts.dropna(subset=["value"])
    rows = []
    years = numbers["as_of"].astype(str).str[:4]
    for (indicator, unit, year), group in numbers.groupby(["indicator", "unit", years], sort=True):
        sources = sorted(set(group["source_id"]))
        if len(set(group["value"])) > 1 and len(sources) > 1:
            row = {
                "indicator": indicator,
                "low": group["value"].min(),
                "high": group["value"].max(),
                "unit": unit,
                "as_of": year,
                "figures": len(group),
                "source_ids": ";".join(sources),
            }
            rows.append(row)
    columns = ["indicator", "low", "high", "unit", "as_of", "figures", "source_ids"]
    return pd.DataFrame(rows, columns=columns)


def split_stack(points: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Part the points of the most crowded spot from all others.

    Parameters
    ----------
    points : GeoDataFrame
        Points in metres.

    Returns
    -------
    stack, others : GeoDataFrame
        Points whose rounded coordinates [m] are the commonest, and the rest.
    """
    if points.empty:
        return points, points
    spot = points.geometry.x.round().astype(str) + " " + points.geometry.y.round().astype(str)
    commonest = spot.value_counts(sort=True).index[0]
    return points[spot == commonest], points[spot != commonest]
