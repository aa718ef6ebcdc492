import pytest

from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount
from clusterlab.siting import Scenario
from clusterlab.study.scenarios.played import Asked, Played
from clusterlab.study.scenarios.room import jobs_of, rooms

WIDER = Scenario(
    "w",
    sources=("s",),
    industries=({"zone": "works", "add": ["M70"], "floor_use": "office", "sources": ["s"]},),
)


def test_each_change_is_said_with_the_jobs_it_holds(place) -> None:
    played = Played(place, {"w": WIDER}, Asked())
    change, room, effects = rooms(played)
    # 1,000 m2 at 200 % less 500 m2 built, at 50, 25 and 20 m2 a job.
    assert change.said[0].values["floor"] == Amount(1500.0, "m2")
    assert room.headline.key == "headline.room"
    assert jobs_of(played).loc["w"].tolist() == pytest.approx([30, 60, 75])
    assert list(change.sources) == ["s", "s_low", "s_high"]
    assert room.data.iloc[0][["low", "high"]].tolist() == pytest.approx([30, 75])
    assert [column.measure for column in effects.columns][:2] == ["floor_added", "jobs_admitted"]
    assert effects.columns[0].values.to_dict() == {"w | industries | works": 1500}


def test_without_a_rate_the_reason_is_said(place) -> None:
    place.facts = place.facts.iloc[:0]
    change, room, _ = rooms(Played(place, {"w": WIDER}, Asked()))
    assert change.said == (Reason("no_rate", use="office"),)
    assert not room.charts


def test_without_a_change_of_rule_it_is_said(place) -> None:
    (room,) = rooms(Played(place, {"x": Scenario("x")}, Asked()))
    assert room.reason == Reason("no_rule_scenarios")
