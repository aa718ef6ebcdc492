"""The value of land in an invented currency, by hand, and through a whole finding."""

from types import SimpleNamespace

import pandas as pd
import pytest

from clusterlab.invest.site_terms import site_terms
from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount
from clusterlab.study.sites.land_value import land_values

PLOT = {
    "site_area_m2": (1000, 1000, 1000), "far_pct": (200, 200, 200),
    "efficiency_pct": (100, 100, 100), "construction_cost_m2": (900, 1000, 1400),
    "land_price_m2": (500, 500, 500), "sale_price_m2": (2000, 3000, 3500),
    "build_years": (1, 1, 2), "discount_rate_pct": (0, 0, 0),
}  # fmt: skip


def place(**terms):
    per = site_terms()["unit"].str.replace(r"^won", "EUR", regex=True)
    rows = [
        {
            "site_id": "s", "name_ko": "가", "name_en": "A", "district_id": "d", "term": term,
            "low": ends[0], "mode": ends[1], "high": ends[2], "unit": per[term],
            "basis": "assumption", "confidence": "C", "source_id": "x", "note": "",
        }
        for term, ends in terms.items()
    ]  # fmt: skip
    columns = ["site_id", "name_ko", "name_en", "district_id", "term"]
    return SimpleNamespace(
        appraisal_terms=pd.DataFrame(rows) if rows else pd.DataFrame(columns=columns),
        currency="EUR",
        money_unit=lambda column: "million EUR",
    )


def test_by_hand_in_euro():
    found, assumed = land_values(place(**PLOT), draws=500, seed=1)
    first = found.said[0].values
    # 2,000 m2 sold at 3,000, built at 1,000, land at 500,000 in all.
    base = {one.measure: one.values.iloc[0] for one in found.columns}
    assert base["site_npv_base"] == 3_500_000
    assert base["site_land_value_base"] == 4000
    # The page says the range of the draws, in the two digits that assumed terms carry.
    low, high = first["npv"].value
    assert low < 3_500_000 < high
    assert (low, high) == (float(f"{low:.1e}"), float(f"{high:.1e}"))
    npv = next(one for one in found.numbers if one.measure == "site_npv")
    assert npv.unit == "million EUR" and 0 < npv.low < 3.5 < npv.value < 10
    even = found.said[-2] if found.said[-1].key == "site" else found.said[-1]
    assert even.key == "site_break_even"
    assert even.values["value"] == Amount(pytest.approx(1250), "EUR/m2")
    units = {one.measure: one.unit for one in found.columns}
    assert units == {
        "site_npv_base": "EUR", "site_land_value_base": "EUR/m2", "site_irr_base": "1",
    }  # fmt: skip
    assert found.scope == "s" and found.sources == ("x",)
    assert [one.key for one in assumed.cautions] == ["site_assumed"]


def test_axes_are_in_the_same_currency():
    found = land_values(place(**PLOT), draws=500, seed=1)[0]
    spread, swings, curve = found.charts
    assert spread.options["unit"].values["unit"].code == "million EUR"
    assert swings.options["base"] == pytest.approx(3.5)
    assert curve.options["x"].values["unit"].code == "EUR/m2"
    assert curve.data.index[0] == 900


def test_no_terms_are_a_reason():
    assert [one.reason for one in land_values(place(), draws=100, seed=1)] == [Reason("no_sites")]
