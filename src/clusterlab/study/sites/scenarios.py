"""Criteria of candidates under scenarios, beside those of today."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from ...load.scenario_rules import before_and_after, choose_scenarios
from ...model.said import Named
from .criteria import criteria_matrix

TODAY = "today"
"""Name of how things stand, beside those of the scenarios."""
ON_DEMAND = "on_demand"


def tables_under(place: Any) -> dict[str, dict[str, pd.DataFrame]]:
    """Make the tables of a cluster under each of its scenarios that is not in force yet.

    Parameters
    ----------
    place : Cluster
        Its scenarios are read.

    Returns
    -------
    dict of str to dict of str to DataFrame
        By name of the scenario. Those in force are left out: things stand so already.
    """
    return {
        name: before_and_after(place, scenario)[1]
        for name, scenario in choose_scenarios(place).items()
        if not scenario.in_force
    }


def scenario_titles(place: Any) -> dict[str, Named]:
    """Name a cluster's scenarios late.

    Parameters
    ----------
    place : Cluster
        Its scenarios are read.

    Returns
    -------
    dict of str to Named
        The name of the file stands for a title that is missing.
    """
    return {
        name: Named({"ko": scenario.title_ko, "en": scenario.title_en, "": name})
        for name, scenario in choose_scenarios(place).items()
    }


def criteria_under(
    place: Any,
    candidates: gpd.GeoDataFrame,
    measured: pd.DataFrame,
    scenarios: Mapping[str, Mapping[str, pd.DataFrame]],
    *,
    max_uncertainty_m: float,
    reach_m: float,
    directions: Mapping[str, Any] | None = None,
) -> dict[str, pd.DataFrame]:
    """Measure today's criteria as if a scenario were in force.

    Parameters
    ----------
    place : Cluster
        As for `criteria_matrix`.
    candidates : GeoDataFrame
        As `sites.candidate_table` returns them.
    measured : DataFrame, shape (candidates, criteria)
        Today's criteria, as `criteria_matrix` returns them for these candidates.
    scenarios : mapping of str to mapping of str to DataFrame
        Tables by name under each scenario, such as `siting.apply_scenario` returns.
    max_uncertainty_m, reach_m, directions
        As they were for `measured`.

    Returns
    -------
    dict of str to DataFrame, shape (candidates, criteria)
        ``"today"`` first. A criterion that a scenario leaves as it is, or that cannot be measured
        under it, keeps today's values; one that only a scenario would allow to be measured is left
        out, as it cannot be compared. ``attrs["changed"]``: the criteria that differ from today.
    """
    names = list(measured.columns)
    found = {TODAY: _plain(measured)}
    for key, tables in scenarios.items():
        under = criteria_matrix(
            place,
            candidates,
            tables=_with_stations_only(tables),
            max_uncertainty_m=max_uncertainty_m,
            reach_m=reach_m,
            directions=directions,
            displacements=0,
        )
        matrix = _plain(measured)
        for name in names:
            # A criterion that became the same as an earlier one is told, not measured twice.
            reason = under.attrs["reasons"].get(name, {})
            source = reason.get("criterion", name)
            if source in under:
                matrix[name] = under[source].reindex(matrix.index)
        matrix.attrs["changed"] = [
            name for name in names if not matrix[name].equals(measured[name])
        ]
        found[key] = matrix
    return found


def _with_stations_only(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Leave out the stops of buses on demand: a stop is no station to be near."""
    found = dict(tables)
    if "transit" in found:
        transit = found["transit"]
        found["transit"] = transit[transit["mode"].fillna("").ne(ON_DEMAND)]
    return found


def _plain(matrix: pd.DataFrame) -> pd.DataFrame:
    """Copy the numbers without what is noted of them."""
    copy = pd.DataFrame(matrix.to_numpy(copy=True), index=matrix.index, columns=matrix.columns)
    copy.attrs["changed"] = []
    return copy
