from clusterlab.siting import Scenario
from clusterlab.study.scenarios.played import Asked, Played
from clusterlab.study.scenarios.unsaid import rates, unsaid

WIDER = Scenario("w", industries=({"zone": "works", "add": ["M70"], "floor_use": "office"},))


def test_only_rates_that_were_used_are_laid_out(place) -> None:
    found = rates(Played(place, {"w": WIDER}, Asked()))
    assert found.data.index.tolist() == [
        "floor_per_job_office", "density_elasticity", "density_decay",
    ]  # fmt: skip
    assert found.as_of == "2020"
    assert not rates(Played(place, {"x": Scenario("x")}, Asked())).tables


def test_what_cannot_be_said_names_the_finest_level(place) -> None:
    found = unsaid(Played(place, {}, Asked()))
    assert found.said[0].values["level"].code == "sigungu"
