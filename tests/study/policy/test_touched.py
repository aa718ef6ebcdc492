"""Where a policy touched the ground: its clusters, and the regions that events name."""

import math

import geopandas as gpd
import pytest

import clusterlab as cl
from clusterlab.load.nation import nation_package
from clusterlab.study.policy import judged, scorecard, touched

NAMES = ("magok", "incheon", "osong")
ON = "2026-11"


@pytest.fixture(scope="module")
def places() -> list:
    return [cl.load(name) for name in NAMES]


@pytest.fixture(scope="module")
def found(places) -> gpd.GeoDataFrame:
    return touched.touched(judged.judged(places, on=ON))


def test_a_designated_place_of_a_cluster_is_drawn_as_that_cluster(places, found):
    assert list(found["name_ko"][:3]) == [place.name_ko for place in places]
    assert "연수구" not in set(found["name_ko"])
    assert "시흥시" in set(found["name_ko"])
    alone = touched.touched(judged.judged(places[:1], on=ON))
    assert "연수구" in set(alone["name_ko"])


def test_a_place_counts_the_instruments_that_it_has_to_do_with(places, found):
    figures, events = scorecard.readings(places), scorecard.milestones(places)
    own = {
        *figures.loc[figures["place"] == "osong", "instrument_id"],
        *events.loc[events["place"] == "osong", "instrument_id"],
    }
    row = found.set_index("name_en").loc["Osong"]
    assert set(row["told"]) == own
    assert row["instruments"] == len(own)


def test_every_region_is_a_circle_of_its_area_and_a_place_can_be_seen(places, found):
    regions = nation_package([place.package for place in places]).tables["regions"]
    fine = regions[regions["level"] == places[0].levels[-1]]
    drawn = touched.base(places).to_crs(places[0].national_crs)
    assert len(drawn) == len(fine) > 200
    assert drawn.area.to_numpy() == pytest.approx(fine["area_m2"].to_numpy(), rel=0.001)
    seen = found.to_crs(places[0].national_crs).area
    assert (seen > 0.99 * math.pi * touched.LEAST_RADIUS_M**2).all()


def test_the_finding_names_the_place_with_most(places, found):
    whole = touched.places(judged.judged(places, on=ON))
    (told,) = whole.said
    assert told.values["most"] == found["instruments"].max()
    assert told.values["places"] == len(found) - 3
    assert set(whole.sources) == set(found["source_id"])
    assert len(whole.charts[0].options["told"]) == len(found)
