"""Checks of a table of plants."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure._plants import read_plants

PLANTS = pd.DataFrame(
    {"region": ["A", "B", "A"], "industry": ["x", "x", "y"], "employees": [3, 1, 2]}
)


def test_table_adds_up_plants_by_region_and_industry():
    sites = read_plants(PLANTS, ["B", "A", "C"])
    assert sites.table().tolist() == [[1, 0], [3, 2], [0, 0]]
    assert sites.area.tolist() == pytest.approx([1 / 6, 5 / 6, 0])
    assert sites.size_shares().tolist() == pytest.approx([0.75, 0.25, 1])


def test_jobs_of_regions_may_come_from_elsewhere():
    sites = read_plants(PLANTS, pd.Series({"A": 30, "B": 10}))
    assert sites.area.tolist() == [0.75, 0.25]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"employees": [3, -1, 2]}, "zero or more. One given is -1"),
        ({"employees": [3, np.nan, 2]}, "employees is missing in row 1"),
        ({"region": ["A", None, "A"]}, "region is missing in row 1"),
        ({"region": ["A", "D", "A"]}, "a plant lies in 'D'"),
    ],
)
def test_bad_plants_are_named(change, message):
    with pytest.raises(ValueError, match=message):
        read_plants(PLANTS.assign(**change), ["A", "B"])


def test_bad_regions_are_named():
    with pytest.raises(ValueError, match="lists 'A' more than once"):
        read_plants(PLANTS, ["A", "B", "A"])
    with pytest.raises(ValueError, match=r"jobs of zero or more\. One given is -5"):
        read_plants(PLANTS, pd.Series({"A": 1, "B": -5}))
    with pytest.raises(ValueError, match="no column 'employees'"):
        read_plants(PLANTS.drop(columns="employees"), None)
