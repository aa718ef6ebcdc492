"""Whether firms are close together, on a heap among scattered firms."""

import geopandas as gpd
import numpy as np
import pandas as pd
from town_fixtures import town, town_organisations

from clusterlab.study import closeness, profile


def firms() -> gpd.GeoDataFrame:
    rng = np.random.default_rng(7)
    xy = np.vstack([rng.uniform(0, 5000, (80, 2)), rng.normal(2500, 30, (20, 2))])
    table = pd.DataFrame({"sector": ["food"] * 77 + ["energy"] * 3 + ["bio"] * 20})
    points = gpd.points_from_xy(*xy.T)
    return gpd.GeoDataFrame(table.assign(source_id="s1"), geometry=points, crs=5186)


BY = closeness.asked(to_m=2000, step_m=100, minimum=10, simulations=99, seed=1)


def test_a_heap_is_said_to_be_close_and_the_rest_not():
    measured = closeness.curves(firms(), BY)
    heap = closeness.of_sector(measured, "bio")
    (told,) = heap.said
    assert told.key == "clustered"
    assert told.values["start"] == 0
    assert heap.n == 20
    assert heap.sources == ("s1",)
    assert heap.charts[0].values["simulations"] == 99
    (told,) = closeness.of_sector(measured, "food").said
    assert (told.key, told.values["metres"]) == ("not_clustered", 2000)


def test_a_sector_of_few_firms_and_one_nobody_knows_give_the_reason():
    measured = closeness.curves(firms(), BY)
    why = closeness.of_sector(measured, "energy").reason
    assert (why.code, why["n"], why["minimum"]) == ("too_few_of_sector", 3, 10)
    assert closeness.of_sector(measured, "machinery").reason["n"] == 0
    (column,) = closeness.sectors(measured).columns
    assert column.reason["food"] == "not_concentrated"
    assert column.reason["energy"]["code"] == "too_few_points"


def test_all_firms_of_one_sector_cannot_be_told_from_chance():
    alone = firms().assign(sector="bio")
    assert closeness.of_sector(closeness.curves(alone, BY), "bio").reason.code == "one_outcome"


def test_a_crowd_is_left_out_where_it_rules():
    held = profile.held(town(), max_uncertainty_m=300)
    left_out, sector = closeness.without_crowd(held, BY, "bio")
    assert left_out.cautions[0].values == {"stack": 10, "rest": 2}
    assert sector.reason["n"] == 0
    placed = town_organisations()[10:]
    sparse = profile.held(town(organisations=placed), max_uncertainty_m=300)
    assert closeness.without_crowd(sparse, BY, "bio") == []
