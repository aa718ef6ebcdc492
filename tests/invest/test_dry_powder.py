"""Dry powder: what is left, and what is not known."""

import pandas as pd
import pytest

from clusterlab.invest import dry_powder

ROWS = pd.DataFrame(
    [("a", 600.0, "2023"), ("a", 630.0, "2024"), ("b", 100.0, "2024"), ("c", None, "2024")],
    columns=["fund_id", "size", "as_of"],
).assign(name="F", kind="fund", status="operating", source_id="s")


def test_left_over():
    table = dry_powder(ROWS, invested=pd.Series({"a": 594, "c": 5, "z": 1}))
    assert table.loc["a", ["low", "high"]].tolist() == [6, 36]
    assert table["known"].tolist() == [True, False, False]
    assert table.loc[["b", "c"], ["low", "high"]].isna().all(axis=None)


def test_more_invested_than_raised_leaves_nothing():
    assert dry_powder(ROWS, invested=pd.Series({"b": 120})).loc["b", "low"] == 0
    with pytest.raises(ValueError, match="'b' has -1"):
        dry_powder(ROWS, invested=pd.Series({"b": -1}))
