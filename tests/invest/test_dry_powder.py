"""Dry powder: what is left, and what is not known."""

import pandas as pd
import pytest

from clusterlab.invest import dry_powder, regional_mandate

ROWS = pd.DataFrame(
    [("a", 600.0, "2023"), ("a", 630.0, "2024"), ("b", 100.0, "2024"), ("c", None, "2024")],
    columns=["fund_id", "size", "as_of"],
).assign(name="F", kind="fund", status="operating", source_id="s")


def test_left_over():
    table = dry_powder(ROWS, invested=pd.Series({"a": 594, "c": 5}))
    assert table.loc["a", ["low", "high"]].tolist() == [6, 36]
    assert table["known"].tolist() == [True, False, False]
    assert table.loc[["b", "c"], ["low", "high"]].isna().all(axis=None)


def test_more_invested_than_raised_leaves_nothing():
    assert dry_powder(ROWS, invested=pd.Series({"b": 120})).loc["b", "low"] == 0
    with pytest.raises(ValueError, match="'b' has -1"):
        dry_powder(ROWS, invested=pd.Series({"b": -1}))


def test_a_fund_that_is_not_there_is_named():
    fund = {"fund_id": "fund-1", "name": "F", "kind": "fund", "status": "operating"}
    funds = pd.DataFrame([{**fund, "as_of": "2016", "size": 630, "source_id": "s"}])
    with pytest.raises(ValueError, match=r"'fund-2'\. Did you mean 'fund-1'") as caught:
        dry_powder(funds, invested=pd.Series({"fund-1": 1.0, "fund-2": 2.0}))
    assert "\n" not in str(caught.value)
    with pytest.raises(ValueError, match="bound_pct names 1 not among the funds"):
        regional_mandate(funds, bound_pct=pd.Series({"elsewhere": 50.0}))
