"""Each rule says whom it leaves out."""

from clusterlab.model.said import Joined, Label
from clusterlab.study.sites.asked import Asked
from clusterlab.study.sites.compared import compare
from clusterlab.study.sites.left_out import by_rule, left_out, rule_name

QUICK = {"reach_m": 350.0, "displacements": 0, "not_built": ()}


def test_rules_are_counted_and_the_hardest_is_named(town):
    compared = compare(town, Asked(kind="parcels", at_most={"station_m": 110.0}, **QUICK))
    found = left_out(compared)
    # Plot 3 and the sum of land have no place that will do, nor then a way to the station.
    assert found.data.loc["placed"].tolist() == [2, 0, 1]
    assert found.data["excluded"].tolist() == [2, 1, 0, 3]
    sentence = found.said[0]
    assert (sentence.values["left"], sentence.values["count"]) == (2, 3)
    assert sentence.values["rule"] == rule_name("at_most:station_m")
    rules, listed = found.tables
    assert rules.data.index[0] == Label("rule", "placed")
    broken = dict(
        zip((n.names["en"] for n in listed.data.index), listed.data["broken"], strict=True)
    )
    assert broken["Plot 4"] == Joined([rule_name("at_most:station_m")])
    assert len(broken["All"].parts) > 1


def test_where_all_pass_that_is_said(town):
    town.tables["parcels"] = town.parcels.iloc[[0, 1, 3]]
    found = left_out(compare(town, Asked(kind="parcels", **QUICK)))
    assert found.said[0].key == "screen_all_pass"
    assert len(found.tables) == 1
    assert by_rule(compare(town, Asked(kind="parcels", **QUICK)).screened)["excluded"].sum() == 0
