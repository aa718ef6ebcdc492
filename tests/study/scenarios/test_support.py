import pytest

from clusterlab.model.apply_scenario import apply_scenario
from clusterlab.siting import Scenario
from clusterlab.study.scenarios.support import support_reach

REACH = {"crs": "EPSG:5186", "reach_m": 500, "max_uncertainty_m": 300}


def test_a_service_nearby_brings_firms_within_reach(place) -> None:
    import geopandas as gpd

    at = gpd.GeoSeries(gpd.points_from_xy([200_900.0], [550_300.0]), crs=5186).to_crs(4326).iloc[0]
    desk = {"id": "d", "kind": "accounting", "lon": at.x, "lat": at.y}
    after = apply_scenario(Scenario("s", support_services=(desk,)), place.tables)
    told = support_reach(place.tables, after, **REACH)
    # The law firm lies 100 m from the first firm, the new desk 300 m from the second.
    assert told.loc["before", ["firms", "services", "within"]].tolist() == [3, 1, 1]
    assert told.loc["after", ["firms", "services", "within"]].tolist() == [3, 2, 2]
    assert told.loc["before", "share"] == pytest.approx(1 / 3)
    # Each service has one firm in reach: one service to one of three firms, then to two.
    assert told["per_firm"].tolist() == pytest.approx([1 / 3, 2 / 3])
    assert told.loc["after", "median_m"] == pytest.approx(300, abs=0.5)


def test_nothing_changes_without_a_change(place) -> None:
    told = support_reach(place.tables, place.tables, **REACH)
    assert told.loc["before"].equals(told.loc["after"])


def test_no_firm_placed_well_enough_is_said(place) -> None:
    lost = {**place.tables, "firms": place.firms.assign(uncertainty_m=900.0)}
    told = support_reach(lost, lost, **REACH)
    assert told["share"].isna().all()
    assert told.attrs["reason"]["code"] == "too_few_points"


def test_no_service_reaches_nobody(place) -> None:
    none = {**place.tables, "institutions": place.institutions.iloc[:0]}
    told = support_reach(none, none, **REACH)
    assert told.loc["after", ["within", "share", "per_firm"]].tolist() == [0, 0, 0]
