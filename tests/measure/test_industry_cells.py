"""Sums by region and industry against pandas, for every kind of label."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from clusterlab.measure import industry_cells, location_quotient
from clusterlab.measure._plants import read_plants

KINDS = {
    "text": lambda k: [f"r{i}" for i in k],
    "object": lambda k: pd.Series([f"r{i}" for i in k], dtype=object).tolist(),
    "numbers": lambda k: [11_000 + 10 * i for i in k],
    "far apart": lambda k: [i * 10**12 - 5 for i in k],
    "floats": lambda k: [i / 2 for i in k],
}


def grouped(plants, like):
    """The same by pandas: NaN where nothing is known, 0 where there is no plant."""
    groups = plants.dropna(subset=["region", "industry"]).groupby(["region", "industry"])
    cells = pd.MultiIndex.from_product([like.index, like.columns])
    known = groups["employees"].sum(min_count=1).reindex(cells)
    rows = groups.size().reindex(cells)
    return known.where(rows.notna(), 0.0).to_numpy().reshape(like.shape)


@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(0, 999), rows=st.integers(1, 200), unknown=st.sampled_from([0, 0.3, 1]))
def test_equals_pandas(kind, seed, rows, unknown):
    rng = np.random.default_rng(seed)
    plants = pd.DataFrame(
        {
            "region": KINDS[kind](rng.integers(0, 12, rows)),
            "industry": KINDS[kind](rng.integers(0, 9, rows)),
            "employees": np.where(rng.random(rows) < unknown, np.nan, rng.integers(0, 99, rows)),
        }
    )
    if kind == "object":
        plants = plants.astype({"region": object, "industry": object})
    if kind in ("text", "floats"):
        plants.loc[rng.random(rows) < 0.2, "region"] = None
    table = industry_cells(plants)
    np.testing.assert_array_equal(table.to_numpy(), grouped(plants, table))
    for name, labels in (("region", table.index), ("industry", table.columns)):
        assert labels.tolist() == sorted(plants[name].dropna().unique())
    placed = plants["region"].notna()
    assert table.attrs["left_out"] == (~placed).sum()
    assert table.attrs["unknown"] == plants.loc[placed, "employees"].isna().sum()


def test_categories_keep_their_order_and_the_empty_ones():
    plants = pd.DataFrame(
        {
            "region": pd.Categorical(["b", "a", None], categories=["c", "b", "a"]),
            "industry": pd.Categorical(["y", "x", "x"], categories=["y", "x"]),
            "employees": [3, 4, 5],
        }
    )
    table = industry_cells(plants)
    assert table.index.tolist() == ["c", "b", "a"]
    assert table.columns.tolist() == ["y", "x"]
    assert table.to_numpy().tolist() == [[0, 0], [3, 0], [0, 4]]
    assert table.attrs == {"value": "employees", "left_out": 1, "unknown": 0}


def test_rows_are_counted_as_whole_numbers():
    plants = pd.DataFrame({"gu": [1, 1, 2], "ksic": ["a", "a", "b"]})
    table = industry_cells(plants, value=None, region="gu", industry="ksic")
    assert table.dtypes.tolist() == [np.dtype(np.int64)] * 2
    assert table.to_numpy().tolist() == [[2, 0], [0, 1]]
    assert (table.index.name, table.columns.name) == ("gu", "ksic")


def test_order_of_rows_and_parts_do_not_matter(monkeypatch):
    from importlib import import_module

    rng = np.random.default_rng(0)
    plants = pd.DataFrame(
        {
            "region": rng.choice(["a", "b", None], 500),
            "industry": rng.integers(0, 5, 500),
            "employees": np.where(rng.random(500) < 0.9, np.nan, 2.0),
        }
    )
    whole = industry_cells(plants)
    pd.testing.assert_frame_equal(industry_cells(plants.sample(frac=1, random_state=1)), whole)
    monkeypatch.setattr(import_module("clusterlab.measure.industry_cells"), "BLOCK", 3)
    pd.testing.assert_frame_equal(industry_cells(plants), whole)


def test_is_what_other_measures_read():
    rng = np.random.default_rng(1)
    plants = pd.DataFrame(
        {
            "region": rng.choice(list("abc"), 300),
            "industry": rng.choice(list("xyz"), 300),
            "employees": rng.integers(1, 9, 300),
        }
    )
    table = industry_cells(plants)
    sites = read_plants(plants, None)
    same = pd.DataFrame(sites.table(), index=sites.regions, columns=sites.industries)
    pd.testing.assert_frame_equal(table, same.loc[table.index, table.columns], check_names=False)
    assert location_quotient(table).shape == (3, 3)


def test_no_rows_make_an_empty_table():
    none = pd.DataFrame({"region": pd.Series([], dtype="str"), "industry": [], "employees": []})
    assert industry_cells(none).shape == (0, 0)


def test_what_cannot_be_added_up_is_refused():
    plants = pd.DataFrame({"region": ["a"], "industry": ["x"], "employees": ["many"]})
    with pytest.raises(ValueError, match="'employees' must hold numbers"):
        industry_cells(plants)
    with pytest.raises(ValueError, match="no column 'gu'"):
        industry_cells(plants, region="gu")
    with pytest.raises(ValueError, match="must be finite"):
        industry_cells(plants.assign(employees=np.inf))
    wide = pd.DataFrame({"region": np.arange(8000), "industry": np.arange(8000)})
    with pytest.raises(ValueError, match=r"64,000,000 cells.*6,250 regions would fit"):
        industry_cells(wide, value=None)


def test_memory_grows_by_codes_and_not_by_labels():
    rng = np.random.default_rng(2)
    size = 2_000_000
    plants = pd.DataFrame(
        {
            "region": rng.integers(11_000, 11_250, size),
            "industry": rng.integers(10_000, 11_200, size),
            "employees": rng.integers(1, 99, size).astype(float),
        }
    )
    tracemalloc.start()
    industry_cells(plants)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most / size < 25
