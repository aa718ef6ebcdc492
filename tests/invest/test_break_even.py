"""Break-even against closed forms, with two zeros and with none."""

import numpy as np
import pytest

from clusterlab.invest import (
    appraise,
    break_even,
    break_even_curve,
    development_flows,
    residual_land_value,
)
from clusterlab.invest.rate import rate_of

SOLD = {
    "site_area_m2": 1000,
    "far_pct": 300,
    "efficiency_pct": 70,
    "construction_cost_m2": 2.0,
    "land_price_m2": 3.0,
    "sale_price_m2": 9.0,
    "discount_rate_pct": 8,
    "build_years": 1,
}


def test_price_in_closed_form():
    # Land today, building in a year, sale in two.
    price = (3000 * 1.08**2 + 6000 * 1.08) / 2100
    assert break_even(SOLD, term="sale_price_m2", low=0, high=50) == pytest.approx([price])


def test_land_price_is_the_residual_value_and_the_rate_is_the_return():
    land = break_even(SOLD, term="land_price_m2", low=0, high=50)
    assert land == pytest.approx([residual_land_value(SOLD)])
    rate = break_even(SOLD, term="discount_rate_pct", low=-50, high=500)
    assert rate == pytest.approx([100 * appraise(SOLD).loc["irr", "value"]])


def test_two_rates_where_land_is_sold_before_it_is_built_on():
    # Sales in year 1, building cost until year 3: first in, then out again.
    terms = SOLD | {
        "build_years": 3,
        "sale_start_year": 1,
        "sale_price_m2": 4.6,
        "land_price_m2": 3.2,
        "construction_cost_m2": 2.2,
    }
    rates = break_even(terms, term="discount_rate_pct", low=0, high=400)
    assert rates == pytest.approx(
        [100 * r for r in roots_of(terms) if 0 <= r <= 4],
    )
    assert len(rates) == 2


def roots_of(terms):
    flows = development_flows(terms)["net"]
    return rate_of(np.arange(float(len(flows))), flows.to_numpy()).roots


def test_curve_is_the_line_it_must_be():
    curve = break_even_curve(
        SOLD,
        x="construction_cost_m2",
        x_values=[1, 2, 3, 40],
        y="sale_price_m2",
        y_low=0,
        y_high=50,
    )
    line = [(3000 * 1.08**2 + 3000 * cost * 1.08) / 2100 for cost in (1, 2, 3)]
    assert curve["y"].tolist()[:3] == pytest.approx(line)
    assert curve["crossings"].tolist() == [1, 1, 1, 0]
    assert np.isnan(curve.loc[40, "y"])
    assert curve.loc[40, "reason"] == "never_worth"
    always = break_even_curve(
        SOLD, x="land_price_m2", x_values=[1], y="sale_price_m2", y_low=20, y_high=50
    )
    assert always.loc[1, "reason"] == "always_worth"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"term": "build_years"}, "build_years counts whole years"),
        ({"low": 5, "high": 5}, "runs from 5 to 5"),
        ({"term": "sale_price"}, "did you mean 'sale_price_m2'"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(ValueError, match=message):
        break_even(SOLD, **({"term": "sale_price_m2", "low": 0, "high": 50} | options))
    with pytest.raises(ValueError, match="needs two terms"):
        break_even_curve(SOLD, x="far_pct", x_values=[1], y="far_pct", y_low=0, y_high=1)
