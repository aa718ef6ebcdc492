"""Other methods and weights are held against the ranking."""

import json

import pytest

from clusterlab.model.reason import Reason
from clusterlab.model.said import Label
from clusterlab.study.sites.asked import Asked
from clusterlab.study.sites.compared import compare, rank
from clusterlab.study.sites.methods import methods, weights

QUICK = {"reach_m": 350.0, "displacements": 0, "draws": 200, "top": 2, "not_built": ()}


def ranked(town, **options):
    return rank(compare(town, Asked(kind="parcels", **(QUICK | options))))


def test_methods_say_how_far_they_agree_or_why_not(town):
    found = methods(ranked(town))
    (column,) = found.columns
    assert column.values.between(-1, 1).all()
    missing = [one for one in found.said if isinstance(one, Reason)]
    # A slack below zero is none that a product takes.
    assert missing == [Reason("method_not_positive", criterion=Label("criterion", "slack_m2"))]
    assert found.said[0].key == "method_topsis"


def test_a_target_is_none_of_the_other_methods(town):
    found = methods(ranked(town, directions={"station_m": "50"}))
    assert {one.code for one in found.said} == {"method_no_target"}
    assert found.columns[0].values.empty


def test_weights_of_the_data_and_of_a_planner_stand_side_by_side(town):
    plain = weights(ranked(town))
    assert list(plain.data) == ["equal_share"]
    assert [one.code for one in plain.said] == ["entropy_negative", "ahp_not_given"]
    town.tables["parcels"] = town.parcels.assign(floor_built_m2=0.0)
    names = list(ranked(town).matrix.columns)
    judged = {
        name: dict.fromkeys(names[place + 1 :], 2.0)
        for place, name in enumerate(names)
        if name != names[-1]
    }
    found = weights(ranked(town, ahp=json.dumps(judged)))
    assert list(found.data) == ["equal_share", "entropy_share", "ahp_share"]
    assert found.data.sum().tolist() == pytest.approx([1, 1, 1])
    assert [one.key for one in found.said] == ["entropy_order", "ahp_result"]
    one = {names[0]: {names[1]: 2.0}}
    half = weights(ranked(town, ahp=json.dumps(one)))
    assert half.said[-1].code == "ahp_pair_missing"
    assert half.said[-1]["first"] == Label("criterion", names[0])
