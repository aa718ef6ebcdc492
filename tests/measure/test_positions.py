"""Draws of positions: their distribution, what they share, and how often their band holds."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from scipy.stats import kstest

from clusterlab.measure import (
    clark_evans,
    colocation_quotient,
    district_density,
    hexagon_density,
    k_density,
    kernel_surface,
    m_function,
    nearest_distance,
    ripley_k,
)
from clusterlab.measure._positions import Drawer, position_band


def make(n: int, seed: int, *, side: float = 4000.0, far: float = 500.0) -> gpd.GeoDataFrame:
    random = np.random.default_rng(seed)
    xy = random.uniform(0, side, (n, 2))
    table = {
        "type": np.where(np.arange(n) < n // 2, "bio", "ict"),
        "off_m": random.uniform(0, far, n),
    }
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(*xy.T), crs=5186)


def test_draws_are_uniform_in_the_disc() -> None:
    points = make(4000, 0)
    drawer = Drawer(points, "off_m")
    step = drawer.xy_drawn(np.random.default_rng(1)) - drawer.xy
    share = (np.hypot(*step.T) / points["off_m"]) ** 2  # of the disc's area
    assert share.max() <= 1
    assert kstest(share, "uniform").pvalue > 0.01
    assert kstest(np.arctan2(step[:, 1], step[:, 0]) / (2 * np.pi) + 0.5, "uniform").pvalue > 0.01


def test_points_at_one_spot_move_together_and_others_apart() -> None:
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy([0, 5, 0, 5], [0, 5, 0, 6]), crs=5186)
    got = Drawer(points, 100.0).xy_drawn(np.random.default_rng(3))
    assert np.array_equal(got[0], got[2])
    assert not np.isclose(got[1] - got[0], 5).any()
    assert not np.isclose(got[3] - got[1], [0, 1]).any()


def test_draws_stay_in_the_window() -> None:
    window = shapely.box(0, 0, 4000, 4000)
    got = Drawer(make(500, 4), 800.0, window).xy_drawn(np.random.default_rng(5))
    assert shapely.intersects_xy(window, got[:, 0], got[:, 1]).all()


def test_exact_places_have_no_width_and_no_resolution() -> None:
    points = make(40, 6)
    grid = [0, 100, 900]
    plain = m_function(points, distances_m=grid, of="bio")
    got = m_function(points, distances_m=grid, of="bio", uncertainty_m=0.0, position_draws=5)
    assert got["observed"].equals(plain["observed"])
    assert np.allclose(got["position_low"], plain["observed"], equal_nan=True)
    assert np.allclose(got["position_high"], plain["observed"], equal_nan=True)
    assert got.attrs["resolution_m"] == 0
    assert "reason" not in got.attrs


@pytest.mark.parametrize("measure", [k_density, m_function])
def test_below_the_median_error_there_is_no_answer(measure) -> None:  # type: ignore[no-untyped-def]
    points = make(41, 7)
    half = float(np.median(points["off_m"]))
    grid = [0.0, half * 0.99, half, 2000.0]
    got = measure(points, distances_m=grid, of="bio", uncertainty_m="off_m", simulations=19)
    assert got.attrs["resolution_m"] == pytest.approx(half)
    assert got.isna().all(axis=1).tolist() == [True, True, False, False]
    assert got.attrs["reason"]["code"] == "below_resolution"
    assert got.attrs["reason"]["resolution_m"] == pytest.approx(half)
    plain = measure(points, distances_m=grid, of="bio")
    assert np.allclose(got["observed"].iloc[2:], plain["observed"].iloc[2:])
    none = measure(points, distances_m=grid[:2], of="bio", uncertainty_m="off_m", position_draws=4)
    assert none["observed"].isna().all()
    assert none["position_high"].isna().all()


def test_one_number_is_judged_by_its_own_distance() -> None:
    points = make(60, 8)
    window = shapely.box(0, 0, 4000, 4000)
    near = clark_evans(points, window=window, uncertainty_m=2000.0, position_draws=4)
    assert near["observed"].isna().all()
    assert near.attrs["reason"]["code"] == "below_resolution"
    fine = colocation_quotient(points, of="bio", uncertainty_m=1.0, position_draws=8)
    assert (fine["position_low"] <= fine["observed"]).all()
    assert (fine["observed"] <= fine["position_high"]).all()
    assert "reason" not in fine.attrs


def test_the_band_is_that_of_its_formula() -> None:
    even, gathered = np.array([[4.0], [6.0], [5.0]]), np.array([[9.0], [11.0], [10.0]])
    low, high = position_band(np.array([7.0]), even, gathered)
    wide = 2.1318 * np.sqrt(1 + 1 / 3)  # Student, four degrees of freedom; variance 1
    assert (low[0], high[0]) == (
        pytest.approx(5 - wide, rel=1e-4),
        pytest.approx(10 + wide, rel=1e-4),
    )


def test_gathered_draws_stay_in_their_discs_and_come_closer() -> None:
    random = np.random.default_rng(6)
    true = random.uniform(0, 5000, (8, 2))[random.integers(0, 8, 60)]
    off = random.uniform(0, 300, 60)
    angle = random.uniform(0, 2 * np.pi, 60)
    xy = true + np.column_stack([np.cos(angle), np.sin(angle)]) * (off * 0.7)[:, None]
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=5186).assign(off=off)
    drawer = Drawer(points, "off")
    got = drawer.xy_gathered(np.random.default_rng(1), np.zeros(60, dtype=np.int64))
    assert (np.hypot(*(got - xy).T) <= off * (1 + 1e-6)).all()
    even = drawer.xy_drawn(np.random.default_rng(1))
    assert np.hypot(*(got - true).T).mean() < 0.8 * np.hypot(*(even - true).T).mean()


@pytest.mark.parametrize("centred", [False, True])
def test_nine_of_ten_bands_hold_the_truth(centred: bool) -> None:
    """Errors of 0 to 500 m, of both kinds; 9 draws; even scatters and tight groups."""
    window = shapely.box(0, 0, 4000, 4000)
    grid = [300.0, 500.0, 1000.0]
    held = []
    for seed in range(60):
        exact = make(80, seed)
        if seed % 2:
            random = np.random.default_rng([seed, 1])
            xy = random.uniform(500, 3500, (6, 2))[random.integers(0, 6, 80)]
            xy = np.clip(xy + random.normal(0, 100, (80, 2)), 0, 4000)
            exact = exact.set_geometry(gpd.points_from_xy(*xy.T, crs=5186))
        other = Drawer(exact, "off_m", window).xy_drawn(np.random.default_rng([seed, 2]))
        stated = exact.set_geometry(gpd.points_from_xy(*other.T, crs=5186))
        if centred:
            exact, stated = stated, exact
        for measure, asked in (
            (m_function, {"of": "bio"}),
            (ripley_k, {"window": window, "as_l": True}),
        ):
            truth = measure(exact, distances_m=grid, **asked)["observed"]
            band = measure(
                stated, distances_m=grid, uncertainty_m="off_m", position_draws=9, **asked
            )
            known = band["observed"].notna()
            inside = (band["position_low"] <= truth) & (truth <= band["position_high"])
            held.extend(inside[known])
    assert np.mean(held) >= 0.88


def test_bad_input_is_refused_in_a_line() -> None:
    points = make(10, 9)
    asked = {"distances_m": [100], "of": "bio"}
    with pytest.raises(ValueError, match="needs uncertainty_m"):
        m_function(points, position_draws=9, **asked)
    with pytest.raises(ValueError, match="4 or more"):
        m_function(points, uncertainty_m=10.0, position_draws=2, **asked)
    with pytest.raises(ValueError, match=r"known for every point\. 1 of 10"):
        unknown = points.assign(off_m=[np.nan, *points["off_m"][1:]])
        m_function(unknown, uncertainty_m="off_m", position_draws=4, **asked)
    with pytest.raises(ValueError, match="lowest is -1"):
        m_function(points, uncertainty_m=-1.0, **asked)


def test_the_densest_cell_is_no_single_building() -> None:
    random = np.random.default_rng(11)
    xy = np.vstack([np.full((30, 2), 5000.0), random.uniform(0, 150, (12, 2)), [[9000.0, 0.0]]])
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=5186)
    got = hexagon_density(points, side_m=400, uncertainty_m=20.0, position_draws=20)
    top = got["count"].idxmax()
    assert got.loc[top, ["count", "places"]].tolist() == [30, 1]
    assert got.loc[top, "densest"] == 0
    assert got["densest"].sum() == pytest.approx(1)
    assert (got["count_low"] <= got["count_high"]).all()
    blocks = gpd.GeoDataFrame(
        {"district_id": ["one", "many"]},
        geometry=[shapely.box(4000, 4000, 6000, 6000), shapely.box(-500, -500, 1500, 1500)],
        crs=5186,
    )
    held = district_density(blocks, points, uncertainty_m=20.0, position_draws=10)
    assert held[["count", "places", "fullest", "densest"]].to_numpy().tolist() == [
        [30, 1, 30, 0],
        [12, 12, 1, 1],
    ]


def test_a_neighbour_holds_as_often_as_by_hand() -> None:
    # Targets at 0 and 1000 m, an origin exact at x: the first is nearer where its error allows.
    start = gpd.GeoDataFrame({"off": [0.0]}, geometry=gpd.points_from_xy([450], [0]), crs=5186)
    ends = gpd.GeoDataFrame(
        {"off": [0.0, 300.0]}, geometry=gpd.points_from_xy([0, 1000], [0, 0]), crs=5186
    )
    got = nearest_distance(start, ends, uncertainty_m="off", position_draws=2000).iloc[0]
    random = np.random.default_rng(1)
    xy = random.uniform(-300, 300, (400_000, 2))
    xy = xy[np.hypot(*xy.T) <= 300] + [1000, 0]
    assert got["held"] == pytest.approx((np.hypot(xy[:, 0] - 450, xy[:, 1]) > 450).mean(), abs=0.03)
    assert got["position_high"] == 450
    assert not got["below"]


def test_a_peak_holds_or_does_not() -> None:
    random = np.random.default_rng(12)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*random.normal(0, 50, (2, 80))), crs=5186)
    asked = {"bandwidth_m": 200, "cell_m": 50, "position_draws": 10}
    assert kernel_surface(points, uncertainty_m=50.0, **asked).attrs["peak_held"] == 1
    loose = kernel_surface(points.iloc[:6], uncertainty_m=9000.0, **asked)
    assert loose.attrs["peak_held"] < 0.5
