"""Site appraisals from tables of terms: by hand, and what public money buys."""

import numpy as np
import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.study.sites import appraisal as sa


def site(**terms):
    units = cl.invest.site_terms()["unit"]
    rows = [
        {
            "site_id": "s", "name_ko": "가", "name_en": "A", "district_id": "d", "term": term,
            "low": ends[0], "mode": ends[1], "high": ends[2],
            "unit": units.get(term, "won"), "basis": "assumption", "confidence": "C",
            "source_id": "s", "note": "",
        }
        for term, ends in terms.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


PLOT = {
    "site_area_m2": (1000, 1000, 1000), "far_pct": (200, 200, 200),
    "efficiency_pct": (100, 100, 100), "construction_cost_m2": (9, 10, 14),
    "land_price_m2": (5, 5, 5), "sale_price_m2": (20, 30, 35), "build_years": (1, 1, 2),
    "discount_rate_pct": (0, 0, 0),
}  # fmt: skip


def test_by_hand():
    terms = sa.terms_of(site(**PLOT), "s")
    done = sa.appraised(terms, draws=2000, seed=1)
    # 2,000 m2 sold at 30, built at 10, land at 5,000 in all.
    assert done["base"].loc["npv", "value"] == 2000 * (30 - 10) - 5000
    assert done["base"].loc["land_value_m2", "value"] == 40
    assert done["tornado"].index[0] == "sale_price_m2"
    assert done["tornado"].loc["sale_price_m2", ["at_low", "at_high"]].tolist() == [15000, 45000]
    assert done["price"] == "sale_price_m2"
    assert done["break_even"] == pytest.approx([12.5])
    assert done["curve"]["y"].tolist() == pytest.approx((np.linspace(9, 14, 9) + 2.5).tolist())
    assert "build_years" not in done["draws"]
    assert sa.assumed_ranks(terms)[["term", "other"]].to_numpy().tolist() == [
        ["construction_cost_m2", "sale_price_m2"]
    ]
    assert done["draws"][["construction_cost_m2", "sale_price_m2"]].corr(method="spearman").iloc[
        0, 1
    ] == pytest.approx(0.3, abs=0.06)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"term": "far"}, "site s: 'far' is no term"),
        ({"unit": "won/pyeong"}, "site s: site_area_m2 is in 'won/pyeong', expected 'm2'"),
        ({"low": 2000}, "site s: the ends of site_area_m2 are out of order"),
    ],
)
def test_disorder_is_told(changes, message):
    rows = site(**PLOT).astype({"low": float})
    for column, value in changes.items():
        rows.loc[0, column] = value
    with pytest.raises(ValueError, match=message):
        sa.terms_of(rows, "s")


def test_public_money_by_hand():
    terms = sa.terms_of(
        site(
            public_cost=(100, 100, 200), public_start_year=(2020, 2020, 2020),
            public_end_year=(2021, 2021, 2021), jobs=(5, 5, 10), jobs_year=(2022, 2022, 2022),
            private_investment=(50, 50, 400),
        ),
        "s",
    )  # fmt: skip
    table = sa.public_money(terms, discount_rate_pct=4.5)
    worth = (1 + 1 / 1.045) / 2
    assert table.loc["public_cost", ["low", "high"]].tolist() == pytest.approx(
        [100 * worth, 200 * worth]
    )
    assert table.loc["per_job", ["low", "high"]].tolist() == pytest.approx([10 * worth, 40 * worth])
    # Spread over the same years, discounting cancels in the ratio.
    assert table.loc["private_per_public_won", ["low", "high"]].tolist() == pytest.approx([0.25, 4])
    assert table.attrs["discount_rate_pct"] == 4.5


def test_private_investment_that_nobody_tells_is_not_zero():
    terms = sa.terms_of(cl.load("osong").appraisal_terms, "osong-3")
    table = sa.public_money(terms, discount_rate_pct=4.5)
    assert table.loc["private_per_public_won", ["low", "high"]].isna().all()
    assert table.loc["private_per_public_won", "reason"] == "no_private_investment"


