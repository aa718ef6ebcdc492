import geopandas as gpd
import pandas as pd
import pytest

from clusterlab.model.apply_scenario import apply_scenario
from clusterlab.siting import Scenario


@pytest.fixture
def parcels() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "parcel_id": ["p", "q", "r"],
            "zone": ["industry", "industry", "park"],
            "allowed_industries": ["C21.의약품; C10", "M", None],
            "far_limit_pct": [350.0, None, 50.0],
            "bcr_limit_pct": [60.0, 60.0, 20.0],
        }
    )


def test_industries_limits_and_caps_change_their_zone_only(parcels: pd.DataFrame) -> None:
    before = parcels.copy()
    scenario = Scenario(
        "s",
        industries=({"zone": "industry", "add": ["M70", "C26"], "remove": ["C10"]},),
        limits=({"zone": "industry", "far_limit_pct": 400},),
        share_caps=({"zone": "park", "use": "shops", "max_share": 0.1},),
    )
    out = apply_scenario(scenario, {"parcels": parcels})["parcels"]
    # M admits M70 already; it is not written twice.
    assert out["allowed_industries"].tolist()[:2] == ["C21.의약품; M70; C26", "M; C26"]
    assert out["far_limit_pct"].tolist() == [400, 400, 50]
    assert out["bcr_limit_pct"].tolist() == [60, 60, 20]
    assert out["max_share_shops"].isna().tolist() == [True, True, False]
    assert out.attrs["changes"] == 3
    pd.testing.assert_frame_equal(parcels, before)


def test_places_are_added_to_their_tables() -> None:
    firms = gpd.GeoDataFrame(
        {"firm_id": ["f"], "kind": ["firm"], "status": ["present"], "employees": [10]},
        geometry=gpd.points_from_xy([127.0], [37.0]),
        crs=4326,
    )
    people = pd.DataFrame({"institution_id": ["i"], "kind": ["law"], "employees": [1.0]})
    homes = pd.DataFrame({"home_id": ["h"], "kind": ["home"], "homes": [5]})
    stops = pd.DataFrame({"stop_id": ["t"], "mode": ["rail"], "line": ["9"], "lon": [1.0]})
    place = {"lon": 127.5, "lat": 36.5}
    scenario = Scenario(
        "s",
        facilities=(
            {"id": "big", "kind": "anchor", "jobs": 300, **place},
            {"id": "lab", "kind": "institute", **place},
        ),
        support_services=({"id": "law2", "kind": "law", "jobs": 3, **place},),
        homes=({"id": "dorm", "kind": "dormitory", "homes": 200, **place},),
        stops=({"id": "drt1", **place},),
    )
    tables = {"firms": firms, "institutions": people, "homes": homes, "transit": stops}
    out = apply_scenario(scenario, tables)
    new = out["firms"].iloc[-1]
    assert (new["firm_id"], new["employees"], new["status"]) == ("big", 300, "present")
    assert (new.geometry.x, new.geometry.y) == (127.5, 36.5)
    assert out["firms"].crs == firms.crs
    assert out["institutions"]["institution_id"].tolist() == ["i", "lab", "law2"]
    assert out["institutions"]["employees"].isna().tolist() == [False, True, False]
    assert out["homes"]["homes"].tolist() == [5, 200]
    assert out["transit"]["mode"].tolist() == ["rail", "on_demand"]
    assert len(firms) == 1


def test_tables_untouched_are_the_same_objects(parcels: pd.DataFrame) -> None:
    scenario = Scenario("s", limits=({"zone": "park", "bcr_limit_pct": 30},))
    firms = pd.DataFrame({"firm_id": ["f"]})
    assert apply_scenario(scenario, {"parcels": parcels, "firms": firms})["firms"] is firms


def test_what_does_not_fit_the_tables_is_refused(parcels: pd.DataFrame) -> None:
    tables = {"parcels": parcels, "firms": pd.DataFrame({"firm_id": ["f"]})}
    place = {"lon": 1.0, "lat": 2.0}
    for scenario, message in (
        (
            Scenario("s", limits=({"zone": "indutry", "far_limit_pct": 1},)),
            "unknown zone 'indutry'.*Did you mean 'industry'",
        ),
        (Scenario("s", industries=({"zone": "park", "remove": ["C10"]},)), "no parcel lists it"),
        (Scenario("s", homes=({"id": "h", **place},)), "changes homes. There is no such table"),
        (Scenario("s", facilities=({"id": "f", "kind": "firm", **place},)), "firms has already"),
    ):
        with pytest.raises(ValueError, match=message):
            apply_scenario(scenario, tables)
