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


def test_an_empty_point_is_unplaced(points: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> None:
    more = pd.concat([points, gpd.GeoDataFrame(geometry=[shapely.Point()], crs=points.crs)])
    assert aggregate(more, areas).attrs == {"outside": 1, "unplaced": 2}


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


def test_many_points_equal_the_definition_point_by_point() -> None:
    rng = np.random.default_rng(2)
    seeds = shapely.MultiPoint(rng.uniform(0, 9000, (30, 2)))
    shapes = shapely.get_parts(shapely.voronoi_polygons(seeds))
    outlines = gpd.GeoDataFrame(
        {"dong_code": [f"{k:02d}" for k in rng.permutation(30)]}, geometry=shapes, crs="EPSG:5186"
    )
    count = 25_000
    xy = rng.uniform(-500, 9500, (2, count))
    corners = shapely.get_coordinates(shapes)
    xy[:, : len(corners)] = corners.T
    many = gpd.GeoDataFrame(
        {
            "employees": np.where(rng.random(count) < 0.2, np.nan, rng.integers(0, 300, count)),
            "uncertainty_m": np.where(rng.random(count) < 0.1, np.nan, rng.uniform(0, 90, count)),
        },
        geometry=gpd.points_from_xy(*xy),
        crs="EPSG:5186",
    )
    made = aggregate(many, outlines).set_index("dong_code")
    free = np.ones(count, dtype=bool)
    x, y = xy
    for code, outline in sorted(zip(outlines["dong_code"], shapes, strict=True)):
        mine = free & shapely.intersects_xy(outline, x, y)
        free &= ~mine
        jobs = many["employees"][mine]
        away = shapely.distance(outline.boundary, many.geometry[mine].to_numpy())
        near = (many["uncertainty_m"][mine] > away).sum()
        row = made.loc[code]
        assert row["establishments"] == mine.sum()
        assert row["known_employees"] == jobs.notna().sum()
        assert row["employees"] == jobs.sum()
        assert row["near_border"] == near
    assert made.attrs == {"outside": int(free.sum()), "unplaced": 0}


def test_shapes_that_are_no_points_are_counted_where_they_are_covered(
    areas: gpd.GeoDataFrame,
) -> None:
    yards = gpd.GeoDataFrame(
        geometry=[shapely.box(10, 10, 20, 20), shapely.box(990, 0, 1010, 9)], crs="EPSG:5186"
    )
    made = aggregate(yards, areas)
    assert made["establishments"].tolist() == [1, 0, 0]
    assert made.attrs["outside"] == 1
