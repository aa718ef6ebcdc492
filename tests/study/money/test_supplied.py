"""The nation's venture money of an invented country: series, sectors and years from its facts."""

import pytest

from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount, Label, Named
from clusterlab.study.money import supplied

TOLD = [
    (f"vc_{series}_{metric}", value, unit, year, "B", source)
    for series, metric, value, unit, year, source in [
        ("evca", "new_investment", 9_000.0, "million EUR", "2019", "a"),
        ("evca", "new_investment", 12_000.0, "million EUR", "2021", "a"),
        ("evca_all", "new_investment", 20_000.0, "million EUR", "2021", "b"),
        ("evca", "green_investment", 3_000.0, "million EUR", "2021", "c"),
        ("evca", "policy_finance_share", 20.0, "%", "2019", "a"),
        ("evca", "policy_finance_share", 25.0, "%", "2021", "d"),
    ]
]


def test_a_series_in_a_unit_that_can_be_read(money_of):
    found = supplied.supply(money_of(told=TOLD), metric="new_investment")
    grown = found.said[0].values
    assert (grown["first"], grown["last"]) == (2019, 2021)
    assert grown["now"] == Amount(12_000, "million EUR")
    assert found.said[1].key == "supply_breaks"
    chart = found.charts[0]
    assert chart.data.loc[2021].tolist() == pytest.approx([12, 20])
    assert chart.options["unit"] == Label("unit", "billion EUR")
    assert chart.options["names"]["evca"] == Named({"en": "Members"})
    assert found.as_of == "2021" and set(found.sources) == {"a", "b"}
    assert {one.measure: one.unit for one in found.columns} == {
        "supply_new_investment_evca": "million EUR",
        "supply_new_investment_evca_all": "million EUR",
    }


def test_sectors_are_those_that_the_facts_name(money_of):
    found = supplied.supplies(money_of(told=TOLD))
    assert [one.reason for one in found] == [None, None, Reason("no_series"), None]
    (share,) = supplied.sector_shares(money_of(told=TOLD))
    assert share.data.loc[2021, "evca"] == pytest.approx(25)
    assert share.charts[0].values["sector"] == Label("sector", "green")


def test_series_are_not_mixed_where_two_tell_one_year(money_of):
    (warned,) = supplied.not_mixed(money_of(told=TOLD)).cautions
    assert warned.values["year"] == 2021
    assert [part.parts[1].value for part in warned.values["figures"].parts] == [12_000, 20_000]
    assert not supplied.not_mixed(money_of(told=TOLD[:1])).cautions


def test_policy_finance_on_the_basis_of_most_years(money_of):
    found = supplied.policy_share(money_of(told=TOLD))
    values = found.said[0].values
    assert (values["then"], values["now"], values["last"]) == (0.2, 0.25, 2021)
    assert not supplied.policy_share(money_of(told=TOLD[:5])).said
    assert not supplied.policy_share(money_of()).tables


def test_years_cut_both_ends(money_of):
    found = supplied.supply(
        money_of(told=TOLD, first_year=2020, last_year=2021), metric="new_investment"
    )
    assert found.data["evca"].dropna().to_dict() == {2021: 12_000}
    assert supplied.supply(money_of(), metric="new_investment").reason == Reason("no_series")
