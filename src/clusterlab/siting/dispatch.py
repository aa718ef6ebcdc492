"""Dispatch: on-demand transport by insertion, fleet size against waiting time."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..model.checks import column, positive, whole_number
from ._validation import Floats, table_values


def draw_requests(
    origins: pd.DataFrame,
    destinations: pd.DataFrame,
    *,
    requests: int,
    hours: float,
    seed: int,
) -> pd.DataFrame:
    """Draw trips from places where people are to places where they go.

    Parameters
    ----------
    origins, destinations : DataFrame
        x_m, y_m and weight (people or jobs, zero or more, not all zero).
    requests : int
        Number of trips.
    hours : float
        Length of the period [h]; request times are uniform over it.
    seed : int
        Seed.

    Returns
    -------
    DataFrame, shape (requests, 5), in order of time
        request_min, from_x_m, from_y_m, to_x_m, to_y_m.

    Examples
    --------
    >>> home = pd.DataFrame({"x_m": [0.0], "y_m": [0.0], "weight": [1.0]})
    >>> work = pd.DataFrame({"x_m": [3000.0], "y_m": [0.0], "weight": [1.0]})
    >>> draw_requests(home, work, requests=2, hours=1, seed=0)["to_x_m"].tolist()
    [3000.0, 3000.0]
    """
    count = whole_number(requests, "requests", minimum=1)
    minutes = positive(hours, "hours") * 60
    rng = np.random.default_rng(seed)
    out = {"request_min": np.sort(rng.uniform(0, minutes, count))}
    for name, places in (("from", origins), ("to", destinations)):
        numbers = table_values(
            pd.DataFrame({c: column(places, c) for c in ("x_m", "y_m", "weight")}), f"{name} places"
        )
        weights = numbers[:, 2]
        if weights.min() < 0 or weights.sum() == 0:
            raise ValueError(f"Weights of the {name} places must be zero or more, not all zero.")
        drawn = rng.choice(len(numbers), count, p=weights / weights.sum())
        out[f"{name}_x_m"], out[f"{name}_y_m"] = numbers[drawn, 0], numbers[drawn, 1]
    return pd.DataFrame(out)


def dispatch(
    requests: pd.DataFrame,
    *,
    vehicles: int,
    depot_m: Sequence[float],
    speed_kmh: float = 20.0,
    seats: int = 12,
    max_wait_min: float = 20.0,
    max_detour: float = 2.0,
    stop_min: float = 0.5,
    way_factor: float = 1.3,
) -> pd.DataFrame:
    """Serve requests with a fleet, each put into the route where it adds least.

    Parameters
    ----------
    requests : DataFrame
        request_min, from_x_m, from_y_m, to_x_m, to_y_m, in order of time.
    vehicles : int
        Size of the fleet, all at the depot in the beginning.
    depot_m : (x, y)
        Where vehicles start [m].
    speed_kmh : float
        Speed between stops [km/h].
    seats : int
        People on board at once at most.
    max_wait_min : float
        Longest wait from request to boarding [min].
    max_detour : float
        Longest ride, as a multiple of the direct one (10 min more are always allowed).
    stop_min : float
        Time for each boarding or alighting [min].
    way_factor : float
        Way on streets for each metre of straight line [-].

    Returns
    -------
    DataFrame, same index as requests
        served; vehicle; wait_min, ride_min, direct_min, NaN where not served. ``attrs``: vehicles,
        served_share, mean_wait_min, p90_wait_min, mean_ride_min, vehicle_km, boardings_per_vehicle.

    Raises
    ------
    ValueError
        Requests out of order of time, or a number out of range.

    Notes
    -----
    A request is answered at once and never revised: it goes to the vehicle and the two places in
    its route that lengthen the route least, so long as nobody aboard or waiting there exceeds the
    limits; else it is refused. A vehicle on its way may be sent elsewhere. Travel is along straight
    lines times a factor, at one speed, so that waits are those of a quiet network.

    References
    ----------
    Jaw, Odoni, Psaraftis & Wilson (1986), Transportation Research B 20: 243-257.

    Examples
    --------
    >>> trip = pd.DataFrame({"request_min": [0.0], "from_x_m": [0.0], "from_y_m": [0.0],
    ...                      "to_x_m": [2000.0], "to_y_m": [0.0]})
    >>> one = dispatch(trip, vehicles=1, depot_m=(1000, 0), speed_kmh=30, stop_min=0, way_factor=1)
    >>> one[["wait_min", "ride_min"]].to_numpy().tolist()
    [[2.0, 4.0]]
    """
    names = ["request_min", "from_x_m", "from_y_m", "to_x_m", "to_y_m"]
    calls = table_values(pd.DataFrame({n: column(requests, n) for n in names}), "requests")
    if (np.diff(calls[:, 0]) < 0).any():
        raise ValueError("requests must be in order of time. One is earlier than the one before.")
    if not np.isfinite(max_detour) or max_detour < 1:
        raise ValueError(f"max_detour must be 1 or more. It is {max_detour}.")
    factor = positive(way_factor, "way_factor")
    metres_per_min = positive(speed_kmh, "speed_kmh") * 1000 / 60 / factor
    rules = _Rules(
        metres_per_min,
        whole_number(seats, "seats", minimum=1),
        positive(max_wait_min, "max_wait_min"),
        max_detour,
        float(stop_min),
    )
    x, y = (float(v) for v in depot_m)
    fleet = [_Vehicle(x, y) for _ in range(whole_number(vehicles, "vehicles", minimum=1))]
    trips: list[_Trip] = []
    for number, call in enumerate(calls):
        trip = _Trip(number, *call.tolist())
        trip.direct = rules.minutes(trip.from_x, trip.from_y, trip.to_x, trip.to_y)
        trips.append(trip)
        _insert(trip, fleet, rules, trips)
    for vehicle in fleet:
        vehicle.drive(np.inf, rules, trips)
    return _told(requests.index, trips, fleet, factor)


@dataclass(frozen=True)
class _Rules:
    metres_per_min: float
    seats: int
    max_wait: float
    max_detour: float
    stop_min: float

    def minutes(self, x0: float, y0: float, x1: float, y1: float) -> float:
        return float(np.hypot(x1 - x0, y1 - y0)) / self.metres_per_min


@dataclass
class _Trip:
    number: int
    asked: float
    from_x: float
    from_y: float
    to_x: float
    to_y: float
    direct: float = 0.0
    vehicle: int = -1
    boarded: float = np.nan
    left: float = np.nan


@dataclass
class _Stop:
    trip: int
    boards: bool
    x: float
    y: float


@dataclass
class _Vehicle:
    x: float
    y: float
    time: float = 0.0
    aboard: int = 0
    metres: float = 0.0
    route: list[_Stop] = field(default_factory=list)

    def drive(self, until: float, rules: _Rules, trips: list[_Trip]) -> None:
        """Drive until a time, making stops; what is on its way may still be sent elsewhere."""
        while self.route:
            stop = self.route[0]
            apart_x, apart_y = stop.x - self.x, stop.y - self.y
            metres = float(np.hypot(apart_x, apart_y))
            need = metres / rules.metres_per_min
            if self.time + need > until:
                done = max(until - self.time, 0) / need if need > 0 else 0.0
                self.x, self.y = self.x + done * apart_x, self.y + done * apart_y
                self.metres += done * metres
                self.time = max(self.time, until)
                return
            self.route.pop(0)
            self.metres += metres
            self.time += need
            self.x, self.y = stop.x, stop.y
            if stop.boards:
                trips[stop.trip].boarded = self.time
            else:
                trips[stop.trip].left = self.time
            self.aboard += 1 if stop.boards else -1
            self.time += rules.stop_min
        if not self.route and np.isfinite(until):
            self.time = max(self.time, until)


def _insert(trip: _Trip, fleet: list[_Vehicle], rules: _Rules, trips: list[_Trip]) -> None:
    """Put a request where it lengthens a route least, or refuse it."""
    best: tuple[float, int, list[_Stop]] | None = None
    start = _Stop(trip.number, True, trip.from_x, trip.from_y)
    end = _Stop(trip.number, False, trip.to_x, trip.to_y)
    for number, vehicle in enumerate(fleet):
        vehicle.drive(trip.asked, rules, trips)
        begin = _length(vehicle, vehicle.route, rules, trips)
        for i in range(len(vehicle.route) + 1):
            for j in range(i, len(vehicle.route) + 1):
                route = [*vehicle.route[:i], start, *vehicle.route[i:j], end, *vehicle.route[j:]]
                length = _length(vehicle, route, rules, trips)
                if length < np.inf and (best is None or length - begin < best[0] - 1e-9):
                    best = (length - begin, number, route)
    if best is not None:
        trip.vehicle = best[1]
        fleet[best[1]].route = best[2]


def _length(vehicle: _Vehicle, route: list[_Stop], rules: _Rules, trips: list[_Trip]) -> float:
    """Minutes until a route is done; infinite where it breaks a rule."""
    time, x, y, aboard = vehicle.time, vehicle.x, vehicle.y, vehicle.aboard
    boarded: dict[int, float] = {}
    for stop in route:
        time += rules.minutes(x, y, stop.x, stop.y)
        x, y = stop.x, stop.y
        trip = trips[stop.trip]
        if stop.boards:
            aboard += 1
            boarded[stop.trip] = time
            if aboard > rules.seats or time - trip.asked > rules.max_wait + 1e-9:
                return np.inf
        else:
            aboard -= 1
            ride = time - boarded.get(stop.trip, trip.boarded)
            if ride > max(rules.max_detour * trip.direct, trip.direct + 10) + 1e-9:
                return np.inf
        time += rules.stop_min
    return time - vehicle.time


def _told(
    index: pd.Index, trips: list[_Trip], fleet: list[_Vehicle], factor: float
) -> pd.DataFrame:
    served = np.array([trip.vehicle >= 0 for trip in trips])
    out = pd.DataFrame(
        {
            "served": served,
            "vehicle": pd.array([t.vehicle if t.vehicle >= 0 else pd.NA for t in trips], "Int64"),
            "wait_min": [t.boarded - t.asked for t in trips],
            "ride_min": [t.left - t.boarded for t in trips],
            "direct_min": np.where(served, [t.direct for t in trips], np.nan),
        },
        index=index,
    )
    waits: Floats = out.loc[served, "wait_min"].to_numpy(dtype=np.float64)
    some = len(waits) > 0
    out.attrs = {
        "vehicles": len(fleet),
        "served_share": float(served.mean()),
        "mean_wait_min": float(waits.mean()) if some else np.nan,
        "p90_wait_min": float(np.quantile(waits, 0.9)) if some else np.nan,
        "mean_ride_min": float(out["ride_min"].mean()) if some else np.nan,
        "vehicle_km": factor * sum(v.metres for v in fleet) / 1000,
        "boardings_per_vehicle": len(waits) / len(fleet),
    }
    return out
