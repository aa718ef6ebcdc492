"""Terms of an appraisal: names, bounds, and what does not go together."""

import numpy as np
import pytest

from clusterlab.invest import site_terms
from clusterlab.invest.site_terms import read_terms

PLOT = {
    "site_area_m2": 1000,
    "far_pct": 250,
    "efficiency_pct": 80,
    "construction_cost_m2": 2.5e6,
    "discount_rate_pct": 8,
    "build_years": 2,
    "sale_price_m2": 6e6,
}


def test_defaults_lie_within_their_bounds_and_required_terms_have_none():
    table = site_terms()
    assert table.index.is_unique
    assert table.loc[table["required"], "default"].isna().all()
    told = table.dropna(subset="default")
    assert told["default"].between(told["least"], told["greatest"]).all()
    assert (table["meaning"].str.len() > 5).all()


def test_what_follows_from_other_terms():
    terms = read_terms(PLOT)
    assert terms["sold_share_pct"] == 100
    assert terms["sale_start_year"] == 3
    assert np.isnan(terms["land_price_m2"])
    let = {k: v for k, v in PLOT.items() if k != "sale_price_m2"}
    let |= {"rent_m2_year": 3e5, "let_years": 10, "exit_yield_pct": 5}
    assert read_terms(let)["sold_share_pct"] == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"far": 200}, "'far' is not a term of an appraisal; did you mean 'far_pct'"),
        ({"zzz": 1}, "'zzz' is not a term of an appraisal; known are"),
        ({"far_pct": None}, "far_pct must be from 0 to 3000, not nan"),
        ({"far_pct": -1}, "far_pct must be from 0 to 3000, not -1"),
        ({"far_pct": np.array([100.0, 9999.0])}, "not 9999"),
        ({"site_area_m2": np.inf}, "site_area_m2 must be from 0 to inf, not inf"),
        ({"build_years": 1.5}, "build_years must be one whole number of years, not 1.5"),
        ({"build_years": np.array([1.0, 2.0])}, "build_years must be one whole number"),
        ({"sale_price_m2": 0}, "'sale_price_m2' or 'rent_m2_year' above zero"),
        ({"rent_m2_year": 1}, "needs 'sold_share_pct' where floor is sold and let"),
        ({"rent_m2_year": 1, "sold_share_pct": 50}, "needs 'let_years' of 1 or more"),
        ({"rent_m2_year": 1, "sold_share_pct": 50, "let_years": 5}, "needs 'exit_yield_pct'"),
    ],
)
def test_refusals(change, message):
    with pytest.raises(ValueError, match=message) as caught:
        read_terms(PLOT | change)
    assert "\n" not in str(caught.value)


def test_missing_terms():
    with pytest.raises(ValueError, match="needs 'far_pct'; it is not given"):
        read_terms({k: v for k, v in PLOT.items() if k != "far_pct"})
    with pytest.raises(ValueError, match="needs 'land_price_m2'"):
        read_terms(PLOT, needs=["land_price_m2"])
