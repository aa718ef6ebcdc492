"""Where money has to arrive: firms counted, and fund money for each of them, by hand."""

import pytest

import clusterlab as cl
from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount
from clusterlab.study.money import arrival

FUND = {"fund_id": "a", "size": 12, "source_id": "x"}


def test_money_for_each_firm_and_no_jobs(money_of):
    found = arrival.for_each(money_of(FUND))
    # Three firms are listed, four are published in 2023.
    assert found.said[0].values["each"] == Amount((3, 4), "million EUR")
    assert len(found.said) == 1
    firm, job = found.numbers
    assert (firm.low, firm.value, firm.unit) == (3, 4, "million EUR")
    assert job.reason["code"] == "no_jobs"
    assert found.as_of == "2023" and set(found.sources) == {"x", "o", "p", "f"}


def test_counts_are_told_or_missing(money_of):
    money = money_of(FUND)
    assert arrival.counted(money, what="firms").data == (3, 4)
    assert arrival.counted(money, what="jobs").reason == Reason("no_jobs")
    assert arrival.for_each(money_of()).reason == Reason("no_single_funds")


def test_firms_by_district_are_those_placed_well():
    place = cl.load("osong")
    counts = arrival.firms_by_district(place)
    points = place.points()
    firms = points[points["type"].isin(cl.study.inventory.FIRMS)]
    assert counts["osong_1"] == (firms["district_id"] == "osong_1").sum() > 0
    outlines = place.districts.loc[place.districts["role"] != "district", "district_id"]
    assert counts.reindex(outlines).isna().all()


def test_bringers_are_counted_by_kind(built_in):
    place = built_in["incheon"]
    money = cl.study.money.chosen.study_money(place)
    found = arrival.bringers(money)
    kinds = place.organisations()["type"].value_counts()
    assert found.data.to_dict() == {kind: kinds.get(kind, 0) for kind in arrival.BRINGERS}
    named = {part.values["name"].code for part in found.said[0].values["names"].parts}
    # Kinds of which there is none are not counted to the reader.
    assert named == {kind for kind in arrival.BRINGERS if kinds.get(kind, 0)}
    assert set(found.charts[0].sources) >= set(place.districts["source_id"])
    assert found.charts[0].data.sum() == pytest.approx(arrival.firms_by_district(place).sum())
