"""Cells count their points, and jobs that are not known are not zero."""

import geopandas as gpd
import numpy as np
import shapely

from clusterlab.measure._cells import counted


def test_counts_jobs_and_densities() -> None:
    squares = gpd.GeoDataFrame(
        {"area_ha": [2.0, 4.0, 1.0]}, geometry=[shapely.box(i, 0, i + 1, 1) for i in range(3)]
    )
    table = counted(squares, np.array([0, 0, 1]), np.array([10.0, np.nan, np.nan]))
    assert table["count"].tolist() == [2, 1, 0]
    assert table["per_ha"].tolist() == [1.0, 0.25, 0.0]
    assert table["jobs_known"].tolist() == [1, 0, 0]
    assert table["jobs"].tolist()[0] == 10
    assert np.isnan(table["jobs"].iloc[1])
    assert table["jobs"].iloc[2] == 0
    assert "count" not in squares
