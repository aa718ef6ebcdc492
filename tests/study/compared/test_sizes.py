"""Counts of clusters, against the clusters' own tables."""

import clusterlab as cl
from clusterlab.study.compared import sizes
from clusterlab.study.compared.group import gather


def test_sizes_count_the_present_ones(pair):
    table = sizes.counted(pair)
    assert table["present"].tolist() == [len(place.organisations()) for place in pair.clusters]
    assert table["placed"].tolist() == [len(place.points()) for place in pair.clusters]


def test_thin_clusters_are_named_and_shares_of_registers_bound_what_is_compared(pair):
    found = sizes.comparable(pair, minimum=10)
    assert [one.key for one in found.cautions] == ["compare_may_not", "compare_thin"]
    assert [label.code for label in found.cautions[1].values["names"].parts] == ["osong"]
    assert len(sizes.comparable(pair, minimum=1).cautions) == 1


def test_the_sentence_on_sizes_counts_each_cluster(pair):
    parts = sizes.sizes(pair).said[0].values["names"].parts
    assert [part.values["count"] for part in parts] == [len(e) for e in pair.everyone]


def test_the_community_of_each_cluster_is_counted_and_filled():
    both = gather([cl.load("osong"), cl.load("incheon")], max_uncertainty_m=300)
    found = sizes.community(both, seed=1)
    assert found.index.tolist() == ["osong", "incheon"]
    # Of 364 told as present in Songdo one was taken over in 2023-12.
    assert found["firm"].tolist() == [14, 363]
    # Songdo has no hospital on the list, and one role cannot stand for another.
    assert found.loc["incheon", ["hospital", "index"]].tolist() == [0, 0]
    assert found.loc["osong", "index"] > 0
    assert (found["rank_low"] <= found["rank_high"]).all()
    (told, _) = sizes.mix(both, seed=1).said
    # Where rank ranges overlap nobody is named as the first.
    assert told.key == "mix_overlap"
