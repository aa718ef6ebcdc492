"""A study gathers candidates, measures and screens them, and ranks where there are enough."""

import pandas as pd
import pytest

from clusterlab.model.reason import Reason
from clusterlab.study.sites.asked import Asked
from clusterlab.study.sites.compared import Ranked, compare, rank

QUICK = {"reach_m": 350.0, "displacements": 0, "draws": 200, "top": 2, "not_built": ()}


def test_what_passes_is_ranked_and_named(town):
    compared = compare(town, Asked(kind="parcels", **QUICK))
    assert list(compared.passing) == ["p1", "p2", "p4"]
    assert compared.sources == compared.seen == ["s1"]
    ranked = rank(compared)
    assert isinstance(ranked, Ranked)
    assert set(ranked.table.index) == {"p1", "p2", "p4"}
    assert len(ranked.leaders) == 2
    assert ranked.name("p1").names["en"] == "Plot 1"
    assert ranked.weights.sum() == pytest.approx(1)


def test_too_few_are_not_ranked_for_the_reason_that_holds(town):
    few = compare(town, Asked(kind="parcels", uses=("sold",), **QUICK))
    assert rank(few) == Reason("too_few_candidates", n=1, minimum=3)
    town.tables["parcels"] = town.parcels.iloc[:0]
    none = compare(town, Asked(kind="parcels", **QUICK))
    assert rank(none) == Reason("no_plots")
    # Then what was looked through is cited.
    assert none.seen == ["s1"]


def test_without_criteria_there_is_no_ranking(town, monkeypatch):
    compared = compare(town, Asked(kind="parcels", **QUICK))
    empty = pd.DataFrame(index=compared.measured.index)
    empty.attrs = compared.measured.attrs | {"criteria": []}
    monkeypatch.setitem(compared.__dict__, "measured", empty)
    assert rank(compared) == Reason("no_criteria")
