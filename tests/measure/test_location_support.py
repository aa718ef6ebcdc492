"""Enough located points, or the reason why not."""

import geopandas as gpd
import numpy as np
import pytest

from clusterlab.measure import location_support


def make(n_fine, n_coarse, n_lost):
    n = n_fine + n_coarse
    geometry = [*gpd.points_from_xy(np.arange(n), np.arange(n)), *[None] * n_lost]
    return gpd.GeoDataFrame(
        {"uncertainty_m": [300.0] * n_fine + [301.0] * n_coarse + [10.0] * n_lost},
        geometry=geometry,
        crs=4326,
    )


def test_enough():
    got = location_support(make(30, 5, 2), scale_m=300)
    assert got["enough"]
    assert got["reason"] is None
    assert "reason" not in got.attrs
    assert (got["total"], got["located"], got["within_scale"]) == (37, 35, 30)


def test_too_few():
    got = location_support(make(10, 25, 0), scale_m=300)
    assert not got["enough"]
    assert got.attrs["reason"] == {
        "code": "too_few_points",
        "n": 10,
        "minimum": 30,
        "scale_m": 300.0,
        "total": 35,
    }


def test_unknown_uncertainty_does_not_count():
    points = make(3, 0, 0).assign(uncertainty_m=[5, np.nan, 5])
    assert location_support(points, scale_m=300, minimum=1)["within_scale"] == 2


def test_bad_options_are_refused():
    with pytest.raises(ValueError, match="scale_m must be above zero"):
        location_support(make(1, 1, 1), scale_m=0)
    with pytest.raises(ValueError, match="no column 'uncertainty_m'"):
        location_support(make(1, 1, 1).drop(columns="uncertainty_m"), scale_m=1)
