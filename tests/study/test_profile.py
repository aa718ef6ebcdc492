"""What a town holds, counted by hand."""

import pandas as pd
from town_fixtures import town, town_organisations

from clusterlab.study import profile


def held(**differing):
    return profile.held(town(**differing), max_uncertainty_m=300)


def test_the_answer_counts_who_is_there_and_who_is_placed():
    found = profile.counted(held())
    first, to_come, grades = found.said
    assert first.key == "inventory"
    assert (first.values["present"], first.values["placed"]) == (15, 14)
    assert first.values["share"] == 14 / 15
    assert first.values["name"].names == {"en": "Town"}
    assert (to_come.key, to_come.values) == ("inventory_planned", {"planned": 1})
    assert grades.values == {"a": 15, "b": 0, "c": 0}
    assert found.sources == ("s1",)
    assert [number.value for number in found.numbers] == [15, 14, 14 / 15, 1, 0]


def test_a_town_without_organisations_says_so():
    found = profile.counted(held(organisations=town_organisations()[:0]))
    assert [told.key for told in found.said] == ["inventory_none"]


def test_a_crowd_is_warned_of_only_where_it_rules():
    (told,) = profile.crowded(held(), minimum=10).cautions
    assert told.values == {"stack": 10, "firms": 12}
    assert not profile.crowded(held(), minimum=11).cautions
    stack, others = held().crowd(10)
    assert (len(stack), len(others)) == (10, 2)


def test_every_organisation_is_listed_with_its_names():
    (table,) = profile.listed(held()).tables
    rows = profile.listed(held()).data
    assert len(rows) == 16
    assert set(table.columns) <= set(rows.columns)
    assert {name.names["en"] for name in rows["name"]} >= {"f0", "u1"}


def test_what_is_not_known_is_said_only_where_there_is_something():
    facts = pd.DataFrame(
        {
            "indicator": "area", "value": [1.0, 2.0], "unit": "m2", "as_of": ["2020", "2020-05"],
            "source_id": ["a", "b"],
        }
    )  # fmt: skip
    (told,) = profile.disagreeing(town(facts=facts)).said
    assert told.values == {"count": 1}
    assert not profile.disagreeing(town()).said
    assert profile.lacking(town()).data["table"].tolist()[0] == "land_use"
    (told,) = profile.unplaced(held()).said
    assert (told.values["missing"], told.values["present"]) == (1, 15)
    placed = town_organisations().dropna(subset=["uncertainty_m"])
    assert not profile.unplaced(held(organisations=placed)).said