def test_osong_3_against_the_fact_base():
    place = cl.load("osong")
    terms = sa.terms_of(place.appraisal_terms, "osong-3")
    facts = place.package.tables["facts"].groupby("indicator")["value"].last()
    area, cost = facts["area_complex3"], facts["cost_complex3"] * 1e8
    mode = terms["mode"]
    assert mode["site_area_m2"] == area == 4_119_584
    assert mode["construction_cost_m2"] == pytest.approx(cost / area, abs=0.5)
    assert terms.loc["construction_cost_m2", "high"] == pytest.approx(
        cost / area * facts["cost_complex2"] / 7700, abs=1
    )
    # 2,154,000 of 3,283,844 m2 of complex 2 are for sale.
    assert mode["efficiency_pct"] == pytest.approx(100 * 2154000 / 3283844, abs=0.05)
    assert mode["jobs"] == pytest.approx(6305 / 4633609 * area, abs=0.5)
    assert terms.loc["jobs", "high"] == pytest.approx(36000 / 3283844 * area, abs=0.5)
    assert terms.loc["sale_price_m2", "low"] == pytest.approx(1.4e6 / 3.3, abs=0.5)
    assert terms.loc["sale_price_m2", "high"] == 1133965
    # Five equal sales from year 3, costs evenly over five years, at 4.5 %.
    sold = area * mode["efficiency_pct"] / 100 * mode["sale_price_m2"] / 5
    out = area * mode["construction_cost_m2"] / 5
    npv = sum(sold / 1.045**year for year in range(3, 8))
    npv -= sum(out / 1.045**year for year in range(1, 6))
    done = sa.appraised(terms, draws=500, seed=1)
    assert done["base"].loc["npv", "value"] == pytest.approx(npv)
    low, high = done["quantiles"]["npv"].iloc[[0, 2]]
    assert low < high < 0 < done["draws"].attrs["loss_probability"]


def test_songdo_and_magok_against_the_fact_base():
    songdo = sa.terms_of(cl.load("incheon").appraisal_terms, "songdo-ki17-18")
    assert songdo.loc["land_price_m2", ["low", "high"]].tolist() == [1192119, 1326753]
    assert songdo.loc["site_area_m2", "mode"] == 187827
    assert songdo.loc["land_price_m2", "mode"] == pytest.approx(249.2e9 / 187827, abs=2)
    assert songdo.loc["far_pct", "low"] == pytest.approx(100 * 3 * 99558 / 202285, abs=0.5)
    assert songdo.loc["rent_m2_year", ["low", "mode", "high"]].tolist() == pytest.approx(
        [8100 * 12, 38100 / 3.3 * 12, 16900 * 12], abs=1
    )
    assert songdo.loc["construction_cost_m2", "high"] == pytest.approx(377.2e9 / 64178.37, abs=50)
    magok = sa.terms_of(cl.load("magok").appraisal_terms, "magok-notional")
    assert magok.loc["construction_cost_m2", "mode"] == pytest.approx(4e12 / 1110000, abs=1)
    assert magok.loc["rent_m2_year", "low"] == pytest.approx(130000 / 3.3058 * 12, abs=10)
    project = sa.terms_of(cl.load("magok").appraisal_terms, "magok-project")
    assert project.loc["public_cost", "mode"] == 72496e8


@pytest.mark.parametrize("slug", ["magok", "incheon", "osong"])
def test_every_built_in_site_is_named_and_can_be_worked_out(slug):
    place = cl.load(slug)
    listed = sa.site_list(place.appraisal_terms)
    assert listed["private"].any() and listed["public"].any()
    assert (listed[["name_ko", "name_en"]] != "").all(axis=None)
    for name in listed.index:
        terms = sa.terms_of(place.appraisal_terms, name)
        assert set(terms["source_id"]) <= set(place.sources["source_id"])
        assert (terms.loc[terms["basis"] == "derived", "note"].str.len() > 0).all()


def test_money_may_stand_in_any_currency_and_scale():
    rows = site(**PLOT).astype({"low": float, "mode": float, "high": float})
    built = rows["term"] == "construction_cost_m2"
    rows.loc[built, ["low", "mode", "high"]] = [0.9, 1.0, 1.4]
    rows.loc[built, "unit"] = "thousand EUR/m2"
    terms = sa.terms_of(rows, "s", currency="EUR")
    assert terms.loc["construction_cost_m2", ["low", "mode", "unit"]].tolist() == [
        900, 1000, "EUR/m2",
    ]  # fmt: skip
    assert terms.loc["sale_price_m2", "unit"] == "EUR/m2"
    rows.loc[built, "unit"] = "USD/m2"
    with pytest.raises(ValueError, match="is in 'USD/m2', expected 'EUR/m2'"):
        sa.terms_of(rows, "s", currency="EUR")
