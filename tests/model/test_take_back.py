"""A change taken back gives the tables from before, and taken back twice it is itself again."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from clusterlab.model.apply_scenario import apply_scenario
from clusterlab.model.take_back import take_back
from clusterlab.siting import Scenario

CODES = ["C21", "J58", "J59", "M716", "N75992"]


def test_tables_before_and_after_are_those_of_the_file() -> None:
    now = pd.DataFrame(
        {
            "parcel_id": ["p", "t"],
            "zone": ["works", "works"],
            "allowed_industries": ["C21; J58", "C21; J58"],
            "far_limit_pct": [350.0, 350.0],
            "bcr_limit_pct": [60.0, 60.0],
            "area_m2": [400.0, 1320.0],
        }
    )
    wider = Scenario(
        "wider",
        in_force=True,
        industries=({"zone": "works", "add": ["J58"]},),
        limits=({"zone": "works", "far_limit_pct": 350, "far_limit_pct_was": 250},),
        land=({"zone": "works", "parcel": "t", "area_m2": 1320, "area_m2_was": 990},),
        share_caps=({"zone": "works", "use": "shops", "max_share": 0.1, "max_share_was": 0.03},),
    )
    before = apply_scenario(take_back(wider), {"parcels": now})["parcels"]
    assert before["allowed_industries"].tolist() == ["C21", "C21"]
    assert before["far_limit_pct"].tolist() == [250, 250]
    assert before["area_m2"].tolist() == [400, 990]
    assert before["max_share_shops"].tolist() == [0.03, 0.03]
    after = apply_scenario(wider, {"parcels": before})["parcels"]
    pd.testing.assert_frame_equal(
        after[now.columns], now, check_dtype=False, check_names=False, obj="taken back, then made"
    )
    # What holds already changes nothing.
    assert apply_scenario(wider, {"parcels": after})["parcels"].attrs["changes"] == 0


@given(
    add=st.lists(st.sampled_from(CODES), min_size=1, unique=True),
    far=st.integers(0, 500),
    was=st.integers(0, 500),
)
def test_taken_back_twice_is_the_scenario_again(add: list[str], far: int, was: int) -> None:
    scenario = Scenario(
        "s",
        industries=({"zone": "z", "add": add},),
        limits=({"zone": "z", "far_limit_pct": far, "far_limit_pct_was": was},),
    )
    assert take_back(take_back(scenario)) == scenario
    assert take_back(scenario).in_force is not scenario.in_force


def test_what_cannot_be_taken_back_is_said_in_one_line() -> None:
    with pytest.raises(ValueError, match="To take it back, far_limit_pct_was is needed"):
        take_back(Scenario("s", limits=({"zone": "z", "far_limit_pct": 1},)))
    place = {"id": "h", "kind": "home", "lon": 127.0, "lat": 37.0, "homes": 3}
    with pytest.raises(ValueError, match=r"adds places \(homes\)"):
        take_back(Scenario("s", homes=(place,)))
