"""A map of a cluster takes from it what it says itself, and what differs from the caller."""

import clusterlab as cl
from clusterlab.report.maps.of_cluster import cluster_alone, of_cluster


def test_the_cluster_gives_its_name_and_its_organisations():
    place = cl.load("osong")
    tables = of_cluster(place, "ko").tables
    assert place.organisations()["name_ko"].iloc[0] in tables


def test_what_differs_takes_its_place():
    place = cl.load("osong")
    few = place.organisations().iloc[:1]
    tables = of_cluster(place, "ko", organisations=few).tables
    assert few["name_ko"].iloc[0] in tables
    assert place.organisations()["name_ko"].iloc[1] not in tables


def test_a_cluster_alone_is_drawn_as_it_shows_itself():
    place = cl.load("osong")
    assert cluster_alone(place, lang="en").tables == place.explore(lang="en").tables
