"""Public money for each job and each private won, by hand."""

import numpy as np
import numpy_financial as npf
import pandas as pd
import pytest

from clusterlab.invest import public_cost

PLAN = pd.DataFrame(
    {
        "year": [2025, 2026, 2028],
        "public_cost": [100.0, 50.0, -20.0],
        "jobs": [0, 10, 30],
        "private_investment": [0.0, 200.0, 300.0],
    }
)


def test_by_hand_at_the_official_rate():
    table = public_cost(PLAN)
    public = npf.npv(0.045, [100, 50, 0, -20])
    value = table["value"]
    assert value["public_cost"] == pytest.approx(public)
    assert value["per_job"] == pytest.approx(public / 30)
    assert value["per_job_year"] == pytest.approx(public / npf.npv(0.045, [0, 10, 0, 30]))
    private = npf.npv(0.045, [0, 200, 0, 300])
    assert value["per_private_won"] == pytest.approx(public / private)
    assert value["per_private_won"] * value["private_per_public_won"] == pytest.approx(1)
    assert table.attrs["discount_rate_pct"] == 4.5
    assert table.attrs["base_year"] == 2025
    assert "2017-08-11" in table.attrs["source"]


def test_another_rate_carries_no_source_and_zero_is_the_plain_sum():
    table = public_cost(PLAN, discount_rate_pct=0)
    assert table.loc["public_cost", "value"] == 130
    assert "source" not in table.attrs


def test_no_jobs_is_undefined_not_free():
    table = public_cost(PLAN.assign(jobs=0, private_investment=0.0))
    assert table.loc["per_job", "reason"] == "no_jobs"
    assert table.loc["per_private_won", "reason"] == "no_private_investment"
    assert np.isnan(table.loc["per_job", "value"])
    paid_back = public_cost(PLAN.assign(public_cost=[0.0, 0, 0]))
    assert paid_back.loc["private_per_public_won", "reason"] == "no_public_cost"


@pytest.mark.parametrize(
    ("plan", "options", "message"),
    [
        (PLAN.drop(columns="jobs"), {}, "needs a column 'jobs'"),
        (PLAN.assign(year=2025), {}, "the year 2025 twice"),
        (PLAN.assign(jobs=-3), {}, "jobs must be zero or more, not -3"),
        (PLAN.assign(public_cost=[1, None, 2]), {}, "empty cell"),
        (PLAN, {"discount_rate_pct": -100}, "more than -100"),
    ],
)
def test_refusals(plan, options, message):
    with pytest.raises(ValueError, match=message):
        public_cost(plan, **options)
