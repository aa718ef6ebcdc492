"""The map shows the places that a study hands on, with their table."""

import pytest

import clusterlab as cl
from clusterlab.report.maps.policy_map import policy_map
from clusterlab.study.policy import judged, touched


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_map_is_drawn_with_its_table(lang):
    places = [cl.load(name) for name in ("magok", "incheon")]
    policy = judged.judged(places, on="2026-11")
    (chart,) = touched.places(policy).charts
    found = touched.touched(policy)
    named = {name: ["x"] * len(found) for name in ("kinds", "told")}
    sheet = policy_map(found, lang=lang, **chart.options | named)
    name = places[0].name_ko if lang == "ko" else places[0].name_en
    assert name in sheet.tables
    assert sheet.tables.count("<tr>") == 1 + len(found)
