"""How many funds are in place, ended or not confirmed since, by hand."""

import pytest

import clusterlab as cl
from clusterlab.invest import funds_at
from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount
from clusterlab.study.money import bound, raised, states
from clusterlab.study.money.chosen import study_money

A = {"fund_id": "a", "name": "A", "size": 100, "as_of": "2023", "source_id": "x"}
OLD = {"fund_id": "o", "name": "O", "size": 70, "as_of": "2010-03", "source_id": "y"}
TERM = {"fund_id": "t", "name": "T", "size": 30, "as_of": "2012", "source_id": "z",
        "vintage": 2006, "term_years": 8}  # fmt: skip


def test_each_state_is_counted_and_named_with_its_date(money_of):
    found = states.states(money_of(A, OLD, TERM, national=[{**A, "fund_id": "n"}]))
    first, ended, unconfirmed = found.said
    assert first.values == {
        "own": 3, "nation": 1, "placed": 1, "nation_placed": 1, "date": "2024"
    }  # fmt: skip
    (name,) = ended.values["names"].parts
    assert name.values == {"name": "T", "date": "2014-12-31"}
    (name,) = unconfirmed.values["names"].parts
    assert name.values == {"name": "O", "date": "2010-03"}
    assert found.data["high"].to_dict() == {"in_place": 100, "not_confirmed": 70, "ended": 30}
    assert set(found.sources) == {"x", "y", "z"} and found.as_of == "2024"
    assert states.states(money_of()).reason == Reason("no_single_funds")


def test_sums_of_different_dates_are_no_number(money_of):
    far = {**A, "fund_id": "b", "size": 40, "as_of": "2022-06"}
    money = money_of(A, far)
    summed = states.states(money).data.loc["in_place"]
    assert summed["reason"] == "sum_of_dates" and summed[["low", "high"]].isna().all()
    found = raised.raised(money)
    assert found.said[0].key == "money_single_dates"
    parts = [part.values for part in found.said[0].values["names"].parts]
    assert parts == [
        {"year": 2022, "size": Amount((40, 40), "million EUR")},
        {"year": 2023, "size": Amount((100, 100), "million EUR")},
    ]
    why = Reason("sum_of_dates", first="2022-06", last="2023")
    assert {number.reason for number in found.numbers if number.value != number.value} == {why}
    asked = [raised.concentration(money), raised.mix(money, by="sector"), bound.mandate(money)]
    assert [one.reason for one in asked] == [why] * 3


@pytest.mark.parametrize(
    ("slug", "placed", "ended", "unconfirmed"),
    [("magok", 0, 630, 0), ("incheon", 110, 0, 100), ("osong", 300, 110, 500)],
)
def test_built_in_sums_by_state(slug, placed, ended, unconfirmed):
    money = study_money(cl.load(slug))
    found = states.sums(states.state_list(money.funds))["high"].fillna(0)
    assert found.to_dict() == {"in_place": placed, "not_confirmed": unconfirmed, "ended": ended}


def test_with_the_date_moved_forward_nothing_built_in_is_in_place():
    for slug in ("magok", "incheon", "osong"):
        table = funds_at(cl.load(slug).package.tables["funds"], date="2040")
        assert "in_place" not in set(states.state_list(table)["state"])


def test_a_reader_who_asks_of_years_past_asks_how_funds_stood_then():
    money = study_money(cl.load("osong"), last_year=2010)
    assert money.on == "2010"
    placed = states.state_list(money.funds)
    assert set(placed.index[placed["state"] == "in_place"]) == {
        "biotopia-1",
        "chungbuk-economy-1-2",
    }
    assert study_money(cl.load("osong"), last_year=2026).on == "2026-03"
