"""What decides the order is named for each pair."""

import pandas as pd

from clusterlab.study.sites.asked import Asked
from clusterlab.study.sites.compared import compare, rank
from clusterlab.study.sites.decided import decides, reversals, table_of

QUICK = {"reach_m": 350.0, "displacements": 0, "draws": 200, "top": 3, "not_built": ()}


def test_each_pair_has_its_criterion_and_margin(town):
    ranked = rank(compare(town, Asked(kind="parcels", **QUICK)))
    found = decides(ranked)
    table = table_of(found.data, ranked)
    assert list(table.index) == ranked.names(found.data["upper"])
    scores = ranked.table["score"].sort_values(ascending=False).to_list()
    margins = [cell.values["margin"] for cell in table["margin"]]
    assert abs(sum(margins) - (scores[0] - scores[-1])) < 1e-12
    first = found.data.iloc[0]
    assert found.said[0].values["criterion"].code == first["criterion"]
    key = "decides_always" if pd.isna(first["weight_at_tie"]) else "decides"
    assert found.said[0].key == key


def test_equals_are_told_as_a_tie(town):
    plots = town.parcels
    places = plots.geometry.to_list()
    places[1] = places[0]
    town.tables["parcels"] = plots.set_geometry(places, crs=plots.crs).assign(
        area_m2=None, price_m2=None
    )
    weights = '{"station_m": 1.0}'
    ranked = rank(compare(town, Asked(kind="parcels", weights=weights, **QUICK)))
    assert {*ranked.table.index[:2]} == {"p1", "p2"}
    found = decides(ranked)
    assert found.said[0].key == "decides_tie"
    assert found.tables[0].data["criterion"].isna().iloc[0]


def test_reversals_are_counted_among_all(town):
    found = reversals(rank(compare(town, Asked(kind="parcels", **QUICK))))
    (column,) = found.columns
    assert column.values["town"] == (found.data["reversed_pairs"] > 0).sum()
    assert found.n == 3
