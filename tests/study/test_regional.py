"""Regional tables, against shares and ranks worked out by hand."""

import pandas as pd
import pytest

from clusterlab.study import regional

BEFORE = pd.DataFrame(
    {"bio": [30.0, 10.0, 10.0], "food": [20.0, 40.0, 40.0]}, index=["A", "B", "C"]
)
AFTER = pd.DataFrame({"bio": [60.0, 10.0, 10.0], "food": [20.0, 40.0, 40.0]}, index=["A", "B", "C"])
for table in (BEFORE, AFTER):
    table.attrs = {"source_ids": ["s"]}


def test_only_regions_that_publish_every_industry_are_taken():
    rows = [("A", "bio", 30), ("A", "food", 20), ("A", "ALL", 50), ("B", "bio", 10)]
    long = pd.DataFrame(rows, columns=["region", "industry", "value_added"]).assign(
        level="sigungu", year=2022, source_id="s"
    )
    found = regional.value_added(long, year=2022)
    assert found.to_dict("index") == {"A": {"bio": 30, "food": 20}}
    assert found.attrs == {"source_ids": ["s"], "year": 2022}


def test_concentration_by_hand():
    found = regional.spread(BEFORE)
    assert found.index.tolist() == ["bio", "food"]
    # A holds 60 % of bio and a third of everything: 0.6 - 1/3 would have to move.
    assert found.loc["bio", "hoover"] == pytest.approx(0.6 - 1 / 3)
    assert found.loc["bio", ["largest_region", "largest_share"]].tolist() == ["A", 0.6]
    assert found.loc["food", "nation_share"] == pytest.approx(100 / 150)


def test_pairs_are_each_listed_once_and_those_together_come_first():
    table = BEFORE.assign(drugs=[15.0, 5.0, 5.0])
    found = regional.pairs(table)
    assert len(found) == 3
    assert found.loc[0, ["industry_a", "industry_b"]].tolist() == ["bio", "drugs"]
    assert found["coagglomeration"].is_monotonic_decreasing
    assert found.loc[0, "proximity"] == 1.0


def test_growth_adds_up_and_is_ranked():
    found = regional.growth(BEFORE, AFTER, regions=["C", "A"])
    assert found.index.tolist() == ["C", "A"]
    assert found.loc["A", "change_pct"] == pytest.approx(60)
    assert found.loc["A", "national_pct"] == pytest.approx(20)  # from 150 to 180
    parts = found[["national_pct", "mix_pct", "regional_pct"]].sum(axis="columns")
    assert parts.tolist() == pytest.approx(found["change_pct"].tolist())
    assert found["regional_rank"].tolist() == [2, 1]
    assert found.attrs == {"compared": 3, "source_ids": ["s"]}


def test_outlook_ranks_a_region_among_all():
    table = pd.DataFrame(
        {"bio": [9.0, 1.0, 0.0], "law": [9.0, 8.0, 1.0], "food": [2.0, 9.0, 9.0]},
        index=["Seoul", "Osong", "Gokseong"],
    )
    found = regional.outlook(table, region="Seoul")
    # Published in the docstring of `complexity`.
    assert found.attrs["eci"] == pytest.approx(1.309, abs=5e-4)
    assert (found.attrs["eci_rank"], found.attrs["regions"]) == (1, 3)
    assert found.loc["bio", "lq"] == pytest.approx((9 / 20) / (10 / 48))


def test_stars_of_a_region_come_with_the_most_first():
    found = regional.stars(BEFORE, AFTER, regions=["A"])
    assert found.index.tolist()[0] == ("A", "bio")
    assert found["stars"].is_monotonic_decreasing
    assert found.loc[("A", "bio"), "growth"] == pytest.approx(1.0)


@pytest.mark.parametrize("ask", [regional.growth, regional.stars])
def test_an_unknown_region_is_named(ask):
    with pytest.raises(ValueError, match="'D' is not among"):
        ask(BEFORE, AFTER, regions=["D"])
