"""Plans and move-ins laid out."""

import pandas as pd

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
