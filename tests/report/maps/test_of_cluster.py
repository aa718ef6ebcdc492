"""What all maps of a cluster share is taken from the cluster, unless something stands in."""

from clusterlab.cluster import load
from clusterlab.report.maps.of_cluster import of_cluster


def test_the_cluster_gives_what_does_not_differ():
    place = load("osong")
    page = of_cluster(place, "en", subtitle="A subtitle").get_root().render()
    assert "Osong Life Science Complex" in page
    assert "A subtitle" in page
    bare = of_cluster(place, "en", subtitle="", districts=place.districts.iloc[:0])
    assert "Osong Life Science Complex" not in bare.get_root().render()
