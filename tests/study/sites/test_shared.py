"""Shared facilities: who uses them, where they go, and how much each adds."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from clusterlab.model.reason import Reason
from clusterlab.study.sites.asked import Asked
from clusterlab.study.sites.compared import compare
from clusterlab.study.sites.shared import each_more, facilities, models, share, solve, users

QUICK = {"reach_m": 350.0, "displacements": 0, "draws": 200, "top": 2, "not_built": ()}


@pytest.fixture
def busy(town):
    """Give the town twelve firms in a row, 100 m apart, the last ones far from any plot."""
    rows = []
    for number in range(12):
        row = town.tables["firms"].iloc[[0]].copy()
        row["firm_id"] = f"g{number}"
        x, y = town.corner
        point = gpd.GeoSeries([shapely.Point(x + 100 * number, y)], crs=town.measure_crs)
        rows.append(row.set_geometry(point.to_crs(4326).values))
    town.tables["firms"] = gpd.GeoDataFrame(pd.concat(rows, ignore_index=True))
    return town


def test_too_few_users_are_the_reason_of_all(town):
    shared = share(compare(town, Asked(kind="parcels", **QUICK)))
    assert shared == Reason("too_few_points", n=3, minimum=10)
    assert users(shared).reason == shared
    assert facilities(shared, solve(shared)).reason == shared


def test_without_a_candidate_nothing_is_placed(busy):
    compared = compare(busy, Asked(kind="parcels", uses=("for_sale",), **QUICK))
    assert share(compared) == Reason("too_few_candidates", n=0, minimum=1)


def test_numbers_are_those_of_the_town(busy):
    shared = share(compare(busy, Asked(kind="parcels", facilities=1, **QUICK)))
    answers = solve(shared)
    told = users(shared).said[0].values
    assert (told["placed"], told["existing"], told["new"]) == (12, 1, 1)
    # An incubator stands at 100 m; the best plot beside it is the fourth, at 400 m.
    found = facilities(shared, answers)
    away = [min(abs(100 * n - 100), abs(100 * n - 400)) for n in range(12)]
    assert found.numbers[0].value == pytest.approx(sum(away) / 12, abs=0.1)
    assert found.said[0].values["median"].parts[0].names["en"] == "Plot 4"


def test_steps_count_what_is_reached(busy):
    shared = share(compare(busy, Asked(kind="parcels", facilities_max=2, **QUICK)))
    found = each_more(shared)
    # Within 350 m of the incubator: 0 to 400 m; with the fourth plot: up to 700 m.
    assert found.data["covered"].tolist() == [5.0, 8.0]
    assert found.said[0].values["one"] == pytest.approx(8 / 12)
    assert found.columns[0].n == {0: 12, 1: 12}


def test_what_nothing_reaches_is_listed(busy):
    shared = share(compare(busy, Asked(kind="parcels", facilities=1, **QUICK)))
    found = models(shared, solve(shared))
    assert {"p_median", "max_cover", "p_center", "set_cover"} <= set(found.data.index)
    far = found.tables[1]
    assert far.data["unserved"].sum() == 4
    assert found.said[0].code == "no_candidate_within_radius"
    limited = share(compare(busy, Asked(kind="parcels", facilities=1, capacity=2, **QUICK)))
    codes = [one.code for one in models(limited, solve(limited)).said]
    assert "capacity_below_demand" in codes
