"""Answers about points, against figures that a pencil can follow."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from clusterlab.study import agglomeration


def points(xy, types) -> gpd.GeoDataFrame:
    x, y = zip(*xy, strict=True)
    return gpd.GeoDataFrame(
        {"type": types}, index=range(len(xy)), geometry=gpd.points_from_xy(x, y), crs=5186
    )


def two_camps(seed: int = 1) -> gpd.GeoDataFrame:
    """Scatter thirty of bio round one spot and thirty of food round another, a kilometre away."""
    draw = np.random.default_rng(seed)
    near = draw.normal((1_000, 1_000), 40, size=(30, 2))
    far = draw.normal((2_000, 1_000), 40, size=(30, 2))
    return points([*near, *far], ["bio"] * 30 + ["food"] * 30)


def districts(**shapes) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"role": list(shapes)}, geometry=list(shapes.values()), crs=5186)


def test_the_window_is_the_districts_where_they_hold_most_points():
    whole, part = shapely.box(0, 0, 3_000, 2_000), shapely.box(0, 0, 1_500, 2_000)
    ground, inside, basis = agglomeration.window(districts(whole=whole, district=part), two_camps())
    assert (basis, len(inside), ground.area) == ("whole", 60, whole.area)
    left = two_camps().iloc[:35]
    ground, inside, basis = agglomeration.window(districts(whole=whole, district=part), left)
    assert (basis, len(inside), ground.area) == ("districts", 30, part.area)


def test_points_elsewhere_are_given_their_own_hull():
    ground, inside, basis = agglomeration.window(
        districts(whole=shapely.box(9_000, 9_000, 9_100, 9_100)), two_camps()
    )
    assert (basis, len(inside)) == ("hull", 60)
    assert ground.contains(shapely.MultiPoint(inside.geometry.to_list()))


def test_no_points_have_no_window():
    none = two_camps().iloc[:0]
    ground, inside, _ = agglomeration.window(districts(whole=shapely.box(0, 0, 1, 1)), none)
    assert ground is None
    assert inside.empty


def test_two_camps_each_stand_around_their_own_kind():
    peaks, curves = agglomeration.around_own_kind(
        two_camps(), types=["bio", "food"], distances_m=[200, 400], simulations=39, seed=1
    )
    # All neighbours within 400 m are of the same kind, and 29 of 59 are everywhere.
    assert peaks["m_peak"].tolist() == pytest.approx([59 / 29, 59 / 29])
    assert sorted(curves) == ["bio", "food"]


def test_an_even_grid_is_not_closer_together_than_an_even_scatter():
    grid = points([(x, y) for x in range(50, 1_000, 100) for y in range(50, 1_000, 100)], "bio")
    ground = shapely.box(0, 0, 1_000, 1_000)
    found = agglomeration.nearest_neighbours(
        {"all": grid, "few": grid.iloc[:3]}, ground=ground, minimum=10
    )
    assert found.loc["all", "mean_m"] == pytest.approx(100)
    assert found.loc["all", "clark_evans"] > 1.8  # 2 for a square grid without an edge
    assert found.loc["few", "reason"] == {"code": "too_few_points", "n": 3, "minimum": 10}
    excess = agglomeration.excess(grid, ground=ground, distances_m=[50, 90], simulations=19, seed=1)
    assert excess["observed"].tolist() == [-50, -90]
    assert (excess["global_low"] <= excess["global_high"]).all()


def test_groups_are_found_measured_and_named_for_what_they_hold():
    found = agglomeration.groups(two_camps(), radius_m=150, minimum=5, resamples=9, seed=1)
    assert found["n"].tolist() == [30, 30]
    assert sorted(found["main_type"]) == ["bio", "food"]
    assert found["main_share"].tolist() == [1, 1]
    assert found["stability"].min() > 0.85
    assert found["polsby_popper"].between(0, 1).all()


def test_scattered_points_make_no_group():
    apart = points([(0, 0), (9_000, 0), (0, 9_000)], "bio")
    found = agglomeration.groups(apart, radius_m=150, minimum=3, resamples=9, seed=1)
    assert found.empty
    assert found.attrs["reason"]["code"] == "no_group"


def test_neighbours_are_of_the_same_camp():
    found = agglomeration.neighbours(two_camps(), types=["bio", "food"], simulations=99, seed=1)
    assert found.loc[("bio", "bio"), "clq"] == pytest.approx(59 / 29)
    assert found.loc[("bio", "food"), "clq"] == 0
    assert (found["q_value"] <= 0.05).all()


def test_reach_by_hand():
    firms = points([(0, 0), (100, 0), (5_000, 0), (5_100, 0)], "bio")
    campus = points([(50, 0)], "university")
    found = agglomeration.reach(
        firms,
        {"university": campus, "hospital": campus.iloc[:0]},
        within_m=1_000,
        scale_m=1_000,
        minimum=3,
    )
    # Two of four firms share one campus: half a campus for each, so 25 for 100 firms.
    assert found.loc["university", ["reached_share", "per_100"]].tolist() == [0.5, 25]
    assert found.loc["hospital", "reason"] == {"code": "no_target"}
    few = agglomeration.reach(
        firms.iloc[:2], {"university": campus}, within_m=1_000, scale_m=1_000, minimum=3
    )
    assert few.loc["university", "reason"]["code"] == "too_few_points"


def test_plants_without_jobs_and_small_industries_are_left_out():
    plants = pd.DataFrame(
        {
            "region": ["A", "A", "A", "B", "B", "B", "A", "B"],
            "industry": ["bio"] * 3 + ["food"] * 3 + ["law", "bio"],
            "employees": [10, 10, 10, 10, 10, 10, 5, np.nan],
        }
    )
    found = agglomeration.plant_concentration(plants, minimum=3)
    assert sorted(found.index) == ["bio", "food"]
    assert found["plants"].tolist() == [3, 3]
    assert (found["ellison_glaeser"] > 0.05).all()
