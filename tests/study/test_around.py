"""Firms around campuses and their nearest places, on a town drawn by hand."""

import pytest
from town_fixtures import town, town_organisations

from clusterlab.study import around, closeness, profile

BY = closeness.asked(to_m=1000, step_m=100, minimum=10, simulations=99, seed=1)


def held(**differing):
    return profile.held(town(**differing), max_uncertainty_m=300)


def test_a_sector_beside_the_campuses_is_measured_against_shuffled_labels():
    found = around.campuses(held(), BY, "bio")
    # Within 100 m of a campus all ten neighbours are bio firms, of thirteen others in all.
    assert found.data["observed"].iloc[0] == pytest.approx(1 / (10 / 13))
    assert found.charts[0].values["anchors"] == 2
    assert {told.key for told in found.said} <= {
        *("m_above", "m_below", "m_within", "position_band"),
    }
    assert set(found.columns[0].n) == {2}


def test_too_few_of_either_give_the_reason():
    why = around.campuses(held(), BY, "food").reason
    assert (why.code, why["anchors"], why["n"]) == ("too_few_around", 2, 2)
    one = town_organisations()
    one = one[one["type"] != "institute"]
    assert around.campuses(held(organisations=one), BY, "bio").reason["anchors"] == 1


def test_the_nearest_places_by_hand():
    found = around.nearest(held(), minimum=10)
    assert found.data.to_dict() == {"university": 100.0, "institute": 100.0}
    (told,) = found.said
    assert told.values["metres"] == 100
    table = around.quartiles(held(), minimum=10)
    (column,) = table.columns
    assert column.reason["station"]["code"] == "no_target"
    assert column.values.isna()["station"]


def test_with_few_firms_every_distance_is_missing():
    assert around.nearest(held(), minimum=13).reason == {
        "code": "too_few_points", "n": 12, "minimum": 13,
    }  # fmt: skip
    (column,) = around.quartiles(held(), minimum=13).columns
    assert column.values.isna().all()
    assert column.reason["university"] == "too_few_points"


def test_without_places_to_measure_to_there_is_a_reason():
    firms = town_organisations()
    firms = firms[~firms["type"].isin(around.CAMPUSES)]
    assert around.nearest(held(organisations=firms), minimum=10).reason.code == "no_target"
