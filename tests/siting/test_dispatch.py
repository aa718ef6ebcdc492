import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import dispatch, draw_requests


def trips(*rows: tuple[float, float, float]) -> pd.DataFrame:
    """Trips along a line: time [min], from, to [m]."""
    return pd.DataFrame(
        [(t, a, 0.0, b, 0.0) for t, a, b in rows],
        columns=["request_min", "from_x_m", "from_y_m", "to_x_m", "to_y_m"],
    )


# At 30 km/h without stopping time a vehicle makes 500 m in a minute.
PLAIN = {"depot_m": (0, 0), "speed_kmh": 30, "stop_min": 0, "way_factor": 1}


def test_one_vehicle_by_hand() -> None:
    out = dispatch(trips((0, 1000, 3000), (20, 0, 1000)), vehicles=1, **PLAIN)
    # 2 min to the first, then 4 aboard; idle at 3000 m until minute 20, then 6 min back.
    assert out["wait_min"].tolist() == pytest.approx([2, 6])
    assert out["ride_min"].tolist() == pytest.approx([4, 2])
    assert out.attrs["vehicle_km"] == pytest.approx(3 + 3 + 1)


def test_trips_on_the_way_are_shared() -> None:
    out = dispatch(trips((0, 0, 4000), (0.5, 2000, 3000)), vehicles=1, **PLAIN)
    assert out["served"].all()
    # The second boards on the way and the first loses no time.
    assert out.loc[0, "ride_min"] == pytest.approx(8)
    assert out.attrs["vehicle_km"] == pytest.approx(4)
    single = dispatch(trips((0, 0, 4000), (0.5, 2000, 3000)), vehicles=1, seats=1, **PLAIN)
    assert single.attrs["vehicle_km"] > 4


def test_whoever_would_wait_too_long_is_refused() -> None:
    out = dispatch(trips((0, 20_000, 21_000)), vehicles=1, max_wait_min=30, **PLAIN)
    assert out["served"].tolist() == [False]
    assert out[["wait_min", "ride_min", "direct_min"]].isna().all(axis=None)
    assert np.isnan(out.attrs["mean_wait_min"])


def test_no_rule_is_broken_and_more_vehicles_serve_more() -> None:
    rng = np.random.default_rng(1)
    home = pd.DataFrame({"x_m": rng.random(30) * 5000, "y_m": rng.random(30) * 5000, "weight": 1.0})
    calls = draw_requests(home, home.iloc[:5], requests=60, hours=1, seed=2)
    shares = []
    for fleet in (1, 4, 8):
        out = dispatch(calls, vehicles=fleet, depot_m=(2500, 2500), max_wait_min=12, seats=4)
        done = out[out["served"]]
        assert (done["wait_min"] <= 12 + 1e-6).all()
        assert (done["wait_min"] >= -1e-9).all()
        limit = np.maximum(2 * done["direct_min"], done["direct_min"] + 10)
        assert (done["ride_min"] <= limit + 1e-6).all()
        assert (done["ride_min"] >= done["direct_min"] - 1e-6).all()
        shares.append(out.attrs["served_share"])
    assert shares[0] < shares[1] <= shares[2]


def test_draws_follow_the_weights_and_the_seed() -> None:
    home = pd.DataFrame({"x_m": [0.0, 1.0], "y_m": 0.0, "weight": [3.0, 1.0]})
    one = draw_requests(home, home, requests=4000, hours=2, seed=3)
    pd.testing.assert_frame_equal(one, draw_requests(home, home, requests=4000, hours=2, seed=3))
    assert one["from_x_m"].mean() == pytest.approx(0.25, abs=0.03)
    assert one["request_min"].is_monotonic_increasing
    assert one["request_min"].between(0, 120).all()
    with pytest.raises(ValueError, match="not all zero"):
        draw_requests(home.assign(weight=0.0), home, requests=1, hours=1, seed=0)


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="order of time"):
        dispatch(trips((5, 0, 1), (4, 0, 1)), vehicles=1, **PLAIN)
    with pytest.raises(ValueError, match="vehicles must be"):
        dispatch(trips((5, 0, 1)), vehicles=0, **PLAIN)
    with pytest.raises(ValueError, match="max_detour must be 1"):
        dispatch(trips((5, 0, 1)), vehicles=1, max_detour=0.5, **PLAIN)
