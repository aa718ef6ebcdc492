"""What is said of the promises, against counts of the tables."""

import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.study.policy import judged, scorecard


@pytest.fixture(scope="module")
def policy() -> judged.Judged:
    places = [cl.load(name) for name in ("magok", "incheon", "osong")]
    return judged.judged(places, on="2026-11")


def test_the_answer_counts_promises_numbers_dates_and_figures(policy):
    found = judged.two_minutes(policy)
    (told,) = found.said
    promises = policy.promises
    assert told.values["count"] == len(promises) == 32
    assert told.values["numbered"] == promises["promise_value"].notna().sum()
    assert told.values["found"] <= told.values["any"]
    assert [number.value for number in found.numbers] == [
        told.values[name] for name in ("count", "numbered", "dated", "found")
    ]
    (column,) = found.columns
    assert column.values.sum() == 32
    assert found.as_of == "2026-11"


def test_what_absence_means_is_said_only_where_something_is_absent(policy):
    assert [told.key for told in judged.rules(policy).cautions] == [
        "scorecard_rules", "scorecard_absent",
    ]  # fmt: skip
    all_met = policy.verdicts.assign(status="met")
    whole = judged.Judged([], policy.on, policy.promises, policy.figures, policy.events, all_met)
    assert [told.key for told in judged.rules(whole).cautions] == ["scorecard_rules"]


def test_a_date_that_sources_dispute_is_named_with_both(policy):
    found = judged.dates_differ(policy)
    (told,) = found.cautions
    assert told.values["due"] == judged.when("2025")
    assert told.values["late"].values == {"year": "2027"}
    assert len(found.sources) == 2


def test_every_metric_of_the_board_keeps_its_unit_date_and_source(policy):
    found = judged.board(policy)
    rows = scorecard.metric_rows(policy.verdicts, policy.figures)
    assert len(found.columns) == len(rows) > 20
    for column, row in zip(found.columns, rows, strict=True):
        assert column.values.to_dict() == {row["scope"]: row["value"]}
        assert (column.unit, column.as_of) == (row["unit"], row["as_of"])
    assert set(found.sources) >= set(policy.figures["source_id"]) | set(policy.events["source_id"])
    assert policy.promises["source_id"].iloc[0] == found.sources[0]
    assert found.charts[0].options["places"] == ["magok", "incheon", "osong"]


def test_what_no_figure_measures_is_wanted(policy):
    found = judged.wanted(policy)
    assert len(found.data) == (policy.verdicts["measured"] == 0).sum()
    assert set(found.data["wanted_figure"].iloc[0].names) == {"ko", "en"}
    none = policy.verdicts.assign(measured=1)
    whole = judged.Judged([], policy.on, policy.promises, policy.figures, policy.events, none)
    assert not judged.wanted(whole).tables


def test_the_timeline_names_every_instrument_to_which_something_happened(policy):
    (chart,) = judged.timeline(policy).charts
    happened = set(policy.events["instrument_id"])
    due = set(policy.promises.index[policy.promises["due"].notna()])
    assert set(chart.options["labels"]) == happened | due
    assert chart.options["start"] == "2023-06-01"
    assert isinstance(judged.timeline(policy).data["date"].iloc[0], pd.Timestamp)
