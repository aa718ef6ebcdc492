import numpy as np
import pandas as pd
import pytest

from clusterlab.study.scenarios.on_demand import (
    fleet,
    on_demand_reach,
    reached_area,
    service_places,
)

SERVICE = {"id": "bus", "vehicles": 2, "hours": 4, "seats": 8, "dongs": ["갑동"]}
RUN = {"seed": 1, "max_wait_min": 20, "max_uncertainty_m": 300}


def test_homes_lie_in_the_area_and_trips_end_at_firms_or_a_station(place) -> None:
    homes, ends, middle = service_places(SERVICE, place, max_uncertainty_m=300)
    # A square kilometre holds sixteen cells of 250 m.
    assert len(homes) == 16
    assert homes[["x_m", "y_m"]].min().tolist() == [200_125, 549_625]
    assert middle == (200_500, 550_000)
    # Two firms lie inside, on a border or not; the station's weight is that of both together.
    assert ends.groupby("station")["weight"].sum().round(9).tolist() == [1, 1]
    assert len(ends[~ends["station"]]) == 1


def test_more_vehicles_serve_no_fewer_and_the_day_is_drawn_by_its_seed(
    place, facts: pd.DataFrame
) -> None:
    curve = fleet(SERVICE, place, facts=facts, **RUN)
    assert curve.index.tolist() == [1, 2, 4]
    assert curve["served_share"].is_monotonic_increasing
    assert curve.attrs["riders"] == 20
    assert curve.attrs["riders_basis"] == "range"
    again = fleet(SERVICE, place, facts=facts, **RUN)
    pd.testing.assert_frame_equal(curve, again)
    other = fleet(SERVICE, place, facts=facts, **{**RUN, "seed": 9})
    assert not np.allclose(curve["mean_wait_min"], other["mean_wait_min"])
    assert (curve["mean_wait_low_min"] <= curve["mean_wait_min"]).all()
    assert (curve["mean_wait_min"] <= curve["mean_wait_high_min"]).all()


def test_published_riders_are_taken_where_a_fact_names_them(place, facts: pd.DataFrame) -> None:
    curve = fleet({**SERVICE, "riders_fact": "f-riders"}, place, facts=facts, **RUN)
    assert (curve.attrs["riders"], curve.attrs["riders_basis"]) == (12, "published")
    # Riders a vehicle-hour by hand: twelve requests, all served, two vehicles over four hours.
    assert curve.loc[2, "served_share"] == 1
    assert curve.loc[2, "riders_per_vehicle_hour"] == pytest.approx(12 / 8)
    # Metres driven at 30 km/h make up the time driven.
    hours = curve.loc[2, "vehicle_km"] / 30
    assert curve.loc[2, "driving_share"] == pytest.approx(hours / 8)


def test_missing_rates_and_empty_places_are_said(place, facts: pd.DataFrame) -> None:
    none = facts[facts["indicator"] != "bus_speed"]
    assert fleet(SERVICE, place, facts=none, **RUN).attrs["reason"] == {
        "code": "no_rate",
        "use": "bus_speed",
    }
    place.transit = place.transit.iloc[:0]
    far = {**SERVICE, "dongs": ["을동"]}
    assert fleet(far, place, facts=facts, **RUN).attrs["reason"]["code"] == "no_jobs_placed"


def test_reach_by_hand(place, facts: pd.DataFrame) -> None:
    way = {"wait_min": 4, "within_min": 6, "walking_kmh": 6.0}
    told = on_demand_reach(SERVICE, place, facts=facts, max_uncertainty_m=300, **way)
    # Six minutes on foot are 600 m by road, 500 m in a straight line; two minutes by bus are
    # 1,000 m by road, 833 m in a straight line. The station is at the middle of the north edge.
    homes, _, _ = service_places(SERVICE, place, max_uncertainty_m=300)
    apart = np.hypot(homes["x_m"] - 200_500, homes["y_m"] - 550_500)
    assert told.loc["area", "total"] == 16
    assert told.loc["area", "on_foot"] == (apart <= 500).sum()
    assert told.loc["area", "on_demand"] == (apart <= 1000 / 1.2).sum()
    drawn = reached_area(SERVICE, place, facts=facts, **way)
    shares = told.loc["area", ["on_foot_share", "on_demand_share"]]
    assert drawn["share"].tolist() == shares.tolist()
    # The dong is a square kilometre laid with whole cells: the outline's area is that of them.
    assert (drawn.area / 1e6).tolist() == pytest.approx(shares.tolist())


def test_a_long_wait_helps_nobody_and_nobody_is_worse_off(place, facts: pd.DataFrame) -> None:
    told = on_demand_reach(
        SERVICE, place, facts=facts, wait_min=60, within_min=6, walking_kmh=6, max_uncertainty_m=300
    )
    assert told["on_demand"].equals(told["on_foot"])


def test_without_a_station_reach_is_missing(place, facts: pd.DataFrame) -> None:
    place.transit = place.transit.iloc[:0]
    told = on_demand_reach(
        SERVICE, place, facts=facts, wait_min=1, within_min=6, walking_kmh=6, max_uncertainty_m=300
    )
    assert told["on_foot"].isna().all()
