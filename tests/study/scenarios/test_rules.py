"""Floor and jobs against sums done by hand, and what must hold for any rule."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from clusterlab.model.apply_scenario import apply_scenario
from clusterlab.model.take_back import take_back
from clusterlab.siting import Scenario
from clusterlab.study.scenarios.rules import free_floor, open_floor, rule_effects

CODES = ["C20", "C21", "J58", "M70", "M71", "N75"]


def effects(scenario: Scenario, parcels: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    now = {"parcels": parcels}
    return rule_effects(scenario, now, apply_scenario(scenario, now), facts=facts)


def test_free_floor_is_slack_and_what_stands_empty(parcels: gpd.GeoDataFrame) -> None:
    # p: 1,000 m2 at 200 % less 500 m2 built; q: area unknown; r: land on sale, nothing built.
    assert free_floor(parcels).fillna(-1).tolist() == [1500, -1, 15000]
    assert free_floor(parcels, vacant_share=0.5).tolist() == [1750, 400, 15000]
    # A sum of land that is sold says nothing of what is free.
    sold = parcels.assign(use_status="sold")
    assert np.isnan(free_floor(sold)[2])


def test_industries_open_the_free_floor_of_their_zone(
    parcels: gpd.GeoDataFrame, facts: pd.DataFrame
) -> None:
    wider = Scenario(
        "w",
        industries=({"zone": "works", "add": ["M70"], "floor_use": "office"},),
        vacancies=({"zone": "works", "share": 0.5},),
    )
    (row,) = effects(wider, parcels, facts).to_dict("records")
    assert (row["before"], row["after"], row["floor_m2"]) == (0, 2150, 2150)
    assert (row["jobs"], row["jobs_low"], row["jobs_high"]) == (86, 43, 107.5)
    assert row["codes"] == "M70"
    assert row["source_ids"].split(";") == ["s_low", "s", "s_high"]


def test_other_rules_may_leave_only_a_part(parcels: gpd.GeoDataFrame, facts: pd.DataFrame) -> None:
    change = {"zone": "new", "add": ["M70"], "floor_use": "office", "usable_share": 0.5}
    (row,) = effects(Scenario("w", industries=(change,)), parcels, facts).to_dict("records")
    assert row["floor_m2"] == 7500


def test_limits_land_and_caps(parcels: gpd.GeoDataFrame, facts: pd.DataFrame) -> None:
    scenario = Scenario(
        "w",
        limits=({"zone": "works", "far_limit_pct": 300, "floor_use": "office"},),
        land=({"zone": "new", "area_m2": 8000, "floor_use": "office"},),
        share_caps=({"zone": "works", "use": "shops", "max_share": 0.1, "floor_use": "shops"},),
    )
    told = effects(scenario, parcels, facts).set_index("lever")
    assert told.loc["limits", ["before", "after", "jobs"]].tolist() == [2000, 3000, 40]
    assert told.loc["land", ["before", "after", "jobs"]].tolist() == [15000, 24000, 360]
    # No cap was known before: a tenth of the gross floor of 2,000 m2, without a difference.
    assert told.loc["share_caps", "after"] == 200
    assert np.isnan(told.loc["share_caps", "jobs"])


def test_a_cap_that_rises_as_in_magok(parcels: gpd.GeoDataFrame, facts: pd.DataFrame) -> None:
    cap = {"zone": "works", "use": "shops", "max_share": 0.1, "max_share_was": 0.03}
    scenario = Scenario("w", in_force=True, share_caps=({**cap, "floor_use": "shops"},))
    now = {"parcels": parcels}
    before, after = apply_scenario(take_back(scenario), now), apply_scenario(scenario, now)
    (row,) = rule_effects(scenario, before, after, facts=facts).to_dict("records")
    assert (row["before"], row["after"]) == (pytest.approx(60), pytest.approx(200))
    assert row["jobs"] == pytest.approx(7)


def test_without_a_limit_only_land_can_be_said(
    parcels: gpd.GeoDataFrame, facts: pd.DataFrame
) -> None:
    bare = parcels.assign(far_limit_pct=np.nan)
    land = {"zone": "new", "area_m2": 9000, "works_m2": 2000, "floor_use": "office"}
    (row,) = effects(Scenario("w", land=(land,)), bare, facts).to_dict("records")
    assert row["unit"] == "m2_land"
    assert row["reason"] == {"code": "no_far_limit"}
    assert (row["before"], row["after"]) == (5000, 9000)
    assert (row["jobs_low"], row["jobs"], row["jobs_high"]) == (5, 10, 20)
    assert np.isnan(row["floor_m2"])


def test_what_is_not_known_is_missing_with_its_reason(
    parcels: gpd.GeoDataFrame, facts: pd.DataFrame
) -> None:
    blind = parcels.assign(area_m2=np.nan)
    change = {"zone": "works", "add": ["M70"], "floor_use": "office"}
    (row,) = effects(Scenario("w", industries=(change,)), blind, facts).to_dict("records")
    assert np.isnan(row["after"])
    assert row["reason"] == {"code": "no_free_floor", "parcels": 2}
    (row,) = effects(
        Scenario("w", industries=({**change, "floor_use": "stables"},)), parcels, facts
    ).to_dict("records")
    assert row["reason"] == {"code": "no_rate", "use": "stables"}
    assert row["floor_m2"] == 1500
    assert np.isnan(row["jobs"])


def test_a_rule_that_takes_away_counts_below_zero(
    parcels: gpd.GeoDataFrame, facts: pd.DataFrame
) -> None:
    change = {"zone": "works", "remove": ["C21"], "floor_use": "office"}
    (row,) = effects(Scenario("w", industries=(change,)), parcels, facts).to_dict("records")
    assert (row["before"], row["after"], row["jobs"]) == (1500, 0, -60)


@given(
    there=st.lists(st.sampled_from(CODES), unique=True),
    more=st.sampled_from(CODES),
    asked=st.lists(st.sampled_from(CODES), min_size=1, unique=True),
    free=st.lists(st.floats(0, 1e6) | st.just(float("nan")), min_size=1, max_size=5),
)
def test_admitting_a_code_never_lowers_the_floor_open(
    there: list[str], more: str, asked: list[str], free: list[float]
) -> None:
    floor = pd.Series(free)
    lists = pd.DataFrame({"allowed_industries": ["; ".join(there)] * len(free)})
    wider = pd.DataFrame({"allowed_industries": ["; ".join([*there, more])] * len(free)})
    old, new = open_floor(lists, floor, asked), open_floor(wider, floor, asked)
    assert np.isnan(new) or np.isnan(old) or new >= old


@given(far=st.floats(0, 1000), area=st.floats(0.0, 1e6), built=st.floats(0, 1e6))
def test_a_scenario_that_changes_nothing_makes_no_room(
    far: float, area: float, built: float
) -> None:
    plots: dict[str, Any] = {
        "parcel_id": ["p"],
        "zone": ["z"],
        "allowed_industries": ["C21"],
        "far_limit_pct": [far],
        "area_m2": [area],
        "floor_built_m2": [built],
    }
    same = Scenario(
        "same",
        industries=({"zone": "z", "add": ["C21"]},),
        limits=({"zone": "z", "far_limit_pct": far},),
    )
    table = effects(same, pd.DataFrame(plots), pd.DataFrame({"indicator": [], "value": []}))
    assert table["floor_m2"].tolist() == [0, 0]
