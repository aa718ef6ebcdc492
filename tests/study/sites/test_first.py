"""The first sites, and what to bear in mind before naming one."""

import json
from dataclasses import replace

import pytest

from clusterlab.model.reason import Reason
from clusterlab.study.sites.asked import Asked
from clusterlab.study.sites.compared import compare, rank
from clusterlab.study.sites.first import first, ground

QUICK = {"reach_m": 350.0, "displacements": 0, "draws": 200, "top": 2, "not_built": ()}


def test_the_first_is_named_with_how_firmly_it_holds(town):
    ranked = rank(compare(town, Asked(kind="parcels", **QUICK)))
    found = first(ranked)
    best = ranked.table.iloc[0]
    assert found.said[0].key == "first_site"
    assert found.said[0].values["share"] == best["top_share"] >= 0.5
    assert found.said[0].values["name"] == ranked.name(best.name)
    assert "weights_used" not in [one.key for one in found.said]
    (table,) = found.tables
    assert list(table.data["rank"]) == list(ranked.table["rank"].head(2))
    assert [column.measure for column in found.columns] == ["site_score", "site_top_share"]
    (drawn,) = found.charts
    assert list(drawn.data["rank"]) == list(ranked.table["rank"])


def test_taken_sites_are_told_and_the_first_open_one_is_named(town):
    plots = town.parcels
    town.tables["parcels"] = plots.assign(use_status=["sold", "sold", "built", "idle", "idle"])
    ranked = rank(compare(town, Asked(kind="parcels", **QUICK)))
    found = first(ranked)
    told = {one.key: one.values for one in (*found.said, *found.cautions)}
    taken = sum(one != "p4" for one in ranked.leaders)
    key = "first_all_taken" if taken == len(ranked.leaders) else "first_are_taken"
    assert told[key]["taken"] == taken
    assert told["first_open"]["name"] == ranked.name("p4")
    town.tables["parcels"] = plots.assign(use_status="sold")
    sold = first(rank(compare(town, Asked(kind="parcels", **QUICK))))
    assert "none_open" in [one.key for one in sold.said]
    assert sold.headline.key == "headline.none_vacant"


def test_nobody_is_named_who_does_not_hold_its_place(town):
    ranked = rank(compare(town, Asked(kind="parcels", **QUICK)))
    loose = ranked.table.assign(top_share=0.4)
    loose.attrs = ranked.table.attrs
    without = replace(
        ranked.compared, candidates=ranked.compared.candidates.drop(columns="use_status")
    )
    found = first(replace(ranked, table=loose, compared=without))
    assert found.said[0].key == "none_firm"
    assert found.headline.key == "headline.none_firm"
    assert "name" not in found.headline.values
    firm = first(replace(ranked, compared=without))
    assert firm.headline.key == "headline.first"


def test_a_planners_weights_are_told_with_what_they_leave_out(town):
    weights = json.dumps({"weights": {"station_m": 1, "price_m2": 1}, "normalise": True})
    found = first(rank(compare(town, Asked(kind="parcels", weights=weights, **QUICK))))
    assert found.said[0].key == "first_site_given"
    weights = next(one for one in found.said if one.key == "weights_used").values["weights"]
    shares = [part.values["share"] for part in weights.parts]
    assert sum(shares) == pytest.approx(1)
    told = [one.key for one in found.cautions]
    assert "weights_unmeasured" in told
    assert "weights_unnamed" in told
    assert "weights_equal_note" not in told


def test_without_a_ranking_the_cluster_itself_is_drawn(town):
    few = compare(town, Asked(kind="parcels", uses=("sold",), **QUICK))
    assert first(rank(few)).reason == Reason("too_few_candidates", n=1, minimum=3)
    (chart,) = ground(few).charts
    assert chart.kind == "density_map"
    assert not ground(compare(town, Asked(kind="parcels", **QUICK))).charts
