"""Fleet curve: waiting time and trips served for each size of an on-demand fleet."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from .dispatch import dispatch


def fleet_curve(
    requests: pd.DataFrame, *, fleet_sizes: Sequence[int], depot_m: Sequence[float], **rules: Any
) -> pd.DataFrame:
    """Simulate the same requests with fleets of several sizes.

    Parameters
    ----------
    requests : DataFrame
        As for `dispatch`.
    fleet_sizes : sequence of int
        Numbers of vehicles.
    depot_m : (x, y)
        Where vehicles start [m].
    **rules
        Other arguments of `dispatch`.

    Returns
    -------
    DataFrame, indexed by vehicles
        served_share [0-1], mean_wait_min, p90_wait_min, mean_ride_min, vehicle_km,
        boardings_per_vehicle. Waits are of those served: read them beside the share served.

    Examples
    --------
    >>> trips = pd.DataFrame({"request_min": [0.0, 0.0], "from_x_m": [0.0, 9000.0],
    ...                       "from_y_m": 0.0, "to_x_m": [-3000.0, 12000.0], "to_y_m": 0.0})
    >>> fleet_curve(trips, fleet_sizes=[1, 2], depot_m=(4500, 0))["served_share"].tolist()
    [0.5, 1.0]
    """
    rows = [
        dispatch(requests, vehicles=size, depot_m=depot_m, **rules).attrs for size in fleet_sizes
    ]
    return pd.DataFrame(rows).set_index("vehicles")
