"""The map of the money: firms by district, and those who bring money."""

import clusterlab as cl
from clusterlab.report.maps.funding_map import money_map
from clusterlab.study.money.arrival import BRINGERS, firms_by_district, shown_on_map


def drawn(place, lang):
    counts = firms_by_district(place)
    return money_map(counts, lang=lang, cluster=place, organisations=shown_on_map(place))


def test_it_shows_firms_and_bringers_only():
    place = cl.load("incheon")
    tables = drawn(place, "ko").tables
    everyone = place.organisations()
    wanted = everyone[everyone["type"].isin((*cl.study.inventory.FIRMS, *BRINGERS))]
    left_out = everyone[everyone["type"] == "university"]
    assert len(wanted) and len(left_out)
    assert wanted.loc[wanted["type"] == "investor", "name_ko"].iloc[0] in tables
    assert left_out["name_ko"].iloc[0] not in tables


def test_counts_are_those_that_are_given():
    place = cl.load("osong")
    counts = firms_by_district(place)
    assert f">{int(counts['osong_1'])}<" in drawn(place, "en").tables.replace(" ", "")
