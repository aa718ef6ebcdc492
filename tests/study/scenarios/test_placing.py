import pandas as pd
import pytest
from pyproj import Geod

from clusterlab.siting import Scenario
from clusterlab.study.scenarios.placing import placing

ASK = {"level": "sigungu", "radius_km": 60, "k": 2, "draws": 200, "seed": 1}


def candidate(name: str, lon: float, lat: float, **more) -> dict:
    return {"id": name, "name_en": name.title(), "lon": lon, "lat": lat, **more}


@pytest.fixture
def scenario() -> Scenario:
    return Scenario(
        "s",
        candidates=(
            candidate("west", 126.5, 37.0, fixed=True, uncertainty_m=1000),
            candidate("middle", 127.0, 37.0, uncertainty_m=1000),
            candidate("far", 129.0, 35.5, uncertainty_m=1000),
        ),
    )


def lines_km(place) -> pd.DataFrame:
    """Straight lines over the ellipsoid from each region to each candidate."""
    geod = Geod(ellps="GRS80")
    spots = {"west": (126.5, 37.0), "middle": (127.0, 37.0), "far": (129.0, 35.5)}
    table = {
        name: [
            geod.inv(*spot, lon, lat)[2] / 1000
            for lon, lat in zip(place.regions["lon"], place.regions["lat"], strict=True)
        ]
        for name, spot in spots.items()
    }
    return pd.DataFrame(table, index=place.regions["region"])


def demand(place, *industries: str) -> pd.Series:
    rows = place.industries[place.industries["level"] == "sigungu"]
    rows = rows[rows["industry"].isin(industries)] if industries else rows
    return rows.groupby("region")["value_added"].sum()


@pytest.mark.parametrize(
    ("idea", "industries"), [("all", ()), ("making", ("B+C",)), ("knowing", ("M+N",))]
)
def test_means_and_best_places_are_those_of_enumeration(
    place, scenario: Scenario, idea: str, industries: tuple[str, ...]
) -> None:
    told = placing(scenario, place, **ASK)
    km, weights = lines_km(place), demand(place, *industries)
    means = km.mul(weights, axis=0).sum() / weights.sum()
    assert told[f"mean_km_{idea}"].to_dict() == pytest.approx(means.to_dict(), rel=2e-3)
    assert told.attrs["best"][f"one_{idea}"] == (means.idxmin(),)
    beside = {
        other: (km[["west", other]].min(axis=1) * weights).sum() for other in ("middle", "far")
    }
    assert set(told.attrs["best"][f"beside_{idea}"]) == {"west", min(beside, key=beside.get)}
    held = (km <= 60).mul(weights, axis=0).sum() / weights.sum()
    assert told[f"covered_{idea}"].to_dict() == pytest.approx(held.to_dict())
    assert told["farthest_km"].to_dict() == pytest.approx(km.max().to_dict(), rel=2e-3)


def test_shares_of_draws_add_up_and_follow_the_seed(place, scenario: Scenario) -> None:
    told = placing(scenario, place, **ASK)
    assert told["best_share"].sum() == pytest.approx(1)
    assert told["added_share"].sum() == pytest.approx(1)
    assert told.loc["west", "added_share"] == 0
    assert told["best_share"].equals(placing(scenario, place, **ASK)["best_share"])


def test_a_place_that_may_be_anywhere_wins_less_surely(place, scenario: Scenario) -> None:
    rows = [dict(row) for row in scenario.candidates]
    rows[2]["uncertainty_m"] = 400_000.0
    blurred = placing(Scenario("s", candidates=tuple(rows)), place, **ASK)
    sure = placing(scenario, place, **ASK)
    assert blurred.loc["far", "best_share"] < sure.loc["far", "best_share"]


def test_without_candidates_or_regions_it_is_said(place, scenario: Scenario) -> None:
    assert placing(Scenario("s"), place, **ASK).attrs["reason"]["code"] == "no_region_demand"
    place.industries = place.industries.iloc[:0]
    assert placing(scenario, place, **ASK).attrs["reason"]["code"] == "no_region_demand"
