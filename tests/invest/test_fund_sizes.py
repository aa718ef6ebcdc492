"""Sizes of funds: one row each, ranges from sources, overlapping totals left out."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import fund_sizes


def row(fund_id="f", **values):
    fixed = {"name": fund_id.upper(), "kind": "fund", "status": "closed", "as_of": "2024"}
    return {"fund_id": fund_id, "source_id": "s", "size": 100.0, **fixed, **values}


def table(*rows):
    return pd.DataFrame(list(rows))


def test_rows_of_one_fund_make_a_range_whatever_their_order():
    sizes = fund_sizes(
        table(
            row(as_of="2024-08", size=1566, gp=None, source_id="b"),
            row(as_of="2023-10", size=1116.3, gp="P", vintage=2023, source_id="a"),
        )
    ).loc["f"]
    assert sizes[["low", "high", "latest"]].tolist() == [1116.3, 1566, 1566]
    assert (sizes["gp"], sizes["vintage"], sizes["source_ids"]) == ("P", "2023", "a;b")


def test_disputed_newest_size_has_no_latest():
    sizes = fund_sizes(table(row(size=4850), row(size=2500))).loc["f"]
    assert np.isnan(sizes["latest"])
    assert sizes[["low", "high"]].tolist() == [2500, 4850]


def test_only_funds_in_place_count():
    rows = table(
        row("a"), row("b", status="plan"), row("c", kind="cumulative"), row("d", size=None)
    )
    sizes = fund_sizes(rows)
    assert sizes.index.tolist() == ["a", "d"]
    assert np.isnan(sizes.loc["d", "low"])
    assert fund_sizes(rows, include=["plan"]).index.tolist() == ["b"]
    assert fund_sizes(rows, kinds=["cumulative"]).index.tolist() == ["c"]
    assert fund_sizes(rows.iloc[:0]).empty


def test_negative_size():
    with pytest.raises(ValueError, match=r"size of 'f' must be zero or more, not -3"):
        fund_sizes(table(row(size=-3)))
