"""Stage-by-year gap counted by hand."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import stage_gap

DEALS = pd.DataFrame(
    [
        ("A", 2023, "early", 30),
        ("A", 2023, "late", 10),
        ("B", 2023, "early", 20),
        ("C", 2023, "late", 60),
        ("B", 2024, "early", 5),
    ],
    columns=["region", "year", "stage", "amount"],
)


def test_by_hand():
    table = stage_gap(DEALS, region="A", peers=["B", "C"])
    assert table.loc[(2023, "early"), ["share", "peer_share"]].tolist() == [0.75, 0.25]
    assert table.loc[(2023, "late"), "gap"] == -0.5
    assert table.loc[2023]["shortfall"].tolist() == [0, 20]
    # With the shortfall made good, the region has its peers' share of the former total.
    assert table.loc[(2023, "late"), "peer_share"] == (10 + 20) / 40


def test_a_year_without_money_is_not_a_gap():
    table = stage_gap(DEALS, region="A", peers=["B", "C"])
    assert table.loc[(2024, "early"), "amount"] == 0
    assert np.isnan(table.loc[(2024, "early"), "gap"])
    assert table.groupby(level="year")["gap"].sum(min_count=1).loc[2023] == pytest.approx(0)


@pytest.mark.parametrize(
    ("deals", "options", "message"),
    [
        (DEALS, {"region": "Z"}, "Region 'Z' has no deals"),
        (DEALS, {"peers": ["A"]}, "among its own peers"),
        (DEALS.assign(amount=-1), {}, "zero or more; the least is -1"),
        (DEALS.assign(series=list("aaabb")), {}, r"several series \(a, b\)"),
        (DEALS.drop(columns="stage"), {}, "column 'stage'"),
    ],
)
def test_refusals(deals, options, message):
    with pytest.raises(ValueError, match=message):
        stage_gap(deals, **({"region": "A", "peers": ["B", "C"]} | options))
