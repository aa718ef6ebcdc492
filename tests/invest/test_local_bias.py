"""Local bias against its definition summed pair by pair."""

import tracemalloc

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


def test_the_definition_in_loops_and_no_array_of_investors_by_firms():
    rng = np.random.default_rng(0)
    places = rng.random((60, 4))
    investor, firm = rng.integers(0, 9, 60), rng.integers(0, 25, 60)
    deals = pd.DataFrame(
        {
            "investor_id": [f"i{k}" for k in investor],
            "firm_id": [f"f{k}" for k in firm],
            "amount": rng.integers(0, 5, 60).astype(float),
            "investor_lon": 126 + places[investor, 0].round(1),
            "investor_lat": 37 + places[investor, 1].round(1),
            "firm_lon": 127 + places[firm, 2],
            "firm_lat": 36 + places[firm, 3],
        }
    )
    table = local_bias(deals)

    def km(deal, firm_deal):
        a, b = np.radians([deal["investor_lon"], deal["investor_lat"]]), np.radians(
            [firm_deal["firm_lon"], firm_deal["firm_lat"]]
        )  # fmt: skip
        cosine = np.sin(a[1]) * np.sin(b[1]) + np.cos(a[1]) * np.cos(b[1]) * np.cos(a[0] - b[0])
        return 6371.0088 * np.arccos(cosine)

    rows = deals.to_dict("records")
    for name, mine in deals.groupby("investor_id"):
        one = mine.iloc[0]
        market = sum(row["amount"] * km(one, row) for row in rows) / deals["amount"].sum()
        held = sum(row["amount"] * km(row, row) for row in mine.to_dict("records"))
        held /= mine["amount"].sum()
        assert table.loc[name, "market_km"] == pytest.approx(market, rel=1e-9)
        assert table.loc[name, "held_km"] == pytest.approx(held, rel=1e-9)
    # 5,000 investors by 30,000 firms would be 1.2 GB.
    many = deals.iloc[np.arange(30_000) % 60].assign(
        investor_id=np.arange(30_000) % 5_000, firm_id=np.arange(30_000)
    )
    many[["investor_lon", "investor_lat"]] = rng.random((5_000, 2))[np.arange(30_000) % 5_000] + 30
    tracemalloc.start()
    assert len(local_bias(many)) == 5_000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 60e6
