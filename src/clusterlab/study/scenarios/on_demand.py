"""On demand: fleet against waiting time, and who comes within reach of a station."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...load.rates import Rate, fact, stated_rate
from ...model.reason import Reason
from ...siting.dispatch import dispatch, draw_requests

RATES = ("bus_speed", "way_factor", "stop_time", "on_demand_riders")
# Points that stand for the homes of the area served: its outlines, laid with squares.
CELL_M = 250


def service_places(
    service: dict[str, Any], place: Any, *, max_uncertainty_m: float
) -> tuple[pd.DataFrame, pd.DataFrame, tuple[float, float]]:
    """Give the homes and jobs of the area that a service covers, and its middle.

    Parameters
    ----------
    service : dict
        A row of on_demand: its dongs are the area.
    place : Cluster
        Its dongs, organisations and stations.
    max_uncertainty_m : float
        Organisations placed no better are left out [m].

    Returns
    -------
    homes, jobs : DataFrame
        x_m, y_m, weight: homes evenly over the area, as their places are not in the data; jobs at
        organisations present, one each, as their sizes are not known for most, and what lies
        beyond at the stations in the area, or the nearest one: half of the weight each. Column
        station tells them apart.
    middle : (x, y) [m]
    """
    area = _area(service, place)
    west, south, east, north = area.bounds
    xs = np.arange(west + CELL_M / 2, east, CELL_M)
    ys = np.arange(south + CELL_M / 2, north, CELL_M)
    grid = np.array([(x, y) for y in ys for x in xs])
    inside = shapely.contains_xy(area, grid[:, 0], grid[:, 1])
    points = place.points(max_uncertainty_m=max_uncertainty_m)
    at_work = points[points.within(area)]
    homes = pd.DataFrame({"x_m": grid[inside, 0], "y_m": grid[inside, 1], "weight": 1.0})
    stations = place.transit.to_crs(place.measure_crs)
    apart = stations.distance(area)
    stations = stations[apart <= apart.min()] if len(stations) else stations
    parts = [
        pd.DataFrame(
            {
                "x_m": part.geometry.x.to_numpy(),
                "y_m": part.geometry.y.to_numpy(),
                "weight": 1.0 / max(len(part), 1),
                "station": is_station,
            }
        )
        for part, is_station in ((at_work, False), (stations, True))
    ]
    jobs = pd.concat(parts, ignore_index=True)
    return homes, jobs, (float(area.centroid.x), float(area.centroid.y))


def fleet(
    service: dict[str, Any],
    place: Any,
    *,
    facts: pd.DataFrame,
    seed: int,
    max_wait_min: float,
    max_uncertainty_m: float,
    days: int = 2,
) -> pd.DataFrame:
    """Simulate days of a service with several fleets.

    Parameters
    ----------
    service : dict
        A row of on_demand: vehicles, hours, seats, dongs, riders_fact.
    place : Cluster
        Where the trips start and end.
    facts : DataFrame
        Rates (`RATES`) and the facts that the service names.
    seed : int
        Seed of the trips.
    max_wait_min : float
        Longest wait that a rider accepts [min].
    max_uncertainty_m : float
        Organisations placed no better are left out [m].
    days : int
        Days drawn, each with its own trips.

    Returns
    -------
    DataFrame, indexed by vehicles
        As `siting.fleet_curve`, means of the days at the middle rates, with mean_wait_low_min and
        mean_wait_high_min over all days and the range of speeds, driving_share: part of the
        vehicles' time in which they drive, and riders_per_vehicle_hour. ``attrs``: riders, hours,
        seats, riders_basis ("published" or "range"), source_ids, reason.

    Notes
    -----
    Half of the trips go from homes to jobs or stations and half the other way, at any hour alike;
    each is served or refused at once. Speeds are those of buses with their stops, so that time at
    stops counts twice: waits are on the long side.
    """
    rates = {name: stated_rate(facts, name) for name in RATES}
    missing = [name for name, rate in rates.items() if rate is None]
    homes, jobs, depot = service_places(service, place, max_uncertainty_m=max_uncertainty_m)
    nothing = pd.DataFrame(columns=["served_share", "mean_wait_min"]).rename_axis("vehicles")
    if missing or jobs.empty or homes.empty:
        code = "no_rate" if missing else "no_jobs_placed"
        nothing.attrs["reason"] = Reason(code, use=", ".join(missing))
        return nothing
    known: dict[str, Rate] = {name: rate for name, rate in rates.items() if rate is not None}
    published = "riders_fact" in service
    riders = (
        float(fact(facts, service["riders_fact"])["value"])
        if published
        else known["on_demand_riders"].value
    )
    hours = float(service["hours"])
    drawn = [
        _trips(homes, jobs, riders=round(riders), hours=hours, seed=seed + 2 * day)
        for day in range(days)
    ]
    most = max(2 * int(service["vehicles"]), 4)
    sizes = sorted({1, 2, 4, 6, 8, 12, int(service["vehicles"])})
    rows = []
    for size in [n for n in sizes if n <= most]:
        told = {
            speed: pd.DataFrame(
                [
                    dispatch(
                        trips,
                        vehicles=size,
                        depot_m=depot,
                        speed_kmh=getattr(known["bus_speed"], speed),
                        way_factor=known["way_factor"].value,
                        stop_min=known["stop_time"].value / 60,
                        seats=int(service.get("seats", 12)),
                        max_wait_min=max_wait_min,
                    ).attrs
                    for trips in drawn
                ]
            )
            for speed in ("low", "value", "high")
        }
        waits = pd.concat([one["mean_wait_min"] for one in told.values()])
        middle = {str(name): float(value) for name, value in told["value"].mean().items()}
        rows.append(
            {
                **middle,
                "vehicles": size,
                "mean_wait_low_min": float(waits.min()),
                "mean_wait_high_min": float(waits.max()),
                "driving_share": middle["vehicle_km"] / known["bus_speed"].value / hours / size,
                "riders_per_vehicle_hour": middle["served_share"] * riders / hours / size,
            }
        )
    table = pd.DataFrame(rows).set_index("vehicles")
    cited = [source for rate in known.values() for source in rate.sources]
    if published:
        cited.append(str(fact(facts, service["riders_fact"])["source_id"]))
    table.attrs = {
        "riders": riders,
        "hours": float(service["hours"]),
        "seats": int(service.get("seats", 12)),
        "riders_basis": "published" if published else "range",
        "source_ids": list(dict.fromkeys([*cited, *service.get("sources", [])])),
    }
    return table


def on_demand_reach(
    service: dict[str, Any],
    place: Any,
    *,
    facts: pd.DataFrame,
    wait_min: float,
    within_min: float,
    walking_kmh: float,
    max_uncertainty_m: float,
) -> pd.DataFrame:
    """Count the jobs and the area within some minutes of a station, on foot and by the service.

    Parameters
    ----------
    service, place, facts, max_uncertainty_m
        As in `fleet`.
    wait_min : float
        Wait for the service [min].
    within_min : float
        Minutes that count as within reach, wait and way together.
    walking_kmh : float
        Walking speed [km/h].

    Returns
    -------
    DataFrame, indexed by what (organisations, area)
        total, on_foot, on_demand: organisations, or cells of the area that stand for homes;
        on_foot_share and on_demand_share [0-1]; the better of both counts after.
    """
    homes, jobs, _ = service_places(service, place, max_uncertainty_m=max_uncertainty_m)
    rows = []
    for what, points in (("organisations", jobs[~jobs["station"]]), ("area", homes)):
        row: dict[str, Any] = {"what": what, "total": len(points)}
        row |= dict.fromkeys(("on_foot", "on_demand", "on_foot_share", "on_demand_share"), np.nan)
        minutes = _minutes(points, place, facts, wait_min=wait_min, walking_kmh=walking_kmh)
        if minutes is not None:
            near = minutes <= within_min
            row |= {"on_foot": int(near["foot"].sum()), "on_demand": int(near.any(axis=1).sum())}
            row |= {
                "on_foot_share": float(near["foot"].mean()),
                "on_demand_share": float(near.any(axis=1).mean()),
            }
        rows.append(row)
    return pd.DataFrame(rows).set_index("what")


def reached_area(
    service: dict[str, Any],
    place: Any,
    *,
    facts: pd.DataFrame,
    wait_min: float,
    within_min: float,
    walking_kmh: float,
) -> gpd.GeoDataFrame:
    """Outline what of the area served lies within some minutes of a station, before and after.

    Parameters
    ----------
    service, place, facts, wait_min, within_min, walking_kmh
        As in `on_demand_reach`.

    Returns
    -------
    GeoDataFrame in the cluster's metric CRS, indexed by state (before, after)
        share of the cells [0-1] and their outline; no rows where nothing can be said.
    """
    homes, _, _ = service_places(service, place, max_uncertainty_m=0)
    minutes = _minutes(homes, place, facts, wait_min=wait_min, walking_kmh=walking_kmh)
    if minutes is None:
        return gpd.GeoDataFrame({"share": []}, geometry=[], crs=place.measure_crs)
    half, area = CELL_M / 2, _area(service, place)
    x, y = homes["x_m"].to_numpy(), homes["y_m"].to_numpy()
    cells = shapely.box(x - half, y - half, x + half, y + half)
    near = minutes <= within_min
    states = {"before": near["foot"].to_numpy(), "after": near.any(axis=1).to_numpy()}
    shapes = [shapely.union_all(cells[here]).intersection(area) for here in states.values()]
    shares = [float(here.mean()) for here in states.values()]
    index = pd.Index(list(states), name="state")
    return gpd.GeoDataFrame({"share": shares}, index=index, geometry=shapes, crs=place.measure_crs)


def _minutes(
    points: pd.DataFrame, place: Any, facts: pd.DataFrame, *, wait_min: float, walking_kmh: float
) -> pd.DataFrame | None:
    """Give the minutes from each point to its nearest station, on foot and by the service."""
    stations = place.transit.to_crs(place.measure_crs)
    speed, way = stated_rate(facts, "bus_speed"), stated_rate(facts, "way_factor")
    if not (len(points) and len(stations) and speed and way):
        return None
    apart = np.hypot(
        points["x_m"].to_numpy()[:, None] - stations.geometry.x.to_numpy()[None, :],
        points["y_m"].to_numpy()[:, None] - stations.geometry.y.to_numpy()[None, :],
    ).min(axis=1)
    km = apart * way.value / 1000
    return pd.DataFrame({"foot": km / walking_kmh * 60, "ride": wait_min + km / speed.value * 60})


def _trips(
    homes: pd.DataFrame, jobs: pd.DataFrame, *, riders: int, hours: float, seed: int
) -> pd.DataFrame:
    out = draw_requests(homes, jobs, requests=(riders + 1) // 2, hours=hours, seed=seed)
    if riders < 2:
        return out
    back = draw_requests(jobs, homes, requests=riders // 2, hours=hours, seed=seed + 1)
    both = pd.concat([out, back], ignore_index=True)
    return both.sort_values("request_min", kind="stable", ignore_index=True)


def _area(service: dict[str, Any], place: Any) -> Any:
    dongs = gpd.GeoDataFrame(place.dongs).to_crs(place.measure_crs)
    return dongs[dongs["name_ko"].isin(service["dongs"])].union_all()
