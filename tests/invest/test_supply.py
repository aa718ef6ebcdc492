"""Yearly supply: series stay apart, gaps break the line, published shares come out."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import supply_share, yearly_supply

# As published: two series of the same year, and the parts of fund formation in 2022.
ROWS = [
    (2021, "FY", "KVCA", "new_investment", 76_802),
    (2022, "FY", "KVCA", "new_investment", 67_640),
    (2022, "FY", "KVCA", "bio_medical_investment", 11_058),
    (2021, "FY", "MSS", "new_investment", 159_371),
    (2022, "FY", "MSS", "new_investment", 124_706),
    (2024, "FY", "MSS", "new_investment", 119_457),
    (2025, "H1", "MSS", "new_investment", 57_380),
    (2024, "FY", "MSS", "fund_formation", 106_404),
    (2024, "FY", "MSS", "fund_formation", 105_550),
    (2022, "FY", "funds", "fund_formation", 107_286),
    (2022, "FY", "funds", "policy_finance_contribution", 27_176),
]
MARKET = pd.DataFrame(ROWS, columns=["year", "period", "series", "metric", "value"]).assign(
    unit="100M KRW"
)


def test_one_series_with_its_gap():
    table = yearly_supply(MARKET, metric="new_investment", series="MSS")
    assert table.index.tolist() == [2021, 2022, 2023, 2024]
    assert table["low"].tolist() == pytest.approx([159_371, 124_706, np.nan, 119_457], nan_ok=True)
    assert table["is_break"].tolist() == [False, False, False, True]
    assert table.loc[2022, "change"] == pytest.approx(-0.2175, abs=5e-5)
    assert np.isnan(table.loc[2024, "change"])
    assert table.attrs["unit"] == "100M KRW"


def test_published_fall_and_shares():
    kvca = yearly_supply(MARKET, metric="new_investment", series="KVCA")
    assert kvca.loc[2022, "change"] == pytest.approx(-0.119, abs=5e-4)
    bio = supply_share(MARKET, part="bio_medical_investment", whole="new_investment", series="KVCA")
    assert bio.loc[2022, "low"] == pytest.approx(0.163, abs=5e-4)
    assert np.isnan(bio.loc[2021, "low"])
    policy = supply_share(
        MARKET, part="policy_finance_contribution", whole="fund_formation", series="funds"
    )
    assert policy.loc[2022].tolist() == pytest.approx([0.253, 0.253], abs=5e-4)


def test_disputed_values_make_a_range_without_a_change():
    table = yearly_supply(MARKET, metric="fund_formation", series="MSS")
    assert table.loc[2024, ["low", "high"]].tolist() == [105_550, 106_404]
    assert np.isnan(table.loc[2024, "change"])


@pytest.mark.parametrize(
    ("market", "options", "message"),
    [
        (MARKET.drop(columns="series"), {}, "needs a column 'series'"),
        (MARKET, {"series": "all"}, r"series 'all' is not in the table; there are \['KVCA'"),
        (MARKET, {"metric": "deals"}, "metric 'deals' is not in the table"),
        (MARKET, {"period": "Q1"}, r"period 'Q1' is not in the table; there are \['FY'\]"),
        (MARKET.assign(unit=["%"] + ["100M KRW"] * 10), {}, "is in %, 100M KRW"),
    ],
)
def test_refusals(market, options, message):
    with pytest.raises(ValueError, match=message):
        yearly_supply(market, **({"metric": "new_investment", "series": "KVCA"} | options))


def test_a_part_above_its_whole_and_two_units():
    wrong = MARKET.replace(11_058, 110_580)
    options = {"part": "bio_medical_investment", "whole": "new_investment", "series": "KVCA"}
    with pytest.raises(ValueError, match="in 2022 is 110580, above new_investment of 67640"):
        supply_share(wrong, **options)
    mixed = MARKET.assign(unit=np.where(MARKET["value"] == 11_058, "%", "100M KRW"))
    with pytest.raises(ValueError, match="'%' and new_investment in '100M KRW'"):
        supply_share(mixed, **options)
