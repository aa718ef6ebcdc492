"""Tables of a siting report say what the numbers are, in the reader's language."""

import pandas as pd
import pytest

from clusterlab.siting import equal_weights, pair_decisions, scale
from clusterlab.study.sites import tables as tables
from clusterlab.study.sites.candidates import candidate_table
from clusterlab.study.sites.criteria import criteria_matrix
from clusterlab.study.sites.ranking import by_method, complete, ranking
from clusterlab.study.sites.screen import screened


@pytest.fixture
def compared(town):
    """Measure, screen and rank the plots of the town."""
    candidates = candidate_table(town, kind="parcels", lang="en")
    matrix = criteria_matrix(town, candidates, reach_m=350, displacements=0)
    found = screened(candidates, matrix, max_uncertainty_m=300)
    criteria = matrix.attrs["criteria"]
    filled = complete(matrix, criteria, missing="median")
    weights = equal_weights(list(filled))
    ranked = ranking(filled, criteria, weights=weights, draws=200, top=2, seed=1)
    return candidates, matrix, found, criteria, filled, weights, ranked


def test_rules_are_named_and_counted(compared):
    _, _, found, *_ = compared
    table = tables.rules(found, lang="en")
    row = table.loc["Placed well enough"]
    assert row[["excluded", "only_this", "not_known"]].tolist() == [2, 1, 1]


def test_those_left_out_are_listed_with_their_rules(compared):
    candidates, _, found, *_ = compared
    table = tables.left_out(found, candidates, lang="en")
    assert table["broken"]["Plot 3"] == "Placed well enough"
    assert "," in table["broken"]["All"]


def test_criteria_bear_unit_direction_weight_and_error(compared):
    _, matrix, _, criteria, filled, weights, _ = compared
    table = tables.criteria(
        matrix, weights, criteria=criteria, uncertainty=matrix.attrs["uncertainty"], lang="en"
    )
    row = table.loc["Nearest station (m)"]
    assert row["direction"] == "less is better"
    assert row["weight_share"] == pytest.approx(1 / len(filled.columns))
    assert row["low"] == "30"
    assert table.loc["Floor that may still be built (m²)", "known"] == 2


def test_reasons_are_worded_for_each_criterion(compared):
    _, matrix, *_ = compared
    table = tables.reasons(matrix.attrs["reasons"], lang="en")
    assert table["why"]["Price of land (won/m²)"].startswith("Known for 1 of 3 candidates")
    twin = tables.reasons(
        {"mix": {"code": "same_as_criterion", "criterion": "station_m"}}, lang="en"
    )
    assert "Nearest station" in twin["why"].iloc[0]
    assert not table["why"].str.contains("do not support a value").any()


def test_ranks_stand_beside_their_firmness_and_other_methods(compared):
    candidates, _, _, criteria, filled, weights, ranked = compared
    methods = by_method(filled, criteria, weights=weights)
    table = tables.ranks(ranked, candidates, lang="en", methods=methods)
    assert table.index[0] == candidates.loc[ranked.index[0], "name"]
    assert set(table["plot_use"]) <= {"idle", "sold"}
    assert table["topsis_rank"].notna().all()
    assert "product_rank" not in table or table["product_rank"].notna().all()


def test_what_decides_is_named_for_each_pair(compared):
    candidates, _, _, criteria, filled, weights, ranked = compared
    pairs = pair_decisions(scale(filled, criteria), weights)
    table = tables.decisions(pairs, candidates, lang="ko")
    assert len(table) == len(ranked) - 1
    assert table.index[0] == candidates.loc[ranked.index[0], "name"]
    assert all(isinstance(name, str) or pd.isna(name) for name in table["criterion"])
    assert table["margin"].str.fullmatch(r"\d\.\d{4}").all()
