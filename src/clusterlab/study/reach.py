"""Asks what firms have within reach: campuses, hospitals, support services, stations."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from ..measure.cumulative_opportunities import cumulative_opportunities
from ..measure.floating_catchment import floating_catchment
from ..measure.gravity_access import gravity_access
from ..model.finding import Chart, Column, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import Label, Said, Word, said
from .access import places_by_kind
from .points import Study


def within_reach(
    firms: gpd.GeoDataFrame,
    targets: Mapping[str, gpd.GeoDataFrame],
    *,
    within_m: float,
    scale_m: float,
    minimum: int,
) -> pd.DataFrame:
    """Say how many places of each kind firms have within reach.

    Parameters
    ----------
    firms : GeoDataFrame
        Points in metres.
    targets : mapping of str to GeoDataFrame
        Places of each kind, in any CRS.
    within_m : float
        What counts as within reach [m].
    scale_m : float
        Distance over which the pull of a place falls to 1/e [m].
    minimum : int
        Firms needed.

    Returns
    -------
    DataFrame, indexed by `target`
        places; within_median: places within reach of the median firm; reached_share [-]: firms
        with at least one; gravity_median: places, each discounted by exp(−d/scale); per_100:
        places for 100 firms that share them (two-step floating catchment, mean of the firms);
        reason.
    """
    rows: list[dict[str, Any]] = []
    for name, found in targets.items():
        placed = found[found.geometry.notna()].to_crs(firms.crs)
        row: dict[str, Any] = {"target": name, "places": len(placed), "reason": None}
        if len(firms) < minimum:
            row["reason"] = Reason("too_few_points", n=len(firms), minimum=minimum)
        elif placed.empty:
            row["reason"] = Reason("no_target")
        else:
            near = cumulative_opportunities(firms, placed, within=within_m)
            shared = floating_catchment(
                firms.assign(one=1.0),
                placed.assign(one=1.0),
                population="one",
                capacity="one",
                within=within_m,
            )
            row |= {
                "within_median": float(near.median()),
                "reached_share": float((near > 0).mean()),
                "gravity_median": float(gravity_access(firms, placed, scale=scale_m).median()),
                "per_100": float(shared.mean() * 100),
            }
        rows.append(row)
    columns = ["target", "places", "within_median", "reached_share", "gravity_median", "per_100"]
    return pd.DataFrame(rows, columns=[*columns, "reason"]).set_index("target")


@finding("reach.places")
def places(study: Study, *, within_m: float, minimum: int) -> Finding:
    """Say what share of firms reach each kind of place.

    Parameters
    ----------
    study : Study
        Its points, the cluster's organisations and stations are looked at.
    within_m : float
        What counts as within reach, and the distance over which a place's pull falls to 1/e [m].
    minimum : int
        Firms needed.

    Returns
    -------
    Finding
        Its data are those of `within_reach`.
    """
    stations = study.place.transit
    found = within_reach(
        study.points,
        places_by_kind(study.others, stations=stations),
        within_m=within_m,
        scale_m=within_m,
        minimum=minimum,
    )
    shares = found["reached_share"].dropna().astype(float).sort_values(ascending=False)
    chart = Chart(
        "ranking",
        shares * 100,
        caption="reach",
        values={"within": within_m},
        options={"unit": Word("axis.reached_pct")},
        names="kinds",
    )
    return Finding(
        data=found,
        sources=[study.points, study.others, stations, study.districts],
        said=_said(found, shares, within_m=within_m, minimum=minimum, firms=len(study.points)),
        charts=[chart] if len(shares) else [],
        tables=[
            Table(
                caption="reach",
                columns=["places", "reached_share", "within_median", "gravity_median", "per_100"],
                values={"within": within_m},
            )
        ],
        columns=[
            Column(
                measure=measure,
                values=found[name],
                unit=unit,
                n=found["places"],
                reason=found["reason"],
            )
            for measure, name, unit in (
                ("reached_share", "reached_share", "1"),
                ("gravity_access", "gravity_median", "places"),
                ("places_per_100_firms", "per_100", "per_100_firms"),
            )
        ],
    )


def _said(
    found: pd.DataFrame,
    shares: "pd.Series[float]",
    *,
    within_m: float,
    minimum: int,
    firms: int,
) -> list[Said | Reason]:
    if shares.empty:
        return [Reason("too_few_points", n=firms, minimum=minimum)]
    support = found.loc["support"]
    shared = said(
        "support_share", places=support["places"], within=within_m, per=support["per_100"]
    )
    key = "reach" if shares.iloc[0] < 1 else "reach_all"
    return [
        said("reach_everything", within=within_m)
        if shares.iloc[-1] == 1
        else said(
            key,
            within=within_m,
            best=Label("kinds", shares.index[0]),
            high=shares.iloc[0],
            worst=Label("kinds", shares.index[-1]),
            low=shares.iloc[-1],
        ),
        Reason.of(support["reason"]) if support["reason"] else shared,
        said("read_reach", within=within_m),
    ]
