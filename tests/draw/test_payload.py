"""Tables become compact data."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from clusterlab.draw import payload


def test_rings_turn_to_latitude_first_and_are_rounded() -> None:
    hole = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2.12345678))
    outer, inner = payload.rings(hole)[0]
    assert [0.0, 3.0] in outer
    assert [2.123457, 2.0] in inner


def test_several_parts_and_nothing() -> None:
    two = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 0, 3, 1)])
    assert len(payload.rings(two)) == 2
    assert payload.rings(None) == payload.rings(shapely.Polygon()) == []


def test_points_that_fall_together_after_rounding_are_written_once() -> None:
    ring = shapely.Polygon([(0, 0), (1e-8, 0), (1, 0), (1, 1)])
    assert payload.rings(ring)[0][0].count([0.0, 0.0]) == 2  # start and end


def test_texts_are_kept_once() -> None:
    texts = payload.Texts()
    assert [texts.add(t) for t in ("a", "b", "a", None, "")] == [0, 1, 0, None, None]
    assert texts.all == ["a", "b"]


def test_missing_cells() -> None:
    row = {"a": pd.NA, "b": np.nan, "c": " ", "d": 3, "e": "x"}
    assert [payload.text_of(row, c) for c in "abcdef"] == [None, None, None, "3", "x", None]
    assert [payload.number_of(row, c) for c in "abcdef"] == [None, None, None, 3.0, None, None]


def test_crs_is_turned_to_degrees_or_refused() -> None:
    metres = gpd.GeoDataFrame(geometry=[shapely.Point(200_000, 600_000)], crs="EPSG:5186")
    place = payload.in_degrees(metres, name="x").geometry.iloc[0]
    assert (place.x, place.y) == pytest.approx((127, 38), abs=1e-6)
    with pytest.raises(ValueError, match="x has no coordinate reference system"):
        payload.in_degrees(metres.set_crs(None, allow_override=True), name="x")


def test_missing_columns_are_named() -> None:
    with pytest.raises(ValueError, match="The table t needs the columns: b, c"):
        payload.need_columns(pd.DataFrame({"a": [1]}), ["a", "b", "c"], name="t")
