"""What funds are bound to, have left and were formed for, added up by hand."""

import pytest

from clusterlab.study.money import mandates as money_mandates


def test_mega_fund_against_its_target_by_hand(korea_funds):
    found = money_mandates.against_targets(korea_funds)
    table = found["kbio-target"]
    assert table.attrs["by"] == "funds"
    # 1,500 + 1,566 + 800 + 800 of 10,000; the trade paper's total of October 2025 is the same.
    assert table["high"].iloc[-1] == 1500 + 1566 + 800 + 800 == 4666
    assert table["high_pct"].iloc[-1] == pytest.approx(46.66)
    assert table["high_pct"].iloc[0] == pytest.approx(11.163)


def test_a_total_alone_counts_toward_its_target(built_in):
    table = money_mandates.against_targets(built_in["incheon"].package.tables["funds"])
    assert table["incheon-innovation-programme"]["low_pct"].tolist() == pytest.approx([69.25])
    assert table["incheon-innovation-programme"].attrs["by"] == "total"
    seoul = money_mandates.against_targets(built_in["magok"].package.tables["funds"])
    assert seoul["seoul-vision-2030-target"]["low_pct"].iloc[-1] == pytest.approx(53.292)


def test_bound_and_left(built_in):
    bound = money_mandates.bound_to_region(built_in["incheon"].package.tables["funds"])
    assert bound.loc["incheon-bigwave", "bound_share"] == pytest.approx(1200 / 10058)
    osong = money_mandates.mandate(built_in["osong"].package.tables["funds"]).loc["share"]
    assert osong["low"] == pytest.approx(60 / 910)
    assert osong["high"] == pytest.approx(670 / 910)
    left = money_mandates.left_to_invest(built_in["magok"].package.tables["funds"])
    assert left.loc["seoul-bio", "left"] == 36


def test_no_funds_no_targets(make_funds):
    none = make_funds({"fund_id": "a"}).iloc[:0]
    assert money_mandates.against_targets(none) == {}
