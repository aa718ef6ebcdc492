"""Who stands beside whom."""

import pytest
from point_fixtures import study, two_camps

from clusterlab.study import neighbours


def test_neighbours_are_of_the_same_camp():
    found = neighbours.quotients(two_camps(), types=["bio", "food"], simulations=99, seed=1)
    assert found.loc[("bio", "bio"), "clq"] == pytest.approx(59 / 29)
    assert found.loc[("bio", "food"), "clq"] == 0
    assert (found["q_value"] <= 0.05).all()


def test_the_strongest_pair_is_said_and_one_field_has_no_neighbours():
    asked = {"industries": [], "minimum": 10, "simulations": 39, "seed": 1}
    found = neighbours.strongest(study(two_camps()), **asked)
    assert found.said[0].values["value"] == pytest.approx(59 / 29)
    assert found.said[0].values["of"] == found.said[0].values["around"]
    assert found.said[0].values["all"] == 4
    matrix = found.tables[0].data
    assert [label.code for label in matrix.columns] == matrix.index.tolist()
    alone = neighbours.strongest(study(two_camps().iloc[:30]), **asked)
    assert alone.reason == {"code": "too_few_types", "n": 1, "minimum": 10}
