"""Criteria stand only where the data carry them, with their error, source and reason."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.cluster import load
from clusterlab.study.sites.candidates import candidate_table
from clusterlab.study.sites.criteria import CRITERIA, FIGURES, criteria_matrix, narrowed, price_unit
from clusterlab.study.sites.surroundings import AMONG_CANDIDATES, TARGETS
from clusterlab.words import table as words

QUICK = {"reach_m": 350.0, "displacements": 0}


def matrix_of(town, kind="parcels", **options):
    table = candidate_table(town, kind=kind, sites=options.pop("sites", ""))
    return criteria_matrix(town, table, **(QUICK | options))


def test_columns_follow_the_criteria_and_bear_their_records(town):
    matrix = matrix_of(town)
    assert matrix.index.tolist() == ["p1", "p2", "p4"]
    assert [one.name for one in matrix.attrs["criteria"]] == list(matrix.columns)
    assert matrix.attrs["uncertainty"].shape == matrix.shape
    assert matrix.attrs["sources"]["station_m"] == ["s1"]
    assert not set(matrix.attrs["reasons"]) & set(matrix.columns)


def test_slack_is_the_middle_of_disputed_limits_with_their_range(town):
    matrix = matrix_of(town)
    assert matrix["slack_m2"].tolist()[:2] == [2000.0, -200.0]
    assert np.isnan(matrix["slack_m2"]["p4"])
    sd = matrix.attrs["uncertainty"]["slack_m2"]
    assert sd.tolist() == pytest.approx([1000 / np.sqrt(12), 0, 0])


def test_a_criterion_known_for_few_is_left_out_with_its_count(town):
    reasons = matrix_of(town).attrs["reasons"]
    assert reasons["price_m2"] == {"code": "known_for_few", "known": 1, "of": 3}
    assert reasons["operating_share"] == {"code": "no_data"}


def test_a_criterion_equal_to_another_is_counted_once(town):
    town.tables["universities"] = town.tables["universities"].set_geometry(
        town.tables["transit"].geometry.values
    )
    matrix = matrix_of(town)
    assert "university_m" not in matrix
    assert matrix.attrs["reasons"]["university_m"] == {
        "code": "same_as_criterion",
        "criterion": "station_m",
    }


def test_the_planners_columns_and_directions_count(town, tmp_path):
    path = tmp_path / "mine.csv"
    corner = town.parcels.geometry.iloc[0]
    rows = [f"s{n},{corner.x + n / 1000},{corner.y},{n},{10 * n}" for n in (1, 2, 3)]
    path.write_text("site_id,lon,lat,rent,depth\n" + "\n".join(rows), encoding="utf-8")
    matrix = matrix_of(
        town, "file", sites=str(path), directions={"rent": "cost", "depth": "15", "mix": "cost"}
    )
    named = {one.name: one for one in matrix.attrs["criteria"]}
    assert (named["rent"].direction, named["depth"].target) == ("cost", 15.0)
    assert matrix["depth"].tolist() == [10.0, 20.0, 30.0]
    with pytest.raises(ValueError, match="directions names 'rents'"):
        matrix_of(town, directions={"rents": "cost"})
    with pytest.raises(ValueError, match="must be benefit, cost or a number"):
        matrix_of(town, directions={"mix": "more"})


def test_cells_have_no_figures_of_plots(town):
    matrix = matrix_of(town, "hexagons")
    assert matrix.attrs["reasons"]["price_m2"] == {"code": "not_of_cells"}
    assert "station_m" in matrix


def test_the_tables_of_a_scenario_stand_in(town):
    table = candidate_table(town, kind="parcels")
    before = criteria_matrix(town, table, **QUICK)
    wider = town.parcels.assign(far_limit_pct=400.0)
    stop = town.tables["transit"].set_geometry(town.tables["universities"].geometry.values)
    after = criteria_matrix(town, table, tables={"parcels": wider, "transit": stop}, **QUICK)
    # A limit that is set ends the dispute: 1,000 m² at 400 % less 500.
    assert after["slack_m2"]["p1"] == 3500
    assert after.attrs["uncertainty"]["slack_m2"]["p1"] == 0
    assert after["station_m"]["p1"] == pytest.approx(400)
    assert before["station_m"]["p1"] == pytest.approx(30)


def test_criteria_that_few_of_those_left_have_fall_with_their_reason(town):
    matrix = matrix_of(town)
    assert "slack_m2" in matrix
    few = narrowed(matrix, ["p2", "p4"])
    assert "slack_m2" not in few
    assert few.attrs["reasons"]["slack_m2"] == {"code": "known_for_few", "known": 1, "of": 2}
    assert few.attrs["uncertainty"].shape == few.shape
    assert [one.name for one in few.attrs["criteria"]] == list(few)
    assert "slack_m2" in matrix.attrs["sources"]


def test_every_criterion_has_one_way_to_be_measured_and_its_words():
    ways = [*TARGETS, *AMONG_CANDIDATES, *FIGURES]
    assert len(ways) == len(set(ways))
    assert {one.name for one in CRITERIA} == set(ways)
    texts = words.own()
    for one in CRITERIA:
        assert f"criterion.{one.name}" in texts, one.name
        for lang in words.LANGUAGES:
            assert texts.text(f"criterion.{one.name}", lang)


def test_prices_are_in_the_money_of_the_place(town):
    assert price_unit(town) == "EUR/m2"
    assert price_unit(load("magok")) == "KRW/m2"
    town.tables["parcels"] = town.parcels.assign(price_m2=[5.0, 6.0, 7.0, 8.0, None])
    units = {one.name: one.unit for one in matrix_of(town).attrs["criteria"]}
    assert units["price_m2"] == "EUR/m2"


def test_osong_says_how_little_it_rests_on():
    place = load("osong")
    matrix = criteria_matrix(place, candidate_table(place, kind="parcels"), displacements=0)
    assert "station_m" in matrix
    assert matrix.attrs["reasons"]["firms_within"] == {
        "code": "targets_not_placed",
        "placed": 5,
        "present": 14,
    }
    shares = matrix["operating_share"].dropna().round(4).unique()
    assert set(shares) == {round(71 / 73, 4), round(70 / 115, 4)}
    assert isinstance(matrix, pd.DataFrame)
