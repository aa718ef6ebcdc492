"""Plots by zone, one by one, and what may still be built."""

import pytest

from clusterlab.cluster import load
from clusterlab.study.sites.plots import by_zone, plot_list, slack


def test_a_zone_counts_what_is_known_of_its_plots(town):
    found = by_zone(town.parcels, lang="en", max_uncertainty_m=300)
    assert found.index.tolist() == ["Industry"]
    row = found.loc["Industry"]
    assert row[["plots", "placed", "area_known", "industries_known"]].tolist() == [4, 3, 2, 3]
    assert row["far_limits"] == "200–300"
    assert row["floor_built_m2"] == 1700


def test_plots_of_which_most_is_known_come_first(town):
    found = plot_list(town.parcels, lang="ko")
    assert found.index.tolist()[0] == "1번"
    assert found.loc["1번", ["plot_kind", "far_limits"]].tolist() == ["필지", "200–300"]
    assert found.loc["합계", "plot_kind"] == "용지 합계"


def test_what_may_be_built_is_told_where_all_three_are_known(town):
    found = slack(town.parcels, lang="en")
    assert found["slack_low_m2"].to_dict() == {"Plot 1": 1500.0, "Plot 2": -200.0}
    assert found["slack_high_m2"].to_dict() == {"Plot 1": 2500.0, "Plot 2": -200.0}


def test_songdo_and_magok_have_plots_with_room():
    songdo = slack(load("incheon").parcels, lang="en")["slack_low_m2"]
    assert songdo["Songdo zone 11, Ki17 and Ki18"] == pytest.approx(187_827 * 2.5)
    assert songdo.iloc[0] == pytest.approx(357_366 * 2.5 - 96_000)
    magok = slack(load("magok").parcels, lang="en").loc["Magok-dong 780-2"]
    assert magok["slack_low_m2"] == pytest.approx(29_099 * 2.5 - 17_428.06)
    assert magok["slack_high_m2"] == pytest.approx(29_099 * 3.5 - 17_428.06)
