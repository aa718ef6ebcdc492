"""A list against its register, on a town whose list is counted by hand."""

import pandas as pd
from town_fixtures import town

from clusterlab.study import coverage

FACTS = pd.DataFrame(
    {
        "indicator": ["tenants", "tenants", "bio_tenants"], "value": [20.0, 26.0, 22.0],
        "unit": "firms", "as_of": ["2022", "2024", "2024"], "source_id": "s3",
    }
)  # fmt: skip
REGISTER = {"basis": "facts", "firms": "tenants", "fields": {"bio": "bio_tenants"}}
MADE = pd.DataFrame(
    {
        "complex_id": ["c1", "c2"], "tenants": [30.0, 90.0], "operating": [20.0, 80.0],
        "as_of": "2025-09", "source_id": "s4",
    }
)  # fmt: skip


def test_the_newest_total_of_the_register_is_what_the_list_is_held_against():
    found = coverage.listed(town(facts=FACTS, meta={"name_en": "Town", "register": REGISTER}))
    told = found.said[0].values
    assert (told["listed"], told["registered"], told["share"]) == (13, 26, 0.5)
    assert told["range"][0] < 0.5 < told["range"][1]
    assert found.as_of == "2024"
    assert set(found.sources) == {"s1", "s3"}
    # Eleven firms of bio of 22; nobody counts food, so nothing is said of its coverage.
    assert found.data.loc["bio", "coverage"] == 0.5
    assert found.data.loc["food", "reason"].code == "coverage_unknown"


def test_tenants_of_the_own_complexes_are_a_register_where_the_package_says_so():
    meta = {"name_en": "Town", "complexes": ["c1"], "register": {"basis": "complexes"}}
    found = coverage.coverage_of(town(complexes=MADE, meta=meta))
    assert (found.registered, found.operating, found.as_of) == (30, 20, "2025-09")
    del meta["register"]
    assert coverage.coverage_of(town(complexes=MADE, meta=meta)).reason.code == "coverage_unknown"


def test_two_lists_that_overlap_bound_the_whole():
    firms = pd.DataFrame(
        {
            "status": "present", "listing": ["register"] * 6 + ["curated"] * 7,
            "same_as": ["x"] * 4 + [None] * 9,
        }
    )  # fmt: skip
    meta = {"name_en": "Town", "register": {"basis": "listing"}}
    first, overlap, *_ = coverage.listed(town(firms=firms, meta=meta)).said
    assert first.code == "coverage_unknown"
    told = overlap.values
    assert (told["register"], told["other"], told["both"]) == (6, 7, 4)
    assert told["range"][0] >= 9


def test_lists_are_alike_down_to_four_fifths():
    def made(share, reason=None):
        return coverage.Coverage(1, 1, 1, share, share, share, "2024", (), reason)

    assert coverage.alike([made(0.5), made(0.4)]) is None
    assert coverage.alike([made(0.5), made(0.39)]) == {
        "code": "coverage_differs", "low": 0.39, "high": 0.5, "limit": 0.8,
    }  # fmt: skip
    reason = made(0.1).reason or coverage.Reason("coverage_unknown", listed=1)
    assert coverage.alike([made(0.5), made(0.1, reason)]).code == "coverages_unknown"
