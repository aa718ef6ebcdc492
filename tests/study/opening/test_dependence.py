"""Dependence on one owner, counted by hand."""

import pandas as pd
from town_fixtures import town

from clusterlab.study.opening import dependence

BUILDINGS = pd.DataFrame(
    {
        "name": ["A hall", "A tower", "B", "B", "A hall"],
        "use_class": ["research", "office", "office", "housing", "research"],
        "floor_area_m2": [30.0, 20.0, 20.0, 30.0, 500.0],
        "counted": [True, True, True, True, False],
        "source_id": "s9",
    }
)
OWNER = {"name_en": "A", "buildings": ["A hall", "A tower"], "firms": ["f0", "g1"]}


def asked(**meta):
    return dependence.dependence(town(buildings=BUILDINGS, meta={"name_en": "Town"} | meta))


def test_floor_main_use_and_firms_of_the_owner():
    found = asked(owners=[{"name_en": "B", "buildings": ["x"]}, OWNER])
    floor, firms = found.said
    assert floor.values["share"] == 0.5
    assert floor.values["owner"].names == {"en": "A"}
    assert (floor.values["use"].code, floor.values["of_use"]) == ("research", 1.0)
    assert (firms.values["own"], firms.values["listed"]) == (2, 13)
    assert "s9" in found.sources


def test_without_owners_or_buildings_nothing_is_told():
    assert asked().reason == {"code": "owners_unknown", "buildings": 5}
    assert asked(owners=[{"name_en": "C", "buildings": ["C"]}]).reason.code == "owners_unknown"
