"""Fleets: how many on-demand buses are needed, how long riders wait, and whom they bring near."""

from typing import Any

import pandas as pd

from ...load.rates import fact
from ...model.citing import cited
from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Word, caution, said
from . import on_demand
from .played import Played
from .sentence import sentence

ENOUGH = 0.95
"""Part of the requests from which a fleet counts as enough."""
FLEET = [
    "served_share", "mean_wait_min", "wait_range", "p90_wait_min", "mean_ride_min",
    "driving_share", "riders_per_vehicle_hour",
]  # fmt: skip


def services(played: Played) -> list[Finding]:
    """Answer for each service on demand; give the reason where there is none."""
    if not played.fleets:
        return [Finding(id="scenarios.fleet", reason=Reason("no_on_demand"))]
    made = []
    for name, key in played.fleets:
        curve = fleet(played, name, key)
        made += [curve, reach(played, name, key, curve)]
    return made


@finding("scenarios.fleet")
def fleet(played: Played, name: str, key: str) -> Finding | Reason:
    """Set the fleet of a service against the wait of its riders.

    Parameters
    ----------
    played : Played
        Where it plays.
    name, key : str
        Scenario and service.

    Returns
    -------
    Finding or Reason
        Its data are those of `on_demand.fleet`.
    """
    curve = played.fleets[name, key]
    if curve.empty:
        return Reason.of(curve.attrs["reason"])
    service, title = _service(played, name, key), played.title(name)
    about = {"riders": round(curve.attrs["riders"]), "hours": curve.attrs["hours"]}
    low, high = curve["mean_wait_low_min"], curve["mean_wait_high_min"]
    ranges = [f"{a:.1f}–{b:.1f}" for a, b in zip(low, high, strict=True)]
    return Finding(
        data=curve,
        sources=curve.attrs["source_ids"],
        as_of=service.get("date", ""),
        scope=name,
        said=_fleet_said(played, name, service, curve),
        charts=[
            Chart(
                "ranges",
                curve.assign(low=low, high=high),
                "fleet_chart",
                values={"title": title},
                options={"unit": Word("axis.wait_min"), "decimals": 1},
            )
        ],
        cautions=[caution("fleet_assumed", seed=str(played.asked.seed))],
        tables=[
            Table(
                curve.assign(wait_range=ranges),
                "fleet",
                columns=FLEET,
                values={"title": title, **about},
            )
        ],
        columns=[
            Column(
                measure=measure,
                values=curve[column].rename(index=lambda size: f"{name} | {size}"),
                unit=unit,
            )
            for measure, column, unit in (
                ("share_served", "served_share", "1"),
                ("wait_at_fleet", "mean_wait_min", "min"),
            )
        ],
    )


def _fleet_said(
    played: Played, name: str, service: dict[str, Any], curve: pd.DataFrame
) -> list[Any]:
    actual, vehicles = curve.loc[service["vehicles"]], service["vehicles"]
    riders, served = round(curve.attrs["riders"]), actual["served_share"]
    waits = {
        "wait": actual["mean_wait_min"],
        "low": actual["mean_wait_low_min"],
        "high": actual["mean_wait_high_min"],
    }
    told = [
        sentence(
            "fleet_said",
            title=played.title(name),
            riders=riders,
            hours=curve.attrs["hours"],
            vehicles=vehicles,
            served=served,
            driving=actual["driving_share"],
            load=actual["riders_per_vehicle_hour"],
            **waits,
        )
    ]
    if curve.attrs["riders_basis"] == "published":
        key = "fleet_published" if served >= ENOUGH else "fleet_short"
        told.append(sentence(key, vehicles=vehicles, riders=riders, served=served))
    if "wait_fact" in service:
        wait = float(fact(played.facts, service["wait_fact"])["value"])
        told.append(sentence("fleet_wait", published=wait, riders=riders, **waits))
    enough = curve.index[curve["served_share"] >= ENOUGH]
    return [*told, said("fleet_least", vehicles=int(enough[0]))] if len(enough) else told


@finding("scenarios.reach")
def reach(played: Played, name: str, key: str, curve: Finding) -> Finding:
    """Say what comes within some minutes of a station by a service.

    Parameters
    ----------
    played : Played
        Where it plays.
    name, key : str
        Scenario and service.
    curve : Finding
        What `fleet` returns: its wait is that of the service's own fleet.

    Returns
    -------
    Finding
        Its data are those of `on_demand.on_demand_reach`.
    """
    service, asked, title = _service(played, name, key), played.asked, played.title(name)
    wait = float(curve.data.loc[service["vehicles"], "mean_wait_min"])
    found = on_demand.on_demand_reach(
        service,
        played.place,
        facts=played.facts,
        wait_min=wait,
        within_min=asked.within_min,
        walking_kmh=asked.walking_kmh,
        max_uncertainty_m=asked.max_uncertainty_m,
    )
    area, places = found.loc["area"], found.loc["organisations"]
    return Finding(
        data=found,
        sources=cited([list(curve.sources), played.place.transit]),
        scope=name,
        said=[
            sentence(
                "reach_said",
                Reason("no_jobs_placed"),
                title=title,
                minutes=asked.within_min,
                wait=wait,
                foot=area["on_foot_share"],
                ride=area["on_demand_share"],
                places=places["total"],
                places_foot=places["on_foot"],
                places_ride=places["on_demand"],
            )
        ],
        tables=[
            Table(
                found,
                "on_demand_reach",
                columns=["total", "on_foot_share", "on_demand_share"],
                values={"title": title, "minutes": asked.within_min},
                names={"what": "what"},
            )
        ],
        columns=[
            Column(
                measure="reach_share",
                values=found["on_demand_share"].rename(index=lambda what: f"{name} | {what}"),
            )
        ],
    )


def _service(played: Played, name: str, key: str) -> dict[str, Any]:
    return next(row for row in played.scenarios[name].on_demand if row["id"] == key)
