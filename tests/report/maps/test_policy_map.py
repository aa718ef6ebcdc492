"""The map shows the clusters asked for, and the places that events name."""

import math

import pytest

import clusterlab as cl
from clusterlab.load.nation import nation_package
from clusterlab.report.maps import policy_map
from clusterlab.study.policy import scorecard


@pytest.fixture(scope="module")
def places() -> list:
    return [cl.load(name) for name in ("magok", "incheon", "osong")]


def test_a_designated_place_of_a_cluster_is_drawn_as_that_cluster(places):
    found = policy_map.places(places, lang="ko")
    assert list(found["name_ko"][:3]) == [place.name_ko for place in places]
    assert "연수구" not in set(found["name_ko"])
    assert "시흥시" in set(found["name_ko"])
    alone = policy_map.places(places[:1], lang="ko")
    assert "연수구" in set(alone["name_ko"])


def test_a_place_counts_the_instruments_that_it_has_to_do_with(places):
    found = policy_map.places(places, lang="en").set_index("name_en")
    figures, events = scorecard.readings(places), scorecard.milestones(places)
    own = {
        *figures.loc[figures["place"] == "osong", "instrument_id"],
        *events.loc[events["place"] == "osong", "instrument_id"],
    }
    assert found.loc["Osong", "instruments"] == len(own)
    assert found["told"].str.count(", ").add(1).tolist() == found["instruments"].tolist()


def test_a_circle_has_the_area_of_its_region(places):
    regions = nation_package([place.package for place in places]).tables["regions"]
    drawn = policy_map.circles(regions).to_crs(policy_map.METRES)
    assert drawn.area.to_numpy() == pytest.approx(regions["area_m2"].to_numpy(), rel=0.01)
    least = policy_map.circles(regions, least_m=8000).to_crs(policy_map.METRES)
    assert (least.area > 0.99 * math.pi * 8000**2).all()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_map_is_drawn_with_its_table(places, lang):
    sheet = policy_map.draw(places, on="2026-11", lang=lang)
    name = places[0].name_ko if lang == "ko" else places[0].name_en
    assert name in sheet.tables
    assert sheet.tables.count("<tr>") == 1 + len(policy_map.places(places, lang=lang))
