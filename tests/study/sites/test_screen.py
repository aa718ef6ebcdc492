"""Rules say which candidate they leave out, and a list that is not whole excludes nobody."""

import pytest

from clusterlab.study.sites.candidates import candidate_table
from clusterlab.study.sites.criteria import criteria_matrix
from clusterlab.study.sites.screen import admitted, screened


def screen_of(town, **options):
    table = candidate_table(town, kind="parcels")
    matrix = criteria_matrix(town, table, reach_m=350, displacements=0)
    return screened(table, matrix, **({"max_uncertainty_m": 300} | options))


def passing(found):
    return found.index[found["passes"]].tolist()


def test_what_is_not_placed_or_no_plot_is_left_out(town):
    found = screen_of(town)
    assert passing(found) == ["p1", "p2", "p4"]
    assert found["excluded_by"].to_dict() == {
        "p1": "", "p2": "", "p3": "placed", "p4": "", "all": "placed; single",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ({"zones": ["industry"]}, ["p1", "p2", "p4"]),
        ({"zones": ["park"]}, []),
        ({"uses": ["idle"]}, ["p1", "p2"]),
        ({"not_built": ["housing"]}, ["p1", "p2"]),
        ({"industry": "21"}, ["p1", "p2"]),
        ({"industry": "10"}, ["p4"]),
        ({"industry": "10", "unknown": "keep"}, ["p2", "p4"]),
        ({"at_least": {"area_m2": 600}}, ["p1"]),
        ({"at_least": {"area_m2": 600}, "unknown": "keep"}, ["p1", "p4"]),
        ({"at_most": {"station_m": 200}}, ["p1", "p2"]),
    ],
)
def test_each_rule_keeps_those_that_fulfil_it(town, options, left):
    assert passing(screen_of(town, **options)) == left


def test_a_partial_list_says_nothing_of_what_it_does_not_name(town):
    table = candidate_table(town, kind="parcels")
    found = admitted(table, "10")
    assert found["p1"] == "false"
    assert found["p4"] == "true"
    assert found[["p2", "p3"]].isna().all()


def test_a_district_is_not_asked_of_plots_in_a_complex(town):
    town.tables["districts"] = town.districts.assign(role="context")
    town.tables["parcels"] = town.parcels.assign(district_id=None)
    assert passing(screen_of(town)) == []
    town.tables["parcels"] = town.parcels.assign(complex_id="KC1")
    assert passing(screen_of(town)) == ["p1", "p2", "p4"]
