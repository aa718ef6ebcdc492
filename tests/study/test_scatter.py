"""Even scatters and grounds, against figures that a pencil can follow."""

import geopandas as gpd
import pytest
import shapely
from point_fixtures import points, study, two_camps

from clusterlab.study import scatter


def districts(**shapes) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"role": list(shapes), "source_id": "s2"}, geometry=list(shapes.values()), crs=5186
    )


def test_the_window_is_the_districts_where_they_hold_most_points():
    whole, part = shapely.box(0, 0, 3_000, 2_000), shapely.box(0, 0, 1_500, 2_000)
    ground, inside, basis = scatter.window(districts(whole=whole, district=part), two_camps())
    assert (basis, len(inside), ground.area) == ("whole", 60, whole.area)
    left = two_camps().iloc[:35]
    ground, inside, basis = scatter.window(districts(whole=whole, district=part), left)
    assert (basis, len(inside), ground.area) == ("districts", 30, part.area)


def test_points_elsewhere_are_given_their_own_hull():
    ground, inside, basis = scatter.window(
        districts(whole=shapely.box(9_000, 9_000, 9_100, 9_100)), two_camps()
    )
    assert (basis, len(inside)) == ("hull", 60)
    assert ground.contains(shapely.MultiPoint(inside.geometry.to_list()))


def test_no_points_have_no_window():
    none = two_camps().iloc[:0]
    ground, inside, _ = scatter.window(districts(whole=shapely.box(0, 0, 1, 1)), none)
    assert ground is None
    assert inside.empty


def test_an_even_grid_is_not_closer_together_than_an_even_scatter():
    grid = points([(x, y) for x in range(50, 1_000, 100) for y in range(50, 1_000, 100)], "bio")
    ground = shapely.box(0, 0, 1_000, 1_000)
    found = scatter.nearest_neighbours(
        {"all": grid, "few": grid.iloc[:3]}, ground=ground, minimum=10
    )
    assert found.loc["all", "mean_m"] == pytest.approx(100)
    assert found.loc["all", "clark_evans"] > 1.8  # 2 for a square grid without an edge
    assert found.loc["few", "reason"] == {"code": "too_few_points", "n": 3, "minimum": 10}
    excess = scatter.excess(grid, ground=ground, distances_m=[50, 90], simulations=19, seed=1)
    assert excess["observed"].tolist() == [-50, -90]
    assert (excess["global_low"] <= excess["global_high"]).all()


def test_two_camps_are_closer_together_than_an_even_scatter():
    ground = districts(whole=shapely.box(0, 0, 3_000, 2_000))
    on = scatter.ground(study(two_camps(), districts=ground), minimum=10)
    found = scatter.nearest(on, industries=[])
    assert found.sources == ("s1", "s2")
    assert found.data.index.tolist() == ["all", "bio", "food"]
    assert found.said[0].values["ratio"] < 1
    near = scatter.by_distance(on, farthest_m=200, step_m=100, simulations=19, seed=1)
    assert near.data.index.tolist() == [100, 200]
    assert [column.measure for column in near.columns] == ["l_excess", "pair_correlation"]
    assert near.data["observed"].iloc[0] > 1
    # Denser than every scatter at both distances, the last of which is the end of the grid.
    assert near.said[0].key == "l_above_open"
    assert near.said[0].values == {"start": 100, "end": 200, "draws": 19, "p": 0.05, "fields": 1}


def test_too_few_points_keep_their_rows_and_say_why():
    few = study(two_camps().iloc[:3], districts=districts(whole=shapely.box(0, 0, 3_000, 2_000)))
    on = scatter.ground(few, minimum=10)
    found = scatter.nearest(on, industries=[])
    assert found
    assert found.said[0] == {"code": "too_few_points", "n": 3, "minimum": 10}
    assert found.columns[0].values.isna().all()
    assert not found.tables
    why = scatter.by_distance(on, farthest_m=200, step_m=100, simulations=19, seed=1).reason
    assert why == found.said[0]


def test_a_crowded_building_is_shown_apart():
    stacked = points([(5, 5)] * 12 + [(100 * k, 50) for k in range(12)], "bio")
    on = scatter.ground(
        study(stacked, districts=districts(whole=shapely.box(-10, -10, 1_300, 100))), minimum=10
    )
    assert on.crowded
    found = scatter.nearest(on, industries=[])
    assert found.data.loc["without", "firms"] == 12
