"""Regional tables, against shares and ranks worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.model.reason import Reason
from clusterlab.study import regional
from clusterlab.study.scope import Scope

BEFORE = pd.DataFrame(
    {"bio": [30.0, 10.0, 10.0], "food": [20.0, 40.0, 40.0]}, index=["A", "B", "C"]
)
BEFORE.attrs = {"source_ids": ["s"], "year": 2031, "unit": "million EUR, chained 2015 prices"}
THREE = pd.DataFrame(
    {"bio": [9.0, 1.0, 0.0], "law": [9.0, 8.0, 1.0], "food": [2.0, 9.0, 9.0]},
    index=["Seoul", "Osong", "Gokseong"],
)
WITHIN = Scope("county", "A", "value_added", (2031,), (BEFORE,))


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


def test_outlook_ranks_a_region_among_all():
    found = regional.ground(THREE, region="Seoul", least_industries=3)
    # Published in the docstring of `complexity`.
    assert found.attrs["eci"] == pytest.approx(1.309, abs=5e-4)
    assert (found.attrs["eci_rank"], found.attrs["regions"]) == (1, 3)
    assert found.loc["bio", "lq"] == pytest.approx((9 / 20) / (10 / 48))


def test_an_unknown_region_is_named():
    with pytest.raises(ValueError, match="'D' is not among"):
        regional.ground(BEFORE, region="D")


def test_concentration_says_level_prices_and_date_of_its_rows():
    found = regional.concentration(WITHIN)
    assert (found.as_of, found.sources, found.n) == ("2031", ("s",), 3)
    told = found.cautions[0].values
    assert (told["level"].code, told["prices"].values) == ("county", {"year": "2015"})
    assert found.columns[0].measure == "locational_gini_value_added"


def test_the_two_industries_of_a_table_are_together_and_apart_at_once():
    found = regional.together(WITHIN)
    assert len(found.tables[0].data) == 1
    assert found.said[0].values["high"] == found.said[0].values["low"]


def test_the_next_industry_is_one_that_the_region_is_not_strong_in():
    found = regional.outlook(Scope("county", "Osong", "value_added", (2031,), (THREE,)))
    told = found.said[0].values
    assert found.data.loc[told["next"].code, "lq"] < 1
    assert (told["regions"], told["region"].code) == (3, "Osong")
    # Three industries are no ground for a rank: none is told, neither in words nor in the table.
    assert found.said[0].key == "outlook_unranked" and told["rank"] != told["rank"]
    assert found.said[1]["code"] == "too_few_industries"
    assert "relatedness_rank" not in found.data and "pci" not in found.data
    assert "reason" not in found.data.attrs


def test_where_no_industry_has_a_ground_that_is_said():
    found = regional.outlook(WITHIN)  # Two industries have no third one to be near to.
    assert found.said[0]["code"] == "no_industry_to_grow"


def test_complexity_that_is_undefined_keeps_its_rows_and_says_why():
    found = regional.complexity(WITHIN)
    defined = [number.value == number.value for number in found.numbers]
    said = found.said[0]
    assert all(defined) == (not isinstance(said, Reason))
    if isinstance(said, Reason):
        assert all(number.reason == said for number in found.numbers)
    missing = Reason("no_regional_figures")
    assert regional.complexity(missing).reason == missing


def test_the_best_ground_is_never_said_of_a_poor_rank():
    """Fifty-two industries in forty regions: the first tenth have the best ground, others not."""
    rng = np.random.default_rng(2)
    able, hard = rng.random((40, 1)), rng.random((1, 52))
    made = rng.random((40, 52)) < 1 / (1 + np.exp(12 * (hard - able)))
    table = pd.DataFrame(
        made * rng.integers(50, 100, (40, 52)) + rng.integers(0, 3, (40, 52)),
        index=[f"r{i}" for i in range(40)],
        columns=[f"i{i}" for i in range(52)],
    ).astype(float)
    codes = set()
    for region in table.index:
        found = regional.outlook(Scope("county", region, "value_added", (2031,), (table,)))
        told = found.said[0]
        if not isinstance(told, Reason):
            codes.add(told.key)
            assert (told.key == "outlook") == (told.values["rank"] <= 4)
            assert told.key != "outlook_unranked"
    assert {"outlook", "outlook_behind"} <= codes
    few = regional.complexity(Scope("county", "r1", "value_added", (2031,), (table.iloc[:, :49],)))
    assert few.said[0] == Reason("too_few_industries", industries=49, minimum=50)
    assert all(np.isnan(number.value) and number.reason for number in few.numbers)
    many = regional.complexity(Scope("county", "r1", "value_added", (2031,), (table,)))
    assert not isinstance(many.said[0], Reason)
