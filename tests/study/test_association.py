"""What is said of neighbouring regions, on a square country of invented ones."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount
from clusterlab.study import association
from clusterlab.study.scope import Scope

SIDE = 6


@pytest.fixture(scope="module")
def place() -> SimpleNamespace:
    regions = pd.DataFrame(
        [
            (f"r{x}{y}", "county", f"R{x}{y}", 127 + 0.1 * x, 36 + 0.1 * y, 8e7, "2030", "lines")
            for x in range(SIDE)
            for y in range(SIDE)
        ],
        columns=["region", "level", "name_en", "lon", "lat", "area_m2", "as_of", "source_id"],
    )
    return SimpleNamespace(regions=regions, national_crs="EPSG:5179")


def scope(place, *, unit: str = "million EUR, chained 2015 prices", home: str = "r00") -> Scope:
    draw = np.random.default_rng(1)
    west = place.regions["lon"] < 127.25
    table = pd.DataFrame(
        {
            "works": 1 + 9 * west + draw.random(len(west)),
            "shops": 10 + draw.random(len(west)),
        }
    ).set_index(place.regions["region"])
    table.attrs = {"source_ids": ["accounts"], "year": 2031, "unit": unit}
    return Scope("county", home, "value_added", (2031,), (table,))


def test_works_of_the_west_gather_and_all_is_dated_and_cited(place):
    near = association.neighbourhood(scope(place), place, neighbours=4)
    found = association.industries(near, seed=1)
    assert found.said[0].values["first"].code in {"works", "shops"}
    assert found.said[0].values["count"] == 2  # With two industries, one is the other's mirror.
    assert (found.as_of, found.sources) == ("2031", ("accounts", "lines"))
    about = found.cautions[0].values
    assert (about["drawn"], about["level"].code, about["nearest"]) == ("2030", "county", 4)
    assert [column.measure for column in found.columns] == [
        "moran_value_added",
        "moran_value_added_p",
        "moran_value_added_q",
    ]


def test_the_own_region_is_told_with_its_quadrant_and_money(place):
    near = association.neighbourhood(scope(place), place, neighbours=4)
    found = association.industry(near, activity="works", seed=1)
    keys = [one.key for one in found.said]
    assert keys == [
        "association_own",
        "association_gathered",
        "association_sure",
        "association_density",
        "read_association_density",
    ]
    assert found.said[0].values["quadrant"].code == "HH"
    row = found.data.loc["r00"]
    assert found.said[3].values["density"] == Amount(row["effective_density"], "million EUR/km")
    numbers = {one.measure: one for one in found.numbers}
    assert numbers["local_moran_lag"].scope == "r00 | works"
    assert numbers["effective_density_value_added"].unit == "million EUR/km"
    plain = association.neighbourhood(scope(place, unit=""), place, neighbours=4)
    bare = association.industry(plain, activity="works", seed=1)
    assert {one.measure: one.unit for one in bare.numbers}["effective_density_value_added"] == (
        "1/km"
    )


def test_what_is_missing_is_said_and_inherited(place):
    nothing = Reason("no_regional_figures")
    assert association.neighbourhood(nothing, place, neighbours=4) is nothing
    many = association.neighbourhood(scope(place), place, neighbours=40)
    assert many["code"] == "too_few_regions"
    assert many["level"].code == "county"
    assert association.industries(many, seed=1).reason == many
    near = association.neighbourhood(scope(place), place, neighbours=4)
    unknown = association.industry(near, activity="mines", seed=1)
    assert unknown.reason == Reason("no_activity", activity="mines")


def test_a_region_without_a_middle_keeps_the_others(place):
    near = association.neighbourhood(scope(place, home="island"), place, neighbours=4)
    found = association.industry(near, activity="works", seed=1)
    assert found.said[-1]["code"] == "region_not_located"
    assert not found.numbers
    assert found.charts[0].options["marked"] == "island"


def test_what_the_statistics_do_not_tell_is_listed():
    assert [getattr(one, "code", "") for one in association.unsupported().said] == [
        "",
        "no_shared_borders",
        "no_job_density",
    ]
