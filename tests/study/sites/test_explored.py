"""What the page with sliders shows first is the ranking of the study."""

import pytest

from clusterlab.study.sites.asked import Asked
from clusterlab.study.sites.compared import compare, rank
from clusterlab.study.sites.explored import contributions, explorer

QUICK = {"reach_m": 350.0, "displacements": 0, "draws": 200, "top": 2, "not_built": ()}


def test_the_explorer_opens_with_the_ranking_and_repeats_what_was_asked(town):
    ranked = rank(compare(town, Asked(kind="parcels", **QUICK)))
    found = explorer(ranked)
    assert [one.key for one in found.said] == ["explorer_note", "explorer_no_scenario"]
    (chart,) = found.charts
    assert list(chart.options["tables"]) == ["today"]
    assert list(chart.data.index) == list(ranked.compared.passing)
    assert chart.options["given"] == ranked.compared.asked.differing()
    assert "top" in chart.options["given"]
    scores = found.data["score"].reindex(ranked.table.index)
    assert scores.tolist() == pytest.approx(ranked.table["score"].tolist())


def test_parts_add_up_to_the_score(town):
    ranked = rank(compare(town, Asked(kind="parcels", **QUICK)))
    compared = ranked.compared
    found = contributions(
        compared.measured, compared.criteria, weights=ranked.weights, missing="median"
    )
    names = [one.name for one in compared.criteria]
    assert found[names].sum(axis=1).tolist() == pytest.approx(found["score"].tolist())
    assert found["rank"].is_monotonic_increasing
