"""A base map made light: cut, merged, simplified, and never moved by more than it says."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from clusterlab.ingest.basemap.generalise import distinct_ids, generalised, kinds_in

EXTENT = (127.30, 36.60, 127.40, 36.70)


def table(rows):
    columns = ["kind", "name_ko", "geometry"]
    made = gpd.GeoDataFrame([dict(zip(columns, row, strict=True)) for row in rows], crs="EPSG:4326")
    return made.assign(name_en=None, width_m=None, source_id="s", note=None)


def wiggly(seed=3, count=2000):
    rng = np.random.default_rng(seed)
    x = np.linspace(127.29, 127.41, count)
    return shapely.LineString(np.column_stack([x, 36.65 + np.cumsum(rng.normal(0, 2e-5, count))]))


def test_what_is_kept_lies_in_the_frame_and_near_what_was_given():
    river = wiggly()
    made, tolerance = generalised(
        table([("water", "가천", river)]), extent=EXTENT, crs="EPSG:5186", fits=lambda t: True
    )
    shape = made.geometry.iloc[0]
    assert shapely.box(*EXTENT).buffer(1e-9).covers(shape)
    cut = gpd.GeoSeries([river.intersection(shapely.box(*EXTENT)), shape], crs="EPSG:4326")
    one, other = cut.to_crs("EPSG:5186")
    assert one.hausdorff_distance(other) <= tolerance + 2
    assert shapely.get_num_coordinates(shape) < shapely.get_num_coordinates(river) / 3


def test_a_tighter_limit_takes_a_coarser_step_and_an_impossible_one_is_told():
    given = table([("water", "가천", wiggly())])

    def count(found):
        return sum(shapely.get_num_coordinates(found.geometry.to_numpy()))

    fine, first = generalised(given, extent=EXTENT, crs="EPSG:5186", fits=lambda t: True)
    coarse, second = generalised(
        given, extent=EXTENT, crs="EPSG:5186", fits=lambda t: count(t) < count(fine) / 2
    )
    assert second > first
    assert count(coarse) < count(fine) / 2
    with pytest.raises(ValueError, match="stays too large"):
        generalised(given, extent=EXTENT, crs="EPSG:5186", fits=lambda t: False)


def test_tracks_side_by_side_are_one_line_and_a_station_marked_twice_one_point():
    one = shapely.LineString([(127.31, 36.65), (127.39, 36.65)])
    beside = shapely.LineString([(127.31, 36.6501), (127.39, 36.6501)])  # 11 m
    apart = shapely.LineString([(127.31, 36.66), (127.39, 36.66)])  # 1.1 km
    near, far = shapely.Point(127.35, 36.6501), shapely.Point(127.35, 36.69)
    given = table(
        [("rail", "가선", one), ("rail", None, beside), ("rail", None, apart)]
        + [("station", "가나", at) for at in (shapely.Point(127.35, 36.65), near, far)]
    )
    made, _ = generalised(given, extent=EXTENT, crs="EPSG:5186", fits=lambda t: True)
    length = made[made["kind"] == "rail"].to_crs("EPSG:5186").length.sum()
    single = gpd.GeoSeries([one, apart], crs="EPSG:4326").to_crs("EPSG:5186").length.sum()
    assert length == pytest.approx(single, rel=0.01)
    assert (made["kind"] == "station").sum() == 2


def test_land_keeps_its_small_parts_and_ids_differ():
    island = shapely.Point(127.35, 36.65).buffer(0.0003)
    made, _ = generalised(
        table([("land", None, island), ("green", None, shapely.Point(127.32, 36.62).buffer(5e-5))]),
        extent=EXTENT, crs="EPSG:5186", fits=lambda t: True,
    )  # fmt: skip
    assert list(made["kind"]) == ["land"]
    many = table([("road", None, island), ("water", None, island), ("road", None, island)])
    assert distinct_ids(many) == ["road-1", "water-1", "road-2"]
    assert kinds_in(many) == "road 2, water 1"
