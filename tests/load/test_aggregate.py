"""Tests of points counted by area."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

import clusterlab as cl
from clusterlab.load.aggregate import aggregate


@pytest.fixture
def areas() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"dong_code": ["2", "1", "3"], "name_ko": ["나", "가", "다"]},
        geometry=[
            shapely.box(1000, 0, 2000, 1000),
            shapely.box(0, 0, 1000, 1000),
            shapely.box(2000, 0, 3000, 1000),
        ],
        crs="EPSG:5186",
    )


@pytest.fixture
def points() -> gpd.GeoDataFrame:
    xs = [500, 950, 1000, 1500, 5000]
    return gpd.GeoDataFrame(
        {
            "employees": [10.0, np.nan, 30.0, np.nan, 7.0, 9.0],
            "uncertainty_m": [20.0, 60.0, 0.0, np.nan, 20.0, np.nan],
        },
        geometry=[*(shapely.Point(x, 500) for x in xs), None],
        crs="EPSG:5186",
    )


def test_counts_and_jobs_by_area(points: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> None:
    made = aggregate(points, areas, vintage="2026-01").set_index("dong_code")
    assert made.index.tolist() == ["1", "2", "3"]
    assert made["name_ko"].tolist() == ["가", "나", "다"]
    # The point on the border of 1 and 2 belongs to 1.
    assert made["establishments"].tolist() == [3, 1, 0]
    assert made["known_employees"].tolist() == [2, 0, 0]
    assert made["employees"].tolist()[0] == 40
    assert made["employees"].isna().tolist() == [False, True, True]
    assert set(made["boundary_vintage"]) == {"2026-01"}
    assert made.attrs == {"outside": 1, "unplaced": 1}
    assert made.crs == areas.crs


def test_points_that_may_lie_elsewhere_are_counted(
    points: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> None:
    made = aggregate(points, areas)
    # 60 m off and 50 m from the border; that of unknown uncertainty says nothing.
    assert made["near_border"].iloc[0] == 1
    assert np.isnan(made["near_border"].iloc[1])
    assert made["near_border"].iloc[2] == 0
    in_degrees = aggregate(points.to_crs("EPSG:4326"), areas)
    assert in_degrees["near_border"].isna().all()
    assert in_degrees["establishments"].sum() == 4


def test_a_published_table_leaves_small_cells_and_ruled_ones_out(
    points: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> None:
    small = aggregate(points, areas, min_count=4)
    assert small["suppressed"].tolist() == [True, True, False]
    assert small["employees"].isna().all()
    assert small["establishments"].tolist() == [3, 1, 0]
    ruled = aggregate(points, areas, max_share=0.7)
    assert ruled.set_index("dong_code").loc["1", "suppressed"]
    assert not aggregate(points, areas)["suppressed"].any()


def test_points_without_a_column_of_jobs_have_none(
    points: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> None:
    assert aggregate(points.drop(columns="employees"), areas)["employees"].isna().all()


def test_what_cannot_be_counted_is_refused(
    points: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> None:
    with pytest.raises(ValueError, match="areas have no reference system"):
        aggregate(points, areas.set_crs(None, allow_override=True))
    with pytest.raises(ValueError, match="'2' is there twice"):
        aggregate(points, pd.concat([areas, areas.head(1)]))
    with pytest.raises(ValueError, match="no column"):
        aggregate(points, areas, key="dong")


def test_a_built_in_cluster_counted_by_neighbourhood() -> None:
    magok = cl.load("magok")
    made = cl.aggregate(
        magok.points(), magok.dongs, vintage=magok.meta["boundary_vintage"], min_count=3
    )
    assert made["establishments"].sum() + made.attrs["outside"] == len(magok.points())
    assert not made.loc[made["suppressed"], "employees"].notna().any()
