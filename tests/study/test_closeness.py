"""Whether firms are close together, on a heap among scattered firms."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from point_fixtures import study
from town_fixtures import town, town_organisations

from clusterlab.study import closeness, clustering, profile


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
    # Two sectors have a curve, and the heap lies outside all 99 draws.
    assert (told.values["draws"], told.values["fields"]) == (99, 2)
    assert told.values["p"] == heap.compared.p == pytest.approx(2 / 100)
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


def test_a_stretch_that_ends_with_the_grid_says_so():
    short = closeness.asked(to_m=50, step_m=25, minimum=10, simulations=99, seed=1)
    measured = closeness.curves(firms(), short)
    (told,) = closeness.of_sector(measured, "bio").said
    assert (told.key, told.values["end"]) == ("clustered_open", 50)
    (open_end,) = closeness.sectors(measured).said
    assert [label.code for label in open_end.values["names"].parts] == ["bio"]
    assert closeness.sectors(closeness.curves(firms(), BY)).said == ()


def test_the_same_question_in_two_reports_has_the_same_answer():
    placed = firms().assign(type=lambda table: table["sector"])
    of = clustering.fields(
        study(placed),
        industries=[],
        minimum=10,
        farthest_m=2000,
        step_m=100,
        simulations=99,
        seed=1,
    )
    summary = closeness.curves(firms(), BY).summary
    both = ["concentrated_from_m", "concentrated_to_m", "k_p"]
    shown = summary.index[summary["reason"].isna()]
    pd.testing.assert_frame_equal(of.table.loc[shown, both], summary.loc[shown, both])


def test_reports_that_ask_the_same_ask_it_with_the_same_draws():
    folder = Path(__file__).parents[2] / "notebooks"
    asked = []
    for name in ("agglomeration", "cluster_profile"):
        cells = json.loads((folder / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        given = next(
            "".join(c["source"]) for c in cells if "simulations: int" in "".join(c["source"])
        )
        lines = dict(line.split(": ", 1) for line in given.splitlines())
        kept = ("simulations", "seed", "minimum_points", "max_uncertainty_m", "distance_max_m")
        asked.append({key: lines[key] for key in (*kept, "distance_step_m")})
    assert asked[0] == asked[1]
