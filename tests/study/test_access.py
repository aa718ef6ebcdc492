"""Nearest distances by kind."""

import geopandas as gpd
import pytest

from clusterlab.study.access import nearest_by_kind, places_by_kind


def points(*x: float) -> gpd.GeoDataFrame:
    geometry = gpd.points_from_xy(x, [0.0] * len(x))
    return gpd.GeoDataFrame({"uncertainty_m": [10.0] * len(x)}, geometry=geometry, crs=5186)


def test_quartiles_by_hand():
    table = nearest_by_kind(points(0, 100, 200), {"station": points(0), "hospital": points()})
    assert table.loc["station", ["q25_m", "median_m", "q75_m"]].tolist() == [50, 100, 150]
    assert table.loc["station", "uncertain_share"] == pytest.approx(1 / 3)
    assert table.loc["hospital", "reason"]["code"] == "no_target"
    assert table.loc["hospital", "places"] == 0


def test_without_origins_there_is_a_reason():
    table = nearest_by_kind(points(), {"station": points(0)})
    assert table.loc["station", "reason"]["code"] == "too_few_points"


def test_other_institutions_support():
    found = points(0, 1, 2, 3).assign(type=["university", "law", "investor", "firm"])
    kinds = places_by_kind(found, stations=points(9))
    assert {name: len(table) for name, table in kinds.items()} == {
        "university": 1,
        "institute": 0,
        "hospital": 0,
        "support": 2,
        "station": 1,
    }
