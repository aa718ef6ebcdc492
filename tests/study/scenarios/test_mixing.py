import pandas as pd
import pytest

from clusterlab.measure import coagglomeration
from clusterlab.model.apply_scenario import apply_scenario
from clusterlab.siting import Scenario
from clusterlab.study.scenarios.mixing import coagglomerated, floor_by_use, moved
from clusterlab.study.scenarios.rules import rule_effects

WIDER = Scenario(
    "w",
    industries=({"zone": "works", "add": ["M70"], "floor_use": "office"},),
    vacancies=({"zone": "works", "share": 0.5},),
)


def test_firms_let_in_are_named_and_those_without_a_code_counted(place) -> None:
    after = apply_scenario(WIDER, place.tables)
    found = moved(WIDER, place.tables, after)
    assert found.index.tolist() == ["f1"]
    row = found.loc["f1"]
    assert (row["parcels_before"], row["parcels_after"], row["change"]) == (0, 2, "admitted")
    assert row["name_ko"] == "가"
    assert found.attrs == {"asked": 2, "unknown_industry": 1}


def test_sums_of_land_are_asked_only_where_they_change(place) -> None:
    # C21 is admitted by both plots and by the sum; the sum must not count beside its plots.
    same = Scenario("s", industries=({"zone": "works", "add": ["C21"]},))
    assert moved(same, place.tables, apply_scenario(same, place.tables)).empty
    one = Scenario("s", industries=({"zone": "new", "parcel": "r", "add": ["M70"]},))
    found = moved(one, place.tables, apply_scenario(one, place.tables))
    assert found.loc["f1", "parcels_after"] == 1


def test_a_scenario_without_industries_moves_nobody(place) -> None:
    other = Scenario("s", limits=({"zone": "works", "far_limit_pct": 1},))
    found = moved(other, place.tables, place.tables)
    assert found.empty
    assert found.attrs["asked"] == 2


def test_coagglomeration_is_that_of_the_measure_on_the_whole_table(place) -> None:
    told = coagglomerated(WIDER, place.tables, level="sigungu", core=["C21"])
    wide = place.industries[place.industries["level"] == "sigungu"].pivot_table(
        index="region", columns="industry", values="value_added"
    )
    matrix = coagglomeration(wide)
    assert told.index.tolist() == [("M+N", "B+C")]
    assert told.loc[("M+N", "B+C"), "coagglomeration"] == pytest.approx(matrix.loc["M+N", "B+C"])
    # Services of the west and works far away shun each other in this country.
    assert told["coagglomeration"].iloc[0] < 0
    assert told["year"].tolist() == [2022]


def test_no_table_of_industries_gives_no_rows(place) -> None:
    empty = {**place.tables, "industries": place.industries.iloc[:0]}
    assert coagglomerated(WIDER, empty, level="sigungu").empty


def test_floor_divides_by_use_and_adds_up(place, facts: pd.DataFrame) -> None:
    after = apply_scenario(WIDER, place.tables)
    effects = rule_effects(WIDER, place.tables, after, facts=facts)
    mix = floor_by_use(WIDER, place.tables, after, effects=effects)
    # 1,300 m2 stand, half of them empty; 2,150 m2 open, the empty ones first.
    assert mix.loc[("works", "before")].to_dict() == {"in_use": 650, "empty": 650, "office": 0}
    assert mix.loc[("works", "after")].to_dict() == {"in_use": 650, "empty": 0, "office": 2150}
    even = mix.attrs["evenness"]
    assert 0 < even.loc[("works", "after")] < even.loc[("works", "before")] < 1


def test_shops_stand_at_their_cap_before_and_after(place, facts: pd.DataFrame) -> None:
    cap = {"zone": "works", "use": "shops", "max_share": 0.1, "floor_use": "shops"}
    now = {**place.tables, "parcels": place.parcels.assign(max_share_shops=[0.02, 0.02, None])}
    scenario = Scenario("s", industries=WIDER.industries, share_caps=(cap,))
    after = apply_scenario(scenario, now)
    effects = rule_effects(scenario, now, after, facts=facts)
    mix = floor_by_use(scenario, now, after, effects=effects)
    assert mix.loc[("works", "before"), "shops"] == pytest.approx(26)
    assert mix.loc[("works", "after"), "shops"] == pytest.approx(130)
    assert mix.loc[("works", "after"), "in_use"] == pytest.approx(1300 - 130)


def test_without_known_floor_there_is_no_mix_but_its_labels(place, facts: pd.DataFrame) -> None:
    bare = place.tables["parcels"].assign(floor_built_m2=float("nan"))
    tables = {**place.tables, "parcels": bare}
    after = apply_scenario(WIDER, tables)
    effects = rule_effects(WIDER, tables, after, facts=facts)
    mix = floor_by_use(WIDER, tables, after, effects=effects)
    assert mix.empty
    assert mix.index.names == ["zone", "state"]
