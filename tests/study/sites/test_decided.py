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
    town.tables["parcels"] = plots.assign(
        geometry=plots.geometry.iloc[0], allowed_industries="C21", uncertainty_m=0.0,
        far_limit_pct=None, area_m2=None, far_limit_high_pct=None, price_m2=None,
    ).set_geometry("geometry")  # fmt: skip
    ranked = rank(compare(town, Asked(kind="parcels", **QUICK)))
    assert decides(ranked).said[0].key == "decides_tie"
    assert reversals(ranked).said[0].key == "leave_out_none"


def test_reversals_are_counted_among_all(town):
    found = reversals(rank(compare(town, Asked(kind="parcels", **QUICK))))
    (number,) = found.numbers
    assert number.value == (found.data["reversed_pairs"] > 0).sum()
    assert found.n == 3
