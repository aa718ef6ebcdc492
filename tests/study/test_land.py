"""Plans and move-ins laid out."""

from types import SimpleNamespace

import pandas as pd

from clusterlab.model.said import Amount
from clusterlab.study import land


def test_the_shares_of_a_plan_add_up_to_one():
    rows = [
        ("d", "p", "total", "all", 100.0, None),
        ("d", "p", "park", "parks", 30.0, None),
        ("d", "p", "park", "green", 10.0, None),
        ("d", "p", "industrial", "ind", 60.0, None),
        ("e", "q", "industrial", "ind", None, 25.0),
        ("e", "q", "research", "r&d", None, 75.0),
    ]
    columns = ["district_id", "plan", "category", "category_published", "area_m2", "share_pct"]
    index = pd.MultiIndex.from_tuples([("d", "p"), ("e", "q")])
    plans = pd.DataFrame({"basis": ["area", "share"]}, index=index)
    shares = land.planned_shares(pd.DataFrame(rows, columns=columns), plans)
    assert shares.columns.tolist() == ["park", "industrial", "research"]
    assert shares.loc[("d", "p")].fillna(-1).tolist() == [0.4, 0.6, -1]
    assert shares.sum(axis="columns").tolist() == [1.0, 1.0]


def test_only_whole_plans_are_kept_newest_first():
    mix = pd.DataFrame({"entropy": [1.0, None, 0.5], "as_of": ["2009", "2024", "2016"]})
    assert land.whole_plans(mix)["as_of"].tolist() == ["2016", "2009"]


def test_moved_in_is_set_against_contracts_of_the_same_date():
    rows = [
        ("firms_contracted", 136.0, "2018-04", "a"),
        ("firms_moved_in", 41.0, "2018-04", "a"),
        ("firms_moved_in", 31.0, "2018-04", "b"),
        ("firms_moved_in", 146.0, "2023-12", "c"),
        ("firms_contracted_complex1", 57.0, "2023-12", "d"),
    ]
    facts = pd.DataFrame(rows, columns=["indicator", "value", "as_of", "source_id"])
    (row,) = land.moved_in(facts).to_dict("records")
    assert (row["as_of"], row["contracted"], row["low"], row["high"]) == ("2018-04", 136, 31, 41)
    assert row["high_share"] == 41 / 136
    assert row["source_ids"] == "a;b"


LAND_USE = pd.DataFrame(
    [
        ("d", "p", "total", "all", 100.0, float("nan"), "2011", "plan"),
        ("d", "p", "park", "parks", 50.0, float("nan"), "2011", "plan"),
        ("d", "p", "industrial", "ind", 50.0, float("nan"), "2011", "plan"),
        ("e", "q", "total", "all", 100.0, float("nan"), "2020", "built"),
        ("e", "q", "industrial", "ind", 20.0, float("nan"), "2020", "built"),
    ],
    columns=[
        "district_id", "plan", "category", "category_published", "area_m2", "share_pct", "as_of",
        "status",
    ],
).assign(source_id="s1")  # fmt: skip


def test_the_newest_whole_plan_answers_and_every_plan_is_listed():
    found = land.mixed(LAND_USE)
    (told,) = found.said
    assert (told.values["share"], told.values["next"]) == (0.5, 0.5)
    assert told.values["name"].parts[0].code == "d"
    assert (found.as_of, found.sources) == ("2011", ("s1",))
    assert len(found.charts[0].options["labels"]) == 1
    assert len(land.plans(LAND_USE).data) == 2
    assert land.mixed(LAND_USE[LAND_USE["plan"] == "q"]).reason == {"code": "no_whole_plan", "n": 1}
    assert land.mixed(LAND_USE[:0]).reason.code == land.plans(LAND_USE[:0]).reason.code


def test_floor_space_by_hand():
    titles = pd.DataFrame(
        {
            "use_class": ["office", "shop", "office"], "counted": True,
            "approved": [2018, 2018, 2019], "floor_area_m2": [5e4, 5e4, 8e4], "source_id": "s1",
        }
    )  # fmt: skip
    found = land.floor(titles)
    (told,) = found.said
    assert told.values == {"area": Amount(180_000.0, "m2"), "year": 2019, "titles": 3}
    assert found.data.to_dict() == {"office": 13.0, "shop": 5.0}
    assert found.charts[1].data.to_dict() == {2018: 10.0, 2019: 8.0}
    assert land.floor(titles[:0]).reason.code == "no_buildings"
    undated = land.floor(titles.assign(approved=float("nan")))
    assert undated.reason == {"code": "no_dated_buildings", "n": 3}


def test_firms_that_moved_in_are_said_where_they_are_published():
    facts = pd.DataFrame(
        {
            "indicator": ["firms_contracted", "firms_moved_in"], "value": [10.0, 4.0],
            "as_of": "2018", "source_id": ["a", "b"],
        }
    )  # fmt: skip
    found = land.arrived(SimpleNamespace(facts=facts))
    assert found.said[0].values["share"] == (0.4, 0.4)
    assert found.sources == ("a", "b")
    assert not land.arrived(SimpleNamespace(facts=facts[:0])).said
