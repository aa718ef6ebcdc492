"""Occupancy of complexes, against the published counts."""

from dataclasses import replace
from types import SimpleNamespace

from clusterlab.study.compared import occupied


def test_complexes_agree_with_the_published_counts(pair):
    table = occupied.complexes(pair)
    place = pair.clusters[0]
    row = place.complexes.set_index("complex_id").loc[place.meta["complexes"]].iloc[0]
    assert table.loc[row["name"], "operating_share"] == row["operating"] / row["tenants"]
    found = occupied.occupied(pair)
    assert found.said[0].values["high"] == table["operating_share"].max()
    assert found.as_of == table["as_of"].max()


def test_clusters_without_complexes_are_left_out(pair):
    none = [
        SimpleNamespace(slug=one.slug, complexes=one.complexes, meta={"complexes": []})
        for one in pair.clusters
    ]
    only = replace(pair, clusters=(pair.clusters[0], none[1]))
    assert [label.code for label in occupied.occupied(only).said[1]["names"].parts] == ["osong"]
    assert occupied.occupied(replace(pair, clusters=tuple(none))).reason.code == (
        "left_out_complexes"
    )
