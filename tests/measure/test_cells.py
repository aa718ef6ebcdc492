"""Cells count their points, and jobs that are not known are not zero."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from clusterlab.measure._cells import counted, tallied


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


@pytest.mark.parametrize("width", [1, 5, 3_000_000, 4_000_000_000])
def test_cells_that_hold_a_point_are_those_of_numpy(width):
    rng = np.random.default_rng(width)
    q, r = rng.integers(-width, width, (2, 500))
    r[:100], q[:100] = r[100:200], q[100:200]
    cells, place = tallied(q, r)
    np.testing.assert_array_equal(cells, np.unique(np.column_stack([q, r]), axis=0))
    np.testing.assert_array_equal(cells[place], np.column_stack([q, r]))


def test_no_point_fills_no_cell():
    none = np.empty(0, dtype=np.int64)
    assert [len(one) for one in tallied(none, none)] == [0, 0]
