"""Local bias against its definition summed pair by pair."""

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from clusterlab.invest import local_bias

RNG = np.random.default_rng(5)
INVESTORS = {name: (RNG.uniform(126, 129), RNG.uniform(35, 38)) for name in "ABC"}
FIRMS = {name: (RNG.uniform(126, 129), RNG.uniform(35, 38)) for name in "uvwxyz"}
DEALS = pd.DataFrame(
    [
        (who, firm, float(RNG.integers(1, 50)), *INVESTORS[who], *FIRMS[firm])
        for who, firm in ["Au", "Av", "Bw", "Bu", "Bx", "Cy", "Cz", "Cz"]
    ],
    columns=[
        *("investor_id", "firm_id", "amount"),
        *("investor_lon", "investor_lat", "firm_lon", "firm_lat"),
    ],
)


def test_against_the_definition():
    table = local_bias(DEALS)
    ball = Geod(a=6371008.8, b=6371008.8)
    market = DEALS.groupby("firm_id")["amount"].sum() / DEALS["amount"].sum()
    for who, place in INVESTORS.items():
        own = DEALS[DEALS["investor_id"] == who]
        held = own.groupby("firm_id")["amount"].sum() / own["amount"].sum()
        far = {firm: ball.inv(*place, *FIRMS[firm])[2] / 1000 for firm in FIRMS}
        mean = sum(market[firm] * far[firm] for firm in FIRMS)
        bias = sum((held.get(f, 0) - market[f]) * (1 - far[f] / mean) for f in FIRMS)
        assert table.loc[who, "market_km"] == pytest.approx(mean)
        assert table.loc[who, "local_bias"] == pytest.approx(bias)
    weighted = np.average(table["local_bias"], weights=table["amount"])
    assert table.attrs["local_bias"] == pytest.approx(weighted)


def test_an_investor_who_holds_the_market_has_no_bias():
    rows = DEALS.drop_duplicates("firm_id")
    one = rows.assign(investor_id="A", investor_lon=127.0, investor_lat=36.0)
    assert local_bias(one)["local_bias"].tolist() == pytest.approx([0])


def test_deals_without_a_place_are_counted_not_placed():
    rows = DEALS.assign(firm_lon=DEALS["firm_lon"].where(DEALS["firm_id"] != "u"))
    table = local_bias(rows)
    assert table.attrs["deals_without_place"] == 2
    assert table.loc["A", "deals"] == 1


def test_everything_at_the_door_is_undefined():
    rows = DEALS.iloc[:1].assign(firm_lon=DEALS["investor_lon"], firm_lat=DEALS["investor_lat"])
    table = local_bias(rows)
    assert np.isnan(table["local_bias"].iloc[0])
    assert np.isnan(table.attrs["local_bias"])


@pytest.mark.parametrize(
    ("deals", "message"),
    [
        (DEALS.drop(columns="firm_lat"), "column 'firm_lat'"),
        (DEALS.assign(amount=-2.0), "the least is -2"),
        (DEALS.assign(firm_lat=range(30, 38)), "firm 'u' is at two places"),
        (DEALS.assign(firm_lon=200_000.0), "longitude and latitude must be in degrees"),
    ],
)
def test_refusals(deals, message):
    with pytest.raises(ValueError, match=message):
        local_bias(deals)
