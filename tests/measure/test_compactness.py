"""Shapes whose compactness is known."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, strategies as st

from clusterlab.measure import compactness

SHAPES = gpd.GeoDataFrame(
    {"name": ["disc", "square", "strip", "corner", "lost"]},
    geometry=[
        shapely.Point(0, 0).buffer(500, quad_segs=2000),
        shapely.box(0, 0, 100, 100),
        shapely.box(0, 0, 400, 100),
        shapely.box(0, 0, 200, 200).difference(shapely.box(100, 100, 200, 200)),
        None,
    ],
    crs=5186,
    index=list("abcde"),
)


def test_known_shapes():
    got = compactness(SHAPES)
    assert got.loc["a", ["polsby_popper", "reock", "convexity"]].tolist() == pytest.approx(
        [1, 1, 1], abs=1e-5
    )
    np.testing.assert_allclose(got.loc["b"], [1, 400, np.pi / 4, 2 / np.pi, 1, 0], atol=1e-12)
    assert got.loc["c", "elongation"] == pytest.approx(0.75)
    assert got.loc["c", "reock"] == pytest.approx(4 / (np.pi * 4.25))
    assert got.loc["d", "convexity"] == pytest.approx(3 / 3.5)
    assert got.loc["e"].isna().all()
    assert got.index.tolist() == list("abcde")


@given(angle=st.floats(0, 360), factor=st.floats(0.01, 100))
def test_turn_and_size_do_not_matter(angle, factor):
    other = SHAPES.iloc[1:4].copy()
    other["geometry"] = other.scale(factor, factor, origin=(0, 0)).rotate(angle, origin=(9, 9))
    shape = ["polsby_popper", "reock", "convexity", "elongation"]
    np.testing.assert_allclose(
        compactness(other)[shape], compactness(SHAPES.iloc[1:4])[shape], atol=1e-7
    )


def test_degrees_are_refused():
    with pytest.raises(ValueError, match="outlines is in EPSG:4326"):
        compactness(SHAPES.to_crs(4326))
