"""Plots by zone, one by one, and what may still be built."""

import pandas as pd
import pytest

from clusterlab.cluster import load
from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount, Label, Named
from clusterlab.study.sites.asked import Asked
from clusterlab.study.sites.compared import compare
from clusterlab.study.sites.plots import (
    by_zone,
    candidates,
    listed,
    plot_list,
    room,
    slack,
    undrawn,
    zones,
)

QUICK = {"reach_m": 350.0, "displacements": 0}


def english(table):
    return table.set_axis([name.names["en"] for name in table.index])


def test_a_zone_counts_what_is_known_of_its_plots(town):
    found = by_zone(town.parcels, max_uncertainty_m=300)
    assert found.index.tolist() == [Named({"ko": "industry", "en": "Industry"})]
    row = found.iloc[0]
    assert row[["plots", "placed", "area_known", "industries_known"]].tolist() == [4, 3, 2, 3]
    assert row["far_limits"] == (200.0, 300.0)
    assert row["floor_built_m2"] == 1700


def test_plots_of_which_most_is_known_come_first(town):
    found = english(plot_list(town.parcels))
    assert found.index.tolist()[0] == "Plot 1"
    assert found.loc["Plot 1", ["plot_kind", "far_limits"]].tolist() == ["plot", (200.0, 300.0)]
    assert found.loc["All", "plot_kind"] == "total"


def test_what_may_be_built_is_told_where_all_three_are_known(town):
    found = english(slack(town.parcels))
    assert found["slack_low_m2"].to_dict() == {"Plot 1": 1500.0, "Plot 2": -200.0}
    assert found["slack_high_m2"].to_dict() == {"Plot 1": 2500.0, "Plot 2": -200.0}


def test_songdo_and_magok_have_plots_with_room():
    songdo = english(slack(load("incheon").parcels))["slack_low_m2"]
    assert songdo["Songdo zone 11, Ki17 and Ki18"] == pytest.approx(187_827 * 2.5)
    assert songdo.iloc[0] == pytest.approx(357_366 * 2.5 - 96_000)
    magok = english(slack(load("magok").parcels)).loc["Magok-dong 780-2"]
    assert magok["slack_low_m2"] == pytest.approx(29_099 * 2.5 - 17_428.06)
    assert magok["slack_high_m2"] == pytest.approx(29_099 * 3.5 - 17_428.06)


def test_the_page_says_what_is_compared_and_how_many_pass(town):
    compared = compare(town, Asked(kind="parcels", **QUICK))
    found = candidates(compared)
    counts = {number.measure: number.value for number in found.numbers}
    assert list(counts.values())[:2] == [5, 3]
    assert counts["site_candidates_left"] == len(compared.passing)
    assert counts["site_criteria"] == len(compared.criteria)
    assert found.said[0].key == "candidates_are_parcels"
    assert found.as_of == town.as_of


def test_cells_leave_out_districts_without_an_outline(town):
    compared = compare(town, Asked(kind="hexagons", hexagon_side_m=150.0, **QUICK))
    chosen = candidates(compared)
    assert not undrawn(compared).cautions
    assert chosen.said[0].key == "candidates_are_chosen_hexagons"
    outline = town.tables["districts"]
    other = outline.assign(district_id="d2", geometry=None).set_geometry("geometry")
    town.tables["districts"] = pd.concat([outline, other], ignore_index=True)
    town.tables["parcels"] = town.parcels.assign(district_id="d2")
    compared = compare(town, Asked(hexagon_side_m=150.0, **QUICK))
    found = candidates(compared)
    assert found.said[0].key == "candidates_are_hexagons"
    assert found.said[0].values["plots"] == 3
    assert undrawn(compared).cautions[0].values["names"].parts == [Label("-", "d2")]


def test_room_is_told_as_a_range_or_not_at_all(town):
    compared = compare(town, Asked(kind="parcels", **QUICK))
    told = room(compared).said[0]
    assert told.values == {"known": 2, "all": 4, "total": Amount((1500.0, 2500.0), "m2")}
    assert [one.key for one in zones(compared).said] == ["read_limits", "plots_not_drawn"]
    (table,) = listed(compared).tables
    assert table.values["unit"] == Label("unit", "EUR/m2")
    town.tables["parcels"] = town.parcels.assign(area_m2=float("nan"))
    assert room(compared).said[0].key == "slack_unknown"


def test_without_plots_there_is_one_reason_and_no_table(town):
    town.tables["parcels"] = town.parcels.iloc[:0]
    compared = compare(town, Asked(kind="parcels", **QUICK))
    assert candidates(compared).said == (Reason("no_plots"),)
    for found in (zones(compared), room(compared), listed(compared)):
        assert found.reason is None
        assert not (found.said or found.tables)
