"""Circles of regions, against their areas and middles."""

import numpy as np
import pandas as pd
import pytest
from pyproj import Transformer

from clusterlab.study.region_circles import region_circles

NATIONAL_CRS = "EPSG:5179"


def test_each_circle_has_its_regions_area_and_middle():
    towns = pd.DataFrame(
        {
            "region": ["Gangseo", "Jeju"],
            "lon": [126.82, 126.53],
            "lat": [37.56, 33.43],
            "area_m2": [41.4e6, 978e6],
        }
    )
    found = region_circles(towns, crs=NATIONAL_CRS)
    assert found.index.tolist() == ["Gangseo", "Jeju"]
    assert found.crs == NATIONAL_CRS
    assert found.area.tolist() == pytest.approx([41.4e6, 978e6], rel=1e-9)
    to_metres = Transformer.from_crs(4326, NATIONAL_CRS, always_xy=True)
    x, y = to_metres.transform(towns["lon"].to_numpy(), towns["lat"].to_numpy())
    np.testing.assert_allclose(found.centroid.x, x, atol=1e-3)
    np.testing.assert_allclose(found.centroid.y, y, atol=1e-3)
