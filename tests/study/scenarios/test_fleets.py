import pytest

from clusterlab.model.reason import Reason
from clusterlab.siting import Scenario
from clusterlab.study.scenarios.fleets import services
from clusterlab.study.scenarios.played import Asked, Played

SERVICE = {"id": "bus", "vehicles": 2, "hours": 4, "dongs": ["갑동"], "sources": ["n"]}


def test_a_fleet_and_its_reach_say_the_same_wait(place) -> None:
    fleet, reach = services(Played(place, {"w": Scenario("w", on_demand=(SERVICE,))}, Asked()))
    wait = fleet.data.loc[2, "mean_wait_min"]
    assert fleet.said[0].values["wait"] == reach.said[0].values["wait"] == pytest.approx(wait)
    assert "n" in fleet.sources
    assert fleet.said[0].values["riders"] == 20
    assert fleet.columns[0].values.index.tolist() == ["w | 1", "w | 2", "w | 4"]


def test_published_riders_are_held_against_the_fleet(place) -> None:
    service = {**SERVICE, "riders_fact": "f-riders"}
    fleet, _ = services(Played(place, {"w": Scenario("w", on_demand=(service,))}, Asked()))
    enough = fleet.data.loc[2, "served_share"] >= 0.95
    assert fleet.said[1].key == ("fleet_published" if enough else "fleet_short")
    assert fleet.said[1].values["riders"] == 12


def test_what_is_missing_is_said_of_both(place) -> None:
    (none,) = services(Played(place, {"x": Scenario("x")}, Asked()))
    assert none.reason == Reason("no_on_demand")
    place.facts = place.facts.iloc[:0]
    fleet, reach = services(Played(place, {"w": Scenario("w", on_demand=(SERVICE,))}, Asked()))
    assert fleet.reason.code == "no_rate"
    assert reach.reason == fleet.reason
