"""Support: firms within reach of a service, and services for each firm, before and after."""

import geopandas as gpd
import numpy as np
import pandas as pd

from ...measure.floating_catchment import floating_catchment
from ...measure.nearest_distance import nearest_distance
from ...model.scenario_sections import SUPPORT_KINDS

Tables = dict[str, pd.DataFrame]


def support_reach(
    before: Tables, after: Tables, *, crs: str, reach_m: float, max_uncertainty_m: float
) -> pd.DataFrame:
    """Count firms that reach a support service, and share the services among them.

    Parameters
    ----------
    before, after : dict of str to DataFrame
        firms and institutions, with geometry.
    crs : str
        Reference system in metres.
    reach_m : float
        How far is within reach [m].
    max_uncertainty_m : float
        Firms and services placed no better are left out [m].

    Returns
    -------
    DataFrame, indexed by state (before, after)
        firms, services: how many are placed; within: firms that reach one; share [0-1];
        median_m to the nearest; per_firm: mean of the enhanced two-step floating catchment ratio
        (services for each firm); sources. NaN, and ``attrs["reason"]``, without firms.
    """
    rows = {}
    for state, tables in (("before", before), ("after", after)):
        firms = _placed(tables["firms"], crs, max_uncertainty_m)
        every = _placed(tables["institutions"], crs, max_uncertainty_m)
        services = every[every["kind"].isin(SUPPORT_KINDS)]
        row: dict[str, float] = {"firms": len(firms), "services": len(services)}
        row |= dict.fromkeys(("within", "share", "median_m", "per_firm"), np.nan)
        if len(firms):
            row |= {"within": 0.0, "share": 0.0, "per_firm": 0.0}
        if len(firms) and len(services):
            near = nearest_distance(firms, services)["distance_m"]
            ratio = floating_catchment(
                firms.assign(one=1.0),
                services.assign(one=1.0),
                population="one",
                capacity="one",
                within=reach_m,
                decay="zones",
            )
            inside = int((near <= reach_m).sum())
            row |= {
                "within": inside,
                "share": inside / len(firms),
                "median_m": float(near.median()),
                "per_firm": float(ratio.mean()),
            }
        rows[state] = row
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("state")
    if not table["firms"].min():
        table.attrs["reason"] = {"code": "too_few_points", "n": 0, "minimum": 1}
    return table


def _placed(table: pd.DataFrame, crs: str, limit_m: float) -> gpd.GeoDataFrame:
    here = gpd.GeoDataFrame(table)
    here = here[(here["status"] == "present") & here.geometry.notna()]
    here = here[here["uncertainty_m"].fillna(np.inf) <= limit_m]
    if "same_as" in here:
        here = here[here["same_as"].isna()]
    return here.to_crs(crs).reset_index(drop=True)
