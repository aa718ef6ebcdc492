import pytest

from clusterlab.siting import Scenario
from clusterlab.study.scenarios.played import Asked, Played
from clusterlab.study.scenarios.worth import worth

WIDER = Scenario("w", industries=({"zone": "works", "add": ["M70"], "floor_use": "office"},))


def test_the_change_grows_with_the_jobs_and_names_its_ground(place) -> None:
    found = worth(Played(place, {"w": WIDER}, Asked()))
    row = found.data.loc["w"]
    assert row["jobs_added"] == pytest.approx(60)
    assert 0 < row["change_low"] < row["change_pct3"] < row["change_high"]
    assert (found.as_of, found.scope) == ("2022", "middle")
    # 580 of value added over the 116 jobs of the country.
    assert found.cautions[0].values["per_job"].value == pytest.approx(5)
    assert found.cautions[0].values["per_job"].unit == "100 million KRW"


def test_what_is_missing_is_said(place) -> None:
    assert worth(Played(place, {"x": Scenario("x")}, Asked())).reason.code == "no_productivity"
    place.industries = place.industries.iloc[:0]
    assert worth(Played(place, {"w": WIDER}, Asked())).reason.code == "no_region_density"
