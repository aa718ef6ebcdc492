import re

import pytest

import clusterlab as cl
from clusterlab.load.rates import facts_of
from clusterlab.load.scenario_rules import before_and_after, choose_scenarios
from clusterlab.report.maps.scenario_maps import scenario_maps
from clusterlab.study.scenarios.rules import rule_effects

WAY = {"wait_min": 10.0, "within_min": 20.0, "walking_kmh": 4.5, "max_uncertainty_m": 400.0}


def maps(slug: str, name: str, lang: str = "ko") -> list:
    place = cl.load(slug)
    scenario = choose_scenarios(place)[name]
    tables = before_and_after(place, scenario)
    facts = facts_of(place)
    effects = rule_effects(scenario, *tables, facts=facts)
    return scenario_maps(place, scenario, *tables, effects=effects, facts=facts, lang=lang, **WAY)


@pytest.mark.parametrize(
    ("slug", "name"), [("magok", "rules-2025-08"), ("incheon", "on-demand"), ("osong", "on-demand")]
)
def test_before_and_after_are_read_by_one_scale(slug: str, name: str) -> None:
    before, after = (str(sheet.get_root().render()) for sheet in maps(slug, name))
    classes = [re.findall(r"<span>([\d,]+–[\d,]+)</span>", page) for page in (before, after)]
    assert classes[0]
    assert classes[0] == classes[1]
    assert before != after


def test_services_added_are_drawn_only_after() -> None:
    before, after = (str(sheet.tables) for sheet in maps("magok", "support-and-homes"))
    assert "법무 창구(가정)" not in before
    assert "법무 창구(가정)" in after


def test_what_has_no_place_is_not_drawn() -> None:
    assert maps("osong", "complex-3") == []
    assert maps("incheon", "zone-11-2025-06") == []
