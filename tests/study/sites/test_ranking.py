"""Ranks, their firmness and their rivals, against hand-made cases and the library's peers."""

import numpy as np
import pandas as pd
import pytest
from pymcdm.methods import TOPSIS
from scipy.stats import kendalltau

from clusterlab.model.reason import Reason
from clusterlab.siting import Criterion, ahp_weights, equal_weights, topsis
from clusterlab.study.sites.ranking import (
    by_method,
    complete,
    other_weights,
    pairwise_table,
    ranking,
    unjudged,
)

CRITERIA = [
    Criterion(name="far_m", direction="cost", unit="m"),
    Criterion(name="firms", unit="firms"),
]
SITES = pd.DataFrame(
    {"far_m": [100.0, 200.0, 400.0, 300.0], "firms": [9.0, 8.0, 1.0, 2.0]}, index=list("abcd")
)
EQUAL = equal_weights(["far_m", "firms"])


@pytest.mark.parametrize(("missing", "value"), [("median", 200.0), ("worst", 400.0)])
def test_what_is_not_known_is_filled_by_the_rule(missing, value):
    gap = SITES.assign(far_m=[100.0, 200.0, 400.0, np.nan])
    out = complete(gap, CRITERIA, missing=missing)
    assert out.loc["d", "far_m"] == value
    assert out.attrs["filled"] == {"far_m": ["d"]}
    assert gap["far_m"].isna().sum() == 1


def test_the_worst_of_a_target_is_the_farthest_from_it():
    gap = pd.DataFrame({"slope": [1.0, 5.0, 20.0, np.nan]}, index=list("abcd"))
    aim = [Criterion(name="slope", direction="target", target=4.0)]
    assert complete(gap, aim, missing="worst").loc["d", "slope"] == 20.0


def test_candidates_that_lack_a_value_can_be_dropped():
    gap = SITES.assign(firms=[9.0, np.nan, 1.0, 2.0])
    out = complete(gap, CRITERIA, missing="drop")
    assert out.index.tolist() == ["a", "c", "d"]
    assert out.attrs["dropped"] == ["b"]


def test_a_site_that_is_best_in_all_is_first_in_every_draw():
    found = ranking(SITES, CRITERIA, weights=EQUAL, draws=500, top=1, seed=3)
    assert found.index[0] == "a"
    assert found.loc["a", ["rank", "score", "first_share", "top_share"]].tolist() == [1, 1, 1, 1]
    assert found.loc["a", "band"] == "firm"
    assert found.loc["c", ["rank", "rank_low", "rank_high"]].tolist() == [4, 4, 4]
    assert found.loc["c", "band"] == "unlikely"
    assert found.attrs["top"] == 1


def test_errors_of_values_loosen_what_weights_alone_would_hold():
    sd = pd.DataFrame({"far_m": 100.0, "firms": 3.0}, index=SITES.index)
    firm = ranking(SITES, CRITERIA, weights=EQUAL, draws=2000, top=1, seed=3)
    loose = ranking(SITES, CRITERIA, weights=EQUAL, uncertainty=sd, draws=2000, top=1, seed=3)
    assert firm.loc["a", "first_share"] == 1
    assert 0.5 < loose.loc["a", "first_share"] < 1
    assert loose.equals(
        ranking(SITES, CRITERIA, weights=EQUAL, uncertainty=sd, draws=2000, top=1, seed=3)
    )


def test_random_weights_of_two_criteria_can_be_worked_out():
    # x leads where the weight of "firms" is above one half: half of the simplex.
    two = pd.DataFrame({"far_m": [400.0, 100.0], "firms": [9.0, 1.0]}, index=["x", "y"])
    found = ranking(two, CRITERIA, weights=EQUAL, draws=20_000, top=1, seed=1)
    assert found.loc["x", "first_share"] == pytest.approx(0.5, abs=0.02)
    near = ranking(
        two, CRITERIA, weights=pd.Series({"far_m": 0.8, "firms": 0.2}), draws=5000, top=1,
        concentration=100, seed=1,
    )  # fmt: skip
    assert near.loc["y", "first_share"] > 0.99


def test_methods_agree_with_their_peers():
    # The peer warns of sites that are best or worst in all.
    mixed = SITES.assign(firms=[2.0, 8.0, 9.0, 1.0])
    found = by_method(mixed, CRITERIA, weights=EQUAL)
    closeness = TOPSIS()(mixed.to_numpy(), EQUAL.to_numpy(), np.array([-1, 1]))
    ours = topsis(mixed, EQUAL, {"far_m": "cost", "firms": "benefit"}, normalisation="min-max")
    assert ours.to_numpy() == pytest.approx(closeness)
    tau = kendalltau(found["weighted_sum"].to_numpy(), found["topsis"].to_numpy()).statistic
    assert found.attrs["agreement"]["topsis"] == pytest.approx(tau)
    assert found.attrs["reasons"] == {}


def test_a_method_that_does_not_take_the_values_says_which():
    zero = SITES.assign(far_m=[0.0, 200.0, 400.0, 300.0])
    found = by_method(zero, CRITERIA, weights=EQUAL)
    assert list(found) == ["weighted_sum", "topsis"]
    assert found.attrs["reasons"]["weighted_product"] == {
        "code": "method_not_positive",
        "criterion": "far_m",
    }
    aim = [Criterion(name="far_m", direction="target", target=150.0), CRITERIA[1]]
    found = by_method(SITES, aim, weights=EQUAL)
    assert list(found) == ["weighted_sum"]
    assert found.attrs["reasons"]["topsis"]["code"] == "method_no_target"


def test_entropy_weights_are_given_or_refused_with_a_reason():
    assert other_weights(SITES).idxmax() == "firms"
    below = Reason("entropy_negative", criterion="firms")
    assert other_weights(SITES.assign(firms=-1.0)) == below
    assert other_weights(SITES.assign(firms=1.0, far_m=2.0)) == Reason("values_all_equal")


def test_judgements_make_a_reciprocal_table():
    table = pairwise_table(
        '{"a": {"b": 3, "c": 5}, "c": {"b": 0.5}, "z": {"a": 2}}', ["a", "b", "c"]
    )
    assert table.loc["b", "a"] == pytest.approx(1 / 3)
    assert table.loc["b", "c"] == 2
    assert table.attrs["named"] == ["a", "b", "c", "z"]
    assert unjudged(table) == []
    assert ahp_weights(table).idxmax() == "a"
    assert unjudged(pairwise_table('{"a": {"b": 3}}', ["a", "b", "c"])) == [("a", "c"), ("b", "c")]


@pytest.mark.parametrize(
    "text", ["{", "[1]", '{"a": 3}', '{"a": {"b": "3"}}', '{"a": {"b": 0}}', '{"a": {"b": true}}']
)
def test_what_is_no_judgement_is_refused_in_one_line(text):
    with pytest.raises(ValueError, match="ahp must be JSON") as caught:
        pairwise_table(text, ["a", "b"])
    assert "\n" not in str(caught.value)
