"""How much money there is, added up by hand in an invented currency."""

import pytest

from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount
from clusterlab.study.money import raised

A = {"fund_id": "a", "size": 100, "public": 25, "private": 75, "as_of": "2022", "source_id": "x"}
B = {"fund_id": "b", "size": 60, "as_of": "2023-05", "source_id": "y", "sector": "optics"}


def number(found, measure):
    return next(one for one in found.numbers if one.measure == measure)


def test_sizes_shares_and_leverage(money_of):
    found = raised.raised(money_of(A, B))
    assert found.said[0].values["size"] == Amount((160, 160), "million EUR")
    size = number(found, "single_funds_size")
    assert (size.value, size.n) == (160, 2)
    assert number(found, "pooled_leverage").value == pytest.approx(3)
    assert number(found, "pooled_private_share").n == 1
    assert set(found.sources) == {"x", "y"} and found.as_of == "2023-05"


def test_without_funds_every_question_has_the_same_reason(money_of):
    money = money_of()
    asked = [raised.raised, raised.by_investor, raised.leverage, raised.concentration]
    found = [one(money) for one in asked] + [raised.mix(money, by="sector")]
    assert {one.reason for one in found} == {Reason("no_single_funds")}
    assert raised.leverage(money_of(B)).reason == Reason("no_known_split", funds=1)
    assert not raised.totals(money).said


def test_a_total_holds_single_funds_again(money_of):
    total = {"fund_id": "t", "kind": "cumulative", "size": 500, "name": "Total"}
    found = raised.totals(money_of(A, total))
    (each,) = found.said[0].values["names"].parts
    assert each.values["value"] == Amount((500, 500), "million EUR")
    assert [one.key for one in found.cautions] == ["money_not_added"]
    assert not raised.totals(money_of(A)).cautions


def test_a_side_without_kinds_of_investor_does_not_say_whose_money_it_is(money_of):
    found = raised.by_investor(money_of(A))
    assert found.said[0].key == "by_investor" and found.said[0].values["share"] == 1
    told = {**A, "lp_local_government": 25, "lp_bank": 75}
    assert raised.by_investor(money_of(told)).said[0].key == "by_investor_all"


def test_leverage_counts_both_tables(money_of):
    found = raised.leverage(
        money_of(A, B, national=[{**A, "fund_id": "n", "public": 50, "private": 50}])
    )
    values = found.said[0].values
    assert (values["own"], values["nation"]) == (1, 1)
    assert found.charts[0].values == {"count": 2, "all": 3}


def test_the_largest_sector_is_named(money_of):
    found = raised.mix(money_of(A, B), by="sector")
    first = found.said[0].values
    assert (first["name"].code, first["share"]) == ("bio", pytest.approx((0.625, 0.625)))


def test_concentration_names_the_widest_group(money_of):
    found = raised.concentration(money_of(A, B))
    values = found.said[0].values
    assert values["group"].code in {"gp", "vintage"} and values["value"] == (1, 1)
