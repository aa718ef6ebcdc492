"""Appraisal of a development by hand, against numpy-financial, and by what must hold."""

import numpy as np
import numpy_financial as npf
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.invest import appraise, development_flows, residual_land_value

SOLD = {
    "site_area_m2": 1000,
    "far_pct": 300,
    "below_ground_pct": 50,
    "efficiency_pct": 70,
    "construction_cost_m2": 2.0,
    "soft_cost_pct": 10,
    "contingency_pct": 5,
    "land_price_m2": 3.0,
    "land_tax_pct": 4.6,
    "sale_price_m2": 9.0,
    "sale_cost_pct": 3,
    "discount_rate_pct": 8,
    "build_years": 2,
    "sale_years": 2,
}
LET = {
    "site_area_m2": 1000,
    "far_pct": 200,
    "efficiency_pct": 100,
    "construction_cost_m2": 2.0,
    "land_price_m2": 1.0,
    "rent_m2_year": 0.4,
    "vacancy_pct": 10,
    "operating_cost_pct": 25,
    "rent_growth_pct": 2,
    "let_years": 3,
    "exit_yield_pct": 5,
    "discount_rate_pct": 7,
    "build_years": 1,
}


def test_sale_by_hand():
    cost = 3000 * 1.5 * 2.0 * 1.1 * 1.05
    sales = 2100 * 9.0 * 0.97
    net = [-3000 * 1.046, -cost / 2, -cost / 2, sales / 2, sales / 2]
    flows = development_flows(SOLD)
    assert flows["net"].tolist() == pytest.approx(net)
    table = appraise(SOLD)["value"]
    assert table["npv"] == pytest.approx(npf.npv(0.08, net))
    assert table["irr"] == pytest.approx(npf.irr(net))
    assert table["profit_on_cost"] == pytest.approx(sales / (3138 + cost) - 1)
    assert table["deepest"] == pytest.approx(sum(net[:3]))
    assert table["back_year"] == 4


def test_letting_by_hand():
    rent = 2000 * 0.4 * 0.9 * 0.75
    flows = development_flows(LET)
    grown = [rent * 1.02**year for year in (2, 3, 4, 5)]
    assert flows["rent"].tolist() == pytest.approx([0, 0, *grown[:3]])
    assert flows["exit"].tolist() == pytest.approx([0, 0, 0, 0, grown[3] / 0.05])
    assert flows["cumulative"].iloc[-1] == pytest.approx(flows["net"].sum())


@settings(max_examples=40, deadline=None)
@given(
    st.floats(0.5, 20),
    st.floats(-5, 30),
    st.floats(0, 90),
    st.floats(0, 100),
    st.sampled_from([SOLD, LET]),
)
def test_at_the_residual_price_land_leaves_nothing(cost, rate, off, relief, base):
    terms = base | {
        "construction_cost_m2": cost,
        "discount_rate_pct": rate,
        "land_discount_pct": off,
        "land_tax_relief_pct": relief,
    }
    price = residual_land_value(terms)
    if price >= 0:
        table = appraise(terms | {"land_price_m2": price})
        scale = abs(development_flows(terms)[["construction", "sales", "exit"]]).sum().sum()
        assert abs(table.loc["npv", "value"]) < 1e-9 * scale


def test_incentives_each_raise_what_land_is_worth():
    base = residual_land_value(SOLD)
    assert residual_land_value(SOLD | {"land_discount_pct": 20}) == pytest.approx(base / 0.8)
    relieved = residual_land_value(SOLD | {"land_tax_relief_pct": 100})
    assert relieved == pytest.approx(base * 1.046)
    cost = 3000 * 1.5 * 2.0 * 1.1 * 1.05
    granted = development_flows(SOLD | {"grant_pct": 10})["grant"]
    assert granted.tolist() == pytest.approx([0, cost * 0.05, cost * 0.05, 0, 0])
    capped = development_flows(SOLD | {"grant_pct": 10, "grant_cap": 500})["grant"]
    assert capped.sum() == pytest.approx(500)


def test_free_land_has_no_residual_price():
    table = appraise(SOLD | {"land_discount_pct": 100})
    assert np.isnan(table.loc["land_value_m2", "value"])
    assert table.loc["land_value_m2", "reason"] == "land_free"


def test_a_development_that_never_pays_back():
    table = appraise(SOLD | {"sale_price_m2": 1.0})
    assert table.loc["back_year", "reason"] == "never_back"
    assert table.loc["npv", "value"] < 0
    assert table.loc["irr", "value"] < 0


def test_phasing_and_sales_before_the_end_of_building():
    early = development_flows(SOLD | {"sale_start_year": 1}, phasing=[0.3, 0.7])
    even = development_flows(SOLD)
    assert early["construction"].tolist()[1:3] == pytest.approx(
        [even["construction"].sum() * 0.3, even["construction"].sum() * 0.7]
    )
    assert early["sales"].tolist() == pytest.approx([0, *[even["sales"].sum() / 2] * 2])


@pytest.mark.parametrize(
    ("phasing", "message"),
    [([1.0], "1 shares for 2 years"), ([0.5, 0.6], "sum to 1"), ([-0.5, 1.5], "zero or more")],
)
def test_phasing_out_of_order(phasing, message):
    with pytest.raises(ValueError, match=message):
        development_flows(SOLD, phasing=phasing)


def test_draws_are_for_the_simulation():
    many = SOLD | {"sale_price_m2": np.array([8.0, 9.0])}
    with pytest.raises(ValueError, match="single numbers here, not 2 draws"):
        residual_land_value(many)
    with pytest.raises(ValueError, match="needs 'land_price_m2'"):
        development_flows({k: v for k, v in SOLD.items() if k != "land_price_m2"})
    assert isinstance(appraise(SOLD), pd.DataFrame)
