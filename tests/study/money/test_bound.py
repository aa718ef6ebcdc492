"""What is bound, formed and left, in an invented currency, by hand."""

import pytest

from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount
from clusterlab.study.money import bound

FUND = {"fund_id": "x-1", "size": 50, "as_of": "2022-03-31", "source_id": "x"}
TARGET = {
    "fund_id": "x-target", "kind": "target", "status": "target", "size": 200, "source_id": "t",
    "name": "Plan",
}  # fmt: skip


def test_the_newest_mandate_is_told(money_of):
    older = {**FUND, "fund_id": "x-2", "bound": 10, "as_of": "2020"}
    found = bound.bound(money_of({**FUND, "bound": 20}, older))
    values = found.said[0].values
    assert values["bound"] == Amount(20, "million EUR") and values["share"] == 0.4
    assert found.as_of == "2022-03-31"
    assert not bound.bound(money_of(FUND)).said
    assert bound.mandate(money_of()).reason == Reason("no_single_funds")
    # Between nothing and all is no answer.
    assert bound.mandate(money_of(FUND)).reason == Reason("mandate_untold")


def test_a_target_is_followed_by_what_was_formed(money_of):
    second = {**FUND, "fund_id": "x-2", "size": 30, "as_of": "2023-03-31"}
    found = bound.targets(money_of(FUND, second, TARGET))
    assert [one.reason for one in found] == [None, Reason("no_target_nation")]
    values = found[0].said[0].values
    assert values["target"] == Amount(200, "million EUR")
    assert values["share"] == pytest.approx((0.4, 0.4))
    assert found[0].as_of == values["date"] == "2023-03-31"
    assert set(found[0].sources) == {"x", "t"}
    assert [one.key for one in found[0].cautions] == ["formed_dates"]
    assert list(found[0].charts[0].data["target_pct"]) == [100, 100]


def test_no_target_is_a_reason_for_each_table(money_of):
    assert [one.reason.code for one in bound.targets(money_of())] == [
        "no_target_own",
        "no_target_nation",
    ]


def test_what_is_left(money_of):
    found = bound.left(money_of({**FUND, "invested": 20}))
    assert found.said[0].values["left"] == Amount(30, "million EUR")
    assert found.columns[0].unit == "million EUR"
    assert bound.left(money_of(FUND)).reason == Reason("no_invested")
