from clusterlab.model.reason import Reason
from clusterlab.siting import Scenario
from clusterlab.study.scenarios.nearer import nearer
from clusterlab.study.scenarios.played import Asked, Played

HERE = {"id": "b", "jobs_fact": "f-jobs", "homes_fact": "f-homes", "name_en": "Here"}
HOME = {"id": "h", "kind": "home", "lon": 127, "lat": 37, "homes": 100, "balance": "b"}
DESK = {"id": "d", "kind": "law", "lon": 127.0102, "lat": 37.9494}


def test_a_balance_is_said_before_and_after(place) -> None:
    balanced = Scenario("w", balances=(HERE,), homes=(HOME,))
    said, table = nearer(Played(place, {"w": balanced}, Asked()))
    # 300 jobs over 200 homes, then over 300.
    assert (said.said[0].values["was"], said.said[0].values["becomes"]) == (1.5, 1.0)
    assert table.as_of == "2021"
    assert table.columns[0].values.tolist() == [1.5, 1.0]


def test_services_are_counted_within_reach(place) -> None:
    (found,) = nearer(Played(place, {"w": Scenario("w", support_services=(DESK,))}, Asked()))
    # The office of law lies 100 m from the first firm, and further from the others.
    assert found.said[0].values["was"] == 1
    assert found.data.loc["after", "services"] == 2
    assert found.columns[0].values.index.tolist() == ["w | before", "w | after"]


def test_what_is_missing_is_said(place) -> None:
    (none,) = nearer(Played(place, {"x": Scenario("x")}, Asked()))
    assert none.reason == Reason("no_support_scenarios")
    place.tables["firms"] = place.firms.iloc[:0]
    (found,) = nearer(Played(place, {"w": Scenario("w", support_services=(DESK,))}, Asked()))
    assert found.said == (Reason("too_few_points", n=0, minimum=1),)
