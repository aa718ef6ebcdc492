"""Money for each firm and job: ranges carried through a division."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import fund_intensity, investment_intensity

ROWS = pd.DataFrame(
    [("a", 600.0, "2023"), ("a", 900.0, "2024"), ("b", 100.0, "2024")],
    columns=["fund_id", "size", "as_of"],
).assign(name="F", kind="fund", status="operating", source_id="s")


def test_ranges():
    table = fund_intensity(ROWS, firms=(50, 70), jobs=1000)
    assert table.loc["money", ["low", "high"]].tolist() == [700, 1000]
    assert table.loc["per_firm", ["low", "high"]].tolist() == [10, 20]
    assert table.loc["per_job", ["low", "high"]].tolist() == [0.7, 1]


def test_no_firms_is_not_no_money():
    table = fund_intensity(ROWS, firms=0, jobs=(0, 10))
    assert table["reason"].tolist() == ["", "no_firms", "no_jobs"]
    assert np.isnan(table.loc["per_firm", "low"])
    assert fund_intensity(ROWS.iloc[:0], firms=1, jobs=1)["reason"].tolist() == ["no_size"] * 3


@pytest.mark.parametrize("count", [-1, (5, 4), float("nan")])
def test_counts_out_of_order(count):
    with pytest.raises(ValueError, match="firms must be zero or more"):
        fund_intensity(ROWS, firms=count, jobs=1)


def test_money_invested():
    table = investment_intensity((300, 400), firms=20, jobs=0)
    assert table.loc["per_firm", ["low", "high"]].tolist() == [15, 20]
    assert table.loc["per_job", "reason"] == "no_jobs"
    with pytest.raises(ValueError, match="invested must be zero or more, a range in order, not -1"):
        investment_intensity(-1, firms=1, jobs=1)
