from clusterlab.model.reason import Reason
from clusterlab.siting import Scenario
from clusterlab.study.scenarios.placed import placed
from clusterlab.study.scenarios.played import Asked, Played

NEAR = Scenario(
    "s",
    candidates=(
        {"id": "west", "name_en": "West", "lon": 126.5, "lat": 37.0, "fixed": True},
        {"id": "far", "name_en": "Far", "lon": 129.0, "lat": 35.5},
    ),
)


def test_the_nearest_to_most_value_added_is_said(place) -> None:
    (found,) = placed(Played(place, {"s": NEAR}, Asked(draws=20)))
    # 425 of 580 of value added lie in the far region.
    assert found.said[0].values["one"].names["en"] == "Far"
    assert [one.names["en"] for one in found.said[0].values["fixed"].parts] == ["West"]
    assert found.as_of == "2022"
    assert found.columns[0].values.index.tolist() == ["west", "far"]


def test_what_is_missing_is_said(place) -> None:
    (none,) = placed(Played(place, {"x": Scenario("x")}, Asked()))
    assert none.reason == Reason("no_placing")
    place.industries = place.industries.iloc[:0]
    (found,) = placed(Played(place, {"s": NEAR}, Asked()))
    assert found.reason == Reason("no_region_demand")
