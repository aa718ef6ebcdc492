from clusterlab.model.reason import Reason
from clusterlab.siting import Scenario
from clusterlab.study.scenarios.let_in import beside, firms, floors, let_in
from clusterlab.study.scenarios.played import Asked, Played

WIDER = Scenario(
    "w", sources=("s",),
    industries=({"zone": "works", "add": ["M70"], "floor_use": "office"},),
)  # fmt: skip


def test_the_firm_whose_code_is_added_is_let_in(place) -> None:
    found = firms(Played(place, {"w": WIDER}, Asked()), "w")
    # Of three firms one has no code and one was admitted before.
    assert found.data.index.tolist() == ["f1"]
    assert found.said[0].values["unknown"] == 1
    (column,) = found.columns
    assert (column.values["w"], column.n["w"], column.sources) == (1, 2, ["s"])


def test_floor_and_neighbours_follow_their_tables(place) -> None:
    played = Played(place, {"w": WIDER}, Asked())
    (floor,) = floors(played, "w")
    assert floor.columns[0].values.index.tolist() == ["w | works | before", "w | works | after"]
    found = beside(played, "w")
    assert found.as_of == "2022"
    assert ("M+N", "B+C") in found.data.index


def test_what_is_missing_is_said(place) -> None:
    (none,) = let_in(Played(place, {"x": Scenario("x")}, Asked()))
    assert none.reason == Reason("no_industry_scenarios")
    place.industries = place.industries.iloc[:0]
    found = beside(Played(place, {"w": WIDER}, Asked()), "w")
    assert found.reason == Reason("no_regional_figures")
