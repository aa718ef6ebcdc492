"""Ties: rounding decides no rank, whatever the order of rows and columns."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from clusterlab import siting
from clusterlab.measure._rank_interval import rank_interval
from clusterlab.model.ties import level, ranks
from clusterlab.siting.rank_acceptability import _rank_chunk


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=30), st.randoms())
def test_level_gives_rounded_equals_one_value_and_keeps_all_else_apart(numbers, random) -> None:
    noisy = [n / 7 * (1 + random.choice([-1, 0, 1]) * 2e-16) for n in numbers]
    found = level(noisy, scale=10.0)
    for a, x in zip(numbers, found, strict=True):
        for b, y in zip(numbers, found, strict=True):
            assert (a == b) == (x == y) and (a < b) == (x < y)


def test_level_leaves_what_is_unknown_and_takes_a_step_by_its_own_size() -> None:
    assert np.isnan(level([np.nan, 1.0])[0]) and level([np.inf, 1.0]).tolist() == [np.inf, 1.0]
    assert len(set(level([1e-20, 2e-20, 3e-13]))) == 3
    assert len(set(level([1e-20, 2e-20, 3e-13], scale=1.0))) == 1
    assert ranks(pd.Series([np.nan, 2.0, 1.0]), largest_first=False).tolist()[1:] == [2.0, 1.0]


def exact_scores(table: pd.DataFrame) -> list[Fraction]:
    """Equal weights and min-max, in fractions."""
    low, high = table.min(), table.max()
    return [
        sum(
            (
                Fraction(int(row[c] - low[c]), int(high[c] - low[c]))
                for c in table.columns
                if high[c] > low[c]
            ),
            Fraction(0),
        )
        for _, row in table.iterrows()
    ]


@pytest.mark.parametrize("criteria", [3, 5, 6, 7])
def test_exactly_tied_sites_share_their_rank_in_any_order(criteria: int) -> None:
    """Twenty sites with whole-number criteria, where a quarter of ties once broke."""
    rng = np.random.default_rng(criteria)
    tied = 0
    for _ in range(40):
        table = pd.DataFrame(
            rng.integers(0, 6, (20, criteria)), columns=[f"c{i}" for i in range(criteria)]
        )
        exact = exact_scores(table)
        oracle = [1 + sum(other > own for other in exact) for own in exact]
        tied += sum(n - 1 for n in pd.Series(oracle).value_counts())
        shuffled = table.sample(frac=1, axis=1, random_state=1).sample(frac=1, random_state=2)
        for some in (table, shuffled):
            declared = [siting.Criterion(name=c) for c in some.columns]
            weights = siting.equal_weights(list(some.columns))
            found = siting.rank(some, declared, weights=weights)["rank"]
            assert found.reindex(table.index).tolist() == oracle
            scaled = siting.scale(some, declared).to_numpy().T.copy()
            drawn = _rank_chunk(scaled, np.full((2, criteria), 1 / criteria), None, rng)
            assert pd.Series(drawn[:, 1], index=some.index).reindex(table.index).tolist() == oracle
    assert tied > 100


@pytest.mark.parametrize("method", ["weighted_product", "topsis"])
def test_products_and_distances_tie_whatever_the_order_of_columns(method: str) -> None:
    rng = np.random.default_rng(7)
    for _ in range(40):
        # A site and one whose values are those of the first, exchanged between like criteria.
        table = pd.DataFrame(rng.integers(1, 6, (10, 5)).astype(float), columns=list("abcde"))
        turned = table.iloc[:, [2, 0, 4, 1, 3]].set_axis(table.columns, axis=1)
        both = pd.concat([table, turned], ignore_index=True)
        both.loc[len(both)], both.loc[len(both) + 1] = 1.0, 5.0
        declared = [siting.Criterion(name=c) for c in both.columns]
        kept = siting.rank(both, declared, weights=[0.2] * 5, method=method)
        if (
            method == "weighted_product"
        ):  # all criteria have one best value: exchange changes nothing
            assert (kept["rank"][:10].to_numpy() == kept["rank"][10:20].to_numpy()).all()
        other = both[list("edcba")].sample(frac=1, random_state=3)
        again = siting.rank(
            other, [siting.Criterion(name=c) for c in other], weights=[0.2] * 5, method=method
        )
        assert (again["rank"].reindex(kept.index) == kept["rank"]).all()


def test_two_sites_as_far_from_a_target_are_alike() -> None:
    table = pd.DataFrame({"slope": [0.1, 0.3]})
    aim = siting.Criterion(name="slope", direction="target", target=0.2)
    assert siting.scale(table, [aim]).attrs["constant"] == ["slope"]


def test_random_draws_tie_sites_that_differ_by_the_order_of_sums_alone() -> None:
    """A third of (1, 2, 3) and of (3, 0, 3) are 2 in either order of columns."""
    table = pd.DataFrame({"a": [1, 3, 0, 10], "b": [2, 0, 0, 10], "c": [3, 3, 0, 10]})
    for order in (["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]):
        declared = [siting.Criterion(name=c) for c in order]
        found = siting.rank(table[order], declared, weights=siting.equal_weights(order))
        assert found["rank"].tolist() == [2, 2, 4, 1]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("value", [0.0, 3.0, 1e-310])
def test_sites_that_are_all_alike_are_all_first_and_say_so(value: float) -> None:
    table = pd.DataFrame({"a": [value] * 3, "b": [value * 2] * 3})
    held = siting.rank_acceptability(table, seed=1, draws=50).summary
    assert held["first"].tolist() == [1.0] * 3 and held["mean_rank"].tolist() == [1.0] * 3
    assert held.attrs["reason"].code == "sites_alike"


def test_a_rank_interval_ties_means_that_differ_by_the_order_of_sums() -> None:
    """Rounding to twelve digits parts two means that lie on either side of a half."""
    rng = np.random.default_rng(0)
    for _ in range(200):
        row = rng.random(5)
        scores = np.array([row, row[::-1], rng.random(5)])
        found = rank_interval(scores, draws=0, seed=0)["rank"]
        assert found[0] == found[1] and sorted(found) in ([1, 1, 3], [1, 2, 2])
