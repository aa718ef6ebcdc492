import numpy as np
import pandas as pd
import pytest
from pyproj import Transformer

from clusterlab.study.scenarios.productivity import productivity


def test_the_change_is_that_of_the_density_worked_out_by_hand(place, facts: pd.DataFrame) -> None:
    told = productivity(place, pd.Series({"middle": 10.0}), facts=facts, level="sigungu")
    # Value added of the four regions: 70, 55, 45, 410; 580 by 116 jobs is 5 a job.
    mass = np.array([70.0, 55.0, 45.0, 410.0])
    assert told.attrs["per_job"] == pytest.approx(5)
    to_metres = Transformer.from_crs(4326, 5179, always_xy=True)
    x, y = to_metres.transform(place.regions["lon"].to_numpy(), place.regions["lat"].to_numpy())
    km = np.hypot(x - x[1], y - y[1]) / 1000
    km[1] = 2 / 3 * np.sqrt(100 / np.pi)
    before = (mass / km).sum()
    after = before + 50 / km[1]
    row = told.loc["middle"]
    assert row["density_before"] == pytest.approx(before, rel=1e-6)
    assert row["density_after"] == pytest.approx(after, rel=1e-6)
    assert row["change"] == pytest.approx((after / before) ** 0.04 - 1, rel=1e-6)
    assert row["low"] == pytest.approx((after / before) ** 0.02 - 1, rel=1e-6)
    assert row["high"] == pytest.approx((after / before) ** 0.08 - 1, rel=1e-6)
    assert (told.attrs["region"], told.attrs["year"], told.attrs["regions"]) == ("middle", 2022, 4)


def test_no_job_added_is_no_change_and_more_jobs_are_more(place, facts: pd.DataFrame) -> None:
    told = productivity(place, pd.Series([0.0, 5.0, 50.0]), facts=facts, level="sigungu")
    assert told["change"].iloc[0] == 0
    assert told["change"].is_monotonic_increasing
    assert (told["low"] <= told["change"]).all()
    assert (told["change"] <= told["high"]).all()


def test_what_is_not_in_the_data_is_said(place, facts: pd.DataFrame) -> None:
    jobs = pd.Series({"a": 1.0})
    place.home = {"sigungu": "nowhere"}.get
    told = productivity(place, jobs, facts=facts, level="sigungu")
    assert told["change"].isna().all()
    assert told.attrs["reason"] == {"code": "no_region_density", "region": "nowhere"}
    place.home = {"sigungu": "middle"}.get
    assert productivity(place, jobs, facts=facts.iloc[:0], level="sigungu").attrs["reason"]["code"]
    place.industries = place.industries.iloc[:0]
    assert (
        productivity(place, jobs, facts=facts, level="sigungu").attrs["reason"]["code"]
        == "no_region_density"
    )
