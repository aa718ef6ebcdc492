"""The map of the money: firms by district, and those who bring money."""

import clusterlab as cl
from clusterlab.report.maps.funding_map import BRINGERS, money_map


def test_it_shows_firms_and_bringers_only():
    place = cl.load("incheon")
    drawn = money_map(place, lang="ko")
    everyone = place.organisations()
    wanted = everyone[everyone["type"].isin((*cl.study.inventory.FIRMS, *BRINGERS))]
    left_out = everyone[everyone["type"] == "university"]
    assert len(wanted) and len(left_out)
    assert wanted.loc[wanted["type"] == "investor", "name_ko"].iloc[0] in drawn.tables
    assert left_out["name_ko"].iloc[0] not in drawn.tables


def test_counts_are_those_of_placed_firms():
    place = cl.load("osong")
    points = place.points()
    firms = points[points["type"].isin(cl.study.inventory.FIRMS)]
    in_first = int((firms["district_id"] == "osong_1").sum())
    assert in_first
    assert f">{in_first}<" in money_map(place, lang="en").tables.replace(" ", "")
