"""One year's share of all floor, counted by hand."""

import pandas as pd
import pytest
from town_fixtures import town

from clusterlab.study.opening import supply_shock

BUILDINGS = pd.DataFrame(
    {
        "use_class": ["office"] * 6 + ["housing"],
        "approved": [2001, 2002, 2003, 2004, 2005, 2005, 2001],
        "floor_area_m2": [10.0, 10.0, 10.0, 20.0, 40.0, 10.0, 900.0],
        "counted": True,
        "source_id": "s9",
    }
)


def asked(buildings=BUILDINGS, **differing):
    return supply_shock.supply_shock(town(buildings=buildings, **differing))


def test_the_fullest_year_leaves_housing_out_and_says_that_no_vacancy_is_known():
    found = asked()
    told, vacancy = found.said
    assert (told.values["year"], told.values["share"]) == (2005, 0.5)
    assert (told.values["next"], told.values["next_share"]) == (2004, 0.2)
    assert (found.compared.rank, found.compared.of) == (1, 5)
    assert vacancy.code == "vacancy_unknown"


def test_the_newest_vacancy_that_the_package_names_stands_beside_it():
    facts = pd.DataFrame(
        {
            "indicator": ["empty", "empty", "other"], "value": [10.0, 30.0, 5.0], "unit": "%",
            "as_of": ["2004", "2005-06", "2005"], "source_id": "s3",
        }
    )  # fmt: skip
    told = asked(facts=facts, meta={"counts": {"vacancy": ["empty"]}}).said[1]
    assert told.values == {"vacancy": pytest.approx(0.3), "date": "2005-06"}


def test_few_years_let_none_stand_out():
    assert asked(BUILDINGS[:4]).reason == {"code": "few_years", "years": 4, "minimum": 5}
    assert asked(BUILDINGS[:0]).reason.code == "no_buildings"
