"""Criteria bear direction, weight, values and error, each in a unit of its own."""

import pytest

from clusterlab.model.reason import Reason
from clusterlab.model.said import Label
from clusterlab.study.sites.asked import Asked
from clusterlab.study.sites.compared import compare, rank
from clusterlab.study.sites.measured import absent, measured, table_of, weighed

QUICK = {"reach_m": 350.0, "displacements": 0, "draws": 200, "top": 2, "not_built": ()}


@pytest.fixture
def compared(town):
    return compare(town, Asked(kind="parcels", directions={"mix": "0.5"}, **QUICK))


def test_criteria_are_laid_out(compared):
    ranked = rank(compared)
    table = table_of(ranked)
    row = table.loc[Label("criterion", "station_m")]
    assert row["direction"] == Label("direction", "cost")
    assert row["weight_share"] == pytest.approx(1 / len(ranked.matrix.columns))
    assert row["low"] == pytest.approx(30)
    assert table.loc[Label("criterion", "slack_m2"), "known"] == 2
    assert table["low"].dtype == object


def test_what_is_filled_in_is_a_caution(compared):
    found = weighed(rank(compared))
    (told,) = found.cautions
    assert told.values["rule"] == Label("missing", "median")
    names = [Label("criterion", name) for name in ("slack_m2", "area_m2")]
    assert told.values["names"].parts == names
    (column,) = found.columns
    assert column.values.sum() == pytest.approx(1)


def test_what_is_not_measured_says_why(compared):
    found = absent(compared)
    assert found.data.loc[Label("criterion", "price_m2"), "why"] == Reason(
        "known_for_few", known=1, of=3
    )
    counted = measured(compared).said[0].values
    assert counted["absent"] == len(found.data)
    assert counted["measured"] == len(compared.criteria)


def test_a_twin_is_named_late(town):
    town.tables["universities"] = town.tables["universities"].set_geometry(
        town.tables["transit"].geometry.values
    )
    found = absent(compare(town, Asked(kind="parcels", **QUICK)))
    why = found.data.loc[Label("criterion", "university_m"), "why"]
    assert why["criterion"] == Label("criterion", "station_m")


def test_a_reason_is_handed_on():
    assert weighed(Reason("no_plots")).reason == Reason("no_plots")
