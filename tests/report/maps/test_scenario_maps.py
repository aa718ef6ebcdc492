import re

import pytest

import clusterlab as cl
from clusterlab.report.maps.scenario_maps import scenario_maps
from clusterlab.study.scenarios.drawn import map_of
from clusterlab.study.scenarios.played import play

WAY = {"within_min": 20.0, "walking_kmh": 4.5, "max_uncertainty_m": 400.0}


def maps(slug: str, name: str, lang: str = "ko") -> list:
    place = cl.load(slug)
    (chart,) = map_of(play(place, "", WAY), name).charts
    areas = chart.data.assign(name=[one.names[lang] for one in chart.data["name"]])
    return scenario_maps(areas, lang=lang, **{**chart.options, "title": name})


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
    for slug, name in (("osong", "complex-3"), ("incheon", "zone-11-2025-06")):
        assert not map_of(play(cl.load(slug), "", WAY), name).charts
