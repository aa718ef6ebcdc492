"""Mix of stages and sectors: shares of a whole that is itself a range."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import fund_mix

ROWS = pd.DataFrame(
    [
        ("a", "early", 100.0, "2023"),
        ("a", "early", 200.0, "2024"),
        ("b", "growth", 300.0, "2024"),
        ("c", None, 100.0, "2024"),
    ],
    columns=["fund_id", "stage", "size", "as_of"],
).assign(name="F", kind="fund", status="closed", source_id="s")


def test_by_hand():
    table = fund_mix(ROWS, by="stage")
    assert table.index.tolist() == ["growth", "early", "unknown"]
    assert table.loc["early", ["low", "high"]].tolist() == [100, 200]
    assert table.loc["early", ["share_low", "share_high"]].tolist() == pytest.approx([0.2, 1 / 3])
    assert table.loc["growth", ["share_low", "share_high"]].tolist() == pytest.approx([0.5, 0.6])


def test_shares_add_up_where_nothing_is_disputed():
    table = fund_mix(ROWS.iloc[1:], by="stage")
    assert table["share_low"].sum() == pytest.approx(1)
    assert table["share_low"].tolist() == pytest.approx(table["share_high"].tolist())


def test_empty_zero_and_unknown_column():
    assert fund_mix(ROWS.iloc[:0], by="stage").empty
    nothing = fund_mix(ROWS.assign(size=0.0), by="stage")
    assert np.isnan(nothing["share_low"]).all()
    with pytest.raises(ValueError, match="'region'"):
        fund_mix(ROWS, by="region")
