"""Tornado: ends against full appraisals, order by swing."""

import pandas as pd
import pytest

from clusterlab.invest import appraise, residual_land_value, tornado

SOLD = {
    "site_area_m2": 1000,
    "far_pct": 300,
    "efficiency_pct": 70,
    "construction_cost_m2": 2.0,
    "land_price_m2": 3.0,
    "sale_price_m2": 9.0,
    "discount_rate_pct": 8,
    "build_years": 2,
}
RANGES = pd.DataFrame(
    {"low": [1.8, 7, 1, 6], "high": [2.6, 10, 4, 12]},
    index=["construction_cost_m2", "sale_price_m2", "build_years", "discount_rate_pct"],
)


@pytest.mark.parametrize("measure", ["npv", "land_value_m2"])
def test_each_end_is_an_appraisal(measure):
    table = tornado(SOLD, ranges=RANGES, measure=measure)
    assert table["swing"].is_monotonic_decreasing
    assert set(table.index) == set(RANGES.index)
    for term, row in table.iterrows():
        for end in ("low", "high"):
            value = row[end] if term != "build_years" else int(row[end])
            here = appraise(SOLD | {term: value}).loc[measure, "value"]
            assert row[f"at_{end}"] == pytest.approx(here)
    assert table.attrs["base"] == pytest.approx(appraise(SOLD).loc[measure, "value"])


def test_residual_value_needs_no_price_of_land():
    bare = {k: v for k, v in SOLD.items() if k != "land_price_m2"}
    table = tornado(bare, ranges=RANGES, measure="land_value_m2")
    assert table.attrs["base"] == pytest.approx(residual_land_value(SOLD))
    with pytest.raises(ValueError, match="needs 'land_price_m2'"):
        tornado(bare, ranges=RANGES)


def test_refusals():
    with pytest.raises(ValueError, match="measure must be one of npv, land_value_m2, not 'irr'"):
        tornado(SOLD, ranges=RANGES, measure="irr")
    with pytest.raises(ValueError, match="range of sale_price_m2 runs from 10"):
        tornado(SOLD, ranges=pd.DataFrame({"low": [10], "high": [7]}, index=["sale_price_m2"]))
    with pytest.raises(ValueError, match="did you mean 'far_pct'"):
        tornado(SOLD, ranges=pd.DataFrame({"low": [1], "high": [2]}, index=["far"]))
