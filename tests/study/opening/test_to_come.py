"""What is to come, on three complexes written by hand."""

import pandas as pd
import pytest
from town_fixtures import town

from clusterlab.study.opening import to_come

COMPLEXES = pd.DataFrame(
    {
        "complex_id": ["c1", "c2", "c3"],
        "name": ["Old", "New", "Elsewhere"],
        "industrial_area_m2": [1e6, 5e5, 9e9],
        "for_sale_area_m2": [8e5, 0.0, 0.0],
        "unsold_area_m2": [2e5, 0.0, 0.0],
        "tenants": [12.0, 0.0, 0.0],
        "as_of": "2025-09",
        "source_id": "s4",
    }
)


def test_complexes_not_offered_add_to_those_that_stand():
    found = to_come.to_come(town(complexes=COMPLEXES, meta={"complexes": ["c1", "c2"]}))
    new, unsold = found.said
    assert (new.values["complexes"], new.values["share"]) == (1, 0.5)
    assert unsold.values["share"] == 0.25
    assert found.sources == ("s4",)


def test_a_goal_stands_beside_what_it_is_the_goal_of():
    facts = pd.DataFrame(
        {
            "indicator": ["land", "land", "land_target", "jobs_target"],
            "value": [1e4, 2e4, 5e4, 9.0], "unit": ["m2", "m2", "m2", "persons"],
            "as_of": ["2019", "2021", "2030", "2030"], "source_id": "s3",
        }
    )  # fmt: skip
    (told,) = to_come.to_come(town(complexes=COMPLEXES, meta={}, facts=facts)).said
    assert told.values["share"] == pytest.approx(1.5)
    assert to_come.to_come(town(complexes=COMPLEXES, meta={})).reason.code == "nothing_to_come"
