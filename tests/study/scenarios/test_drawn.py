import pytest

import clusterlab as cl
from clusterlab.siting import Scenario
from clusterlab.study.scenarios.drawn import maps, zones
from clusterlab.study.scenarios.played import Asked, Played

WIDER = Scenario("w", industries=({"zone": "works", "add": ["M70"], "floor_use": "office"},))


def test_a_zone_is_drawn_round_its_plots_before_and_after(place) -> None:
    areas = zones(Played(place, {"w": WIDER}, Asked()), "w")
    assert areas.set_index("state")["value"].to_dict() == {"before": 0, "after": 1.5}
    # Two plots of the works, 60 m round each.
    metres = areas.to_crs(areas.estimate_utm_crs()).area
    assert metres.tolist() == pytest.approx([2 * 3.14159 * 60**2] * 2, rel=0.01)


def test_where_nothing_has_a_place_the_cluster_is_drawn_alone() -> None:
    place = cl.load("magok")
    made = maps(Played(place, {"x": Scenario("x")}, Asked()))
    assert [one.id for one in made] == ["scenarios.map", "scenarios.base_map"]
    assert made[0].said[0].key == "no_map_for"
    assert made[1].charts[0].kind == "cluster_alone"
