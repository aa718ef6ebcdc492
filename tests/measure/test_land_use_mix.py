"""Land-use mix: only parts that make a whole are measured."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from clusterlab.measure import land_use_mix

# Songdo zone 11, notice of April 2020: seven parts of 12,452,645 m².
ZONE_11 = {
    "total": 12452645,
    "residential": 904740,
    "neighbourhood": 160321,
    "commercial": 425466,
    "business": 68098,
    "industrial": 909485,
    "research": 908892,
    "public": 9075643,
}


def plan(areas, **columns):
    table = pd.DataFrame({"category": list(areas), "area_m2": list(areas.values())})
    fixed = {
        "district_id": "d",
        "plan": "p",
        "category_published": table["category"],
        "share_pct": np.nan,
        "as_of": "2020-04",
        "status": "plan",
        "source_id": "s",
    }
    return table.assign(**{**fixed, **columns})


def test_a_whole_plan_agrees_with_scipy():
    mix = land_use_mix(plan(ZONE_11)).loc[("d", "p")]
    parts = np.array(list(ZONE_11.values())[1:], dtype=float)
    assert parts.sum() == ZONE_11["total"]
    assert mix["entropy"] == pytest.approx(stats.entropy(parts))
    assert mix["relative_entropy"] == pytest.approx(stats.entropy(parts) / np.log(7))
    assert mix["simpson"] == pytest.approx(1 - ((parts / parts.sum()) ** 2).sum())
    assert (mix["reason"], mix["classes"], mix["covered_pct"]) == ("", 7, 100)
    assert (mix["basis"], mix["area_m2"], mix["as_of"]) == ("area", 12452645, "2020-04")


@pytest.mark.parametrize(
    ("areas", "reason"),
    [
        ({"total": 100, "industrial": 60, "park": 30}, "incomplete"),
        ({"total": 100, "industrial": 60, "park": 45}, "overlap"),
        ({"total": 100, "industrial": 100}, "one_part"),
        ({"total": 100}, "no_parts"),
        ({"industrial": 60, "park": 40}, "no_total"),
        ({"total": 0, "industrial": 0, "park": 0}, "no_total"),
    ],
)
def test_what_does_not_make_a_whole_says_why(areas, reason):
    mix = land_use_mix(plan(areas)).iloc[0]
    assert mix["reason"] == reason
    assert mix[["entropy", "relative_entropy", "simpson"]].isna().all()


def test_shares_that_reach_a_hundred_will_do():
    rows = plan({"industrial": np.nan, "park": np.nan}, share_pct=[75.0, 25.0])
    mix = land_use_mix(rows).iloc[0]
    assert (mix["basis"], mix["reason"]) == ("share", "")
    assert mix["simpson"] == pytest.approx(0.375)
    assert np.isnan(mix["area_m2"])
    known_total = land_use_mix(
        plan({"total": 100, "industrial": np.nan, "park": np.nan}, share_pct=[100, 75, 25])
    ).iloc[0]
    assert (known_total["basis"], known_total["area_m2"], known_total["simpson"]) == (
        "share",
        100,
        pytest.approx(0.375),
    )


def test_parts_of_one_category_are_added():
    split = plan({"total": 100, "a": 50, "b": 25, "c": 25})
    split["category"] = ["total", "industrial", "park", "park"]
    whole = land_use_mix(plan({"total": 100, "industrial": 50, "park": 50}))
    columns = ["classes", "entropy", "simpson"]
    pd.testing.assert_frame_equal(land_use_mix(split)[columns], whole[columns])


def test_one_plan_told_twice_is_not_added_up():
    areas = {"total": 100, "industrial": 60, "park": 40}
    twice = pd.concat([plan(areas), plan(areas, source_id="t")])
    mix = land_use_mix(twice)
    assert len(mix) == 1
    assert mix.iloc[0]["reason"] == ""
    assert mix.iloc[0]["area_m2"] == 100


def test_plans_of_different_dates_stay_apart():
    rows = pd.concat([plan(ZONE_11), plan({"total": 10, "a": 5, "b": 5}, plan="q")])
    assert land_use_mix(rows).index.tolist() == [("d", "p"), ("d", "q")]


def test_rounding_within_the_tolerance_is_forgiven():
    rows = plan({"total": 1000, "industrial": 600, "park": 395})
    assert land_use_mix(rows).iloc[0]["reason"] == ""
    assert land_use_mix(rows, tolerance_pct=0.1).iloc[0]["reason"] == "incomplete"
    with pytest.raises(ValueError, match="tolerance_pct must be zero or more, not -1"):
        land_use_mix(rows, tolerance_pct=-1)


def test_a_plan_is_as_sure_as_its_least_sure_row():
    rows = plan(ZONE_11, confidence=["A", "A", "B", "A", "A", "A", "A", "A"])
    assert land_use_mix(rows).iloc[0]["confidence"] == "B"


def test_no_land_use_at_all_is_an_empty_table():
    assert land_use_mix(plan({})).empty
