"""How firmly the first holds is that of the draws."""

from clusterlab.model.reason import Reason
from clusterlab.study.sites.asked import Asked
from clusterlab.study.sites.compared import compare, drawn, rank
from clusterlab.study.sites.firmness import around_weights, firmness

QUICK = {"reach_m": 350.0, "displacements": 0, "draws": 200, "top": 2, "not_built": ()}


def test_shares_and_intervals_are_those_of_the_ranking(town):
    ranked = rank(compare(town, Asked(kind="parcels", **QUICK)))
    found = firmness(ranked)
    best = ranked.table.iloc[0]
    told = found.said[1].values
    assert (told["share"], told["first"]) == (best["top_share"], best["first_share"])
    assert list(found.data["low"]) == list(ranked.table["rank_low"].head(2))
    (chart,) = found.charts
    assert list(chart.data.index) == ranked.names(ranked.leaders)
    firm = int((ranked.table["band"] == "firm").sum())
    likely = int((ranked.table["band"] == "likely").sum())
    key = "firm_count" if firm + likely else "none_firm"
    assert found.said[0].key == key


def test_weights_near_those_set_are_drawn_anew(town):
    compared = compare(town, Asked(kind="parcels", concentration=5000.0, **QUICK))
    ranked = rank(compared)
    again = drawn(compared, ranked.matrix, ranked.weights, concentration=5000.0)
    assert around_weights(ranked).data == again["top_share"].iloc[0] == 1.0


def test_a_reason_is_handed_on():
    assert firmness(Reason("no_plots")).reason == Reason("no_plots")
