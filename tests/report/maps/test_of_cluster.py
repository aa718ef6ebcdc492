"""A map of a cluster takes from it what is not given."""

import clusterlab as cl
from clusterlab.report.maps.of_cluster import of_cluster


def test_what_differs_stands_in_for_the_cluster_s_own():
    place = cl.load("magok")
    whole = of_cluster(place, "en")
    assert place.name_en in whole._repr_html_()
    assert len(place.organisations()) > 0
    bare = of_cluster(place, "en", organisations=place.organisations()[:0], title="Bare")
    assert "Bare" in bare._repr_html_()
    assert "Bare" not in whole._repr_html_()
    assert len(bare.tables) < len(whole.tables)
