"""The rule that weighs findings: what stands out, is sure and is carried by many weighs most."""

import itertools

import pytest

from clusterlab.model.finding import Comparison, Finding
from clusterlab.model.reason import Reason
from clusterlab.model.weight import weight


def found(**about) -> Finding:
    compared = about.pop("compared", {"share_below": 0.9})
    given = {"grade": "A", "n": 100, "matters": 1.0} | about
    return Finding(id="a", compared=Comparison(against="regions", **compared), **given)


def test_the_formula_by_hand() -> None:
    assert weight(found()) == pytest.approx(1.0 * 0.8 * 1.0 * 100 / 110)
    assert found(grade="C", matters=0.5).weight == pytest.approx(0.5 * 0.8 * 0.5 * 100 / 110)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"compared": {"share_below": 0.99}}, {"compared": {"share_below": 0.7}}),
        ({"compared": {"share_below": 0.01}}, {"compared": {"share_below": 0.3}}),
        ({"compared": {"rank": 1, "of": 229}}, {"compared": {"rank": 90, "of": 229}}),
        ({"compared": {"p": 0.01}}, {"compared": {"p": 0.2}}),
        ({"grade": "A"}, {"grade": "B"}),
        ({"grade": "B"}, {"grade": "C"}),
        ({"n": 200}, {"n": 3}),
        ({"matters": 0.9}, {"matters": 0.1}),
    ],
)
def test_each_part_of_the_rule_counts(more, less) -> None:
    assert weight(found(**more)) > weight(found(**less))


def test_what_holds_nothing_weighs_nothing() -> None:
    assert weight(Finding(id="a", reason=Reason("no_data"))) == 0
    assert weight(found(compared={"rank": 1, "of": 3})) == 0
    assert weight(found(compared={"p": 0.051})) == 0


def test_a_weight_lies_between_nothing_and_one() -> None:
    grades, counts, shares = ("", "A", "C"), (None, 0, 1, 10_000), (None, 0.0, 0.5, 1.0)
    for grade, n, share in itertools.product(grades, counts, shares):
        assert 0 <= weight(found(grade=grade, n=n, compared={"share_below": share})) <= 1
