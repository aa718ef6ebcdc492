"""The scorecard against the tables that it is made of."""

import csv
from pathlib import Path

import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.load.catalog import data_folder
from clusterlab.study.policy import scorecard
from clusterlab.study.policy.verdicts import STATUSES, period_end

NAMES = ("magok", "incheon", "osong")
ON = "2026-11"


@pytest.fixture(scope="module")
def places() -> list:
    return [cl.load(name) for name in NAMES]


@pytest.fixture(scope="module")
def judged(places) -> pd.DataFrame:
    return scorecard.verdicts(places, on=ON)


def rows(slug: str, table: str) -> list[dict[str, str]]:
    with (data_folder() / slug / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_all_32_promises_stand_in_both_languages_with_a_source(places):
    promises = scorecard.instruments(places)
    assert len(promises) == 32
    assert promises["level"].value_counts().to_dict() == {
        "central": 12, "health_data": 7, "local": 6, "bio": 6, "strategy": 1,
    }  # fmt: skip
    texts = [c for c in promises.columns if c.endswith(("_ko", "_en")) and "remark" not in c]
    assert len(texts) == 10
    assert promises[texts].notna().all(axis=None)
    assert (promises["remark_ko"].notna() == promises["remark_en"].notna()).all()
    assert promises["source_id"].isin(scorecard.sources(places)["source_id"]).all()


def test_every_figure_is_that_of_the_row_that_it_points_to(places):
    figures = scorecard.readings(places)
    facts = {row["fact_id"]: row for slug in ("korea", *NAMES) for row in rows(slug, "facts")}
    funds = {
        (row["fund_id"], row["as_of"]): row
        for slug in ("korea", *NAMES)
        for row in rows(slug, "funds")
    }
    pointers = [row for slug in ("korea", *NAMES) for row in rows(slug, "readings")]
    assert len(figures) == len(pointers) > 70
    for pointer, figure in zip(pointers, figures.to_dict("records"), strict=True):
        fact = facts.get(pointer["fact_id"])
        fund = funds.get((pointer["fund_id"], pointer["fund_as_of"]))
        row = fact or fund
        assert row is not None
        assert figure["value"] == float(row["value"] if fact else row["size"])
        assert figure["unit"] == (row["unit"] if fact else "100 million KRW")
        assert (figure["source_id"], figure["confidence"]) == (row["source_id"], row["confidence"])
        assert figure["date"] == (pointer["said"] or row["as_of"])


def test_a_figure_about_a_year_to_come_is_dated_when_it_was_said(places):
    figures = scorecard.readings(places)
    ends = [period_end(date) for date in figures["date"]]
    assert max(ends) <= period_end(ON)


def test_readings_of_a_series_share_a_unit_and_have_different_dates(places):
    figures = scorecard.readings(places)
    for key, own in figures.groupby(["instrument_id", "place", "series"]):
        assert len(set(own["unit"])) == 1, key
        assert own["date"].is_unique, key


def test_the_venture_series_stand_apart(places):
    figures = scorecard.readings(places)
    own = figures[figures["series"].isin({"vc_combined", "vc_kvca"})]
    for series, prefix in (("vc_combined", "vc_mss_combined_"), ("vc_kvca", "vc_kvca_")):
        wanted = {
            float(row["value"])
            for row in rows("korea", "facts")
            if row["indicator"] == f"{prefix}new_investment"
        }
        assert set(own.loc[own["series"] == series, "value"]) == wanted


def test_the_statuses_add_to_32_and_follow_from_the_rules(judged):
    counted = scorecard.counts(judged)
    assert counted.sum() == 32
    assert list(counted.index) == list(STATUSES)
    assert judged.loc["A3", "rule"] == "below_both"
    assert judged.loc["A3", "numbers"]["share"] == pytest.approx(4666 / 10000)
    # One reported figure since the promise, and a derived one: too little for a reversal.
    assert judged.loc["C5c", "status"] == "unclear"
    # First halves: 14.4 % when the promise was made, 16.1 % in 2025.
    assert judged.loc["C5c", "numbers"]["change"] == pytest.approx(16.1 - 14.4)
    assert judged.loc["L3d", "rule"] == "only_announced_past_due"
    assert judged.loc["B1", "status"] == "overdue_announced"
    assert judged.loc["C5m", "numbers"] == {"date": "2024-03", "cut_date": "2024-12-31"}
    assert judged.loc["C6", "rule"] == "only_announced"
    assert judged.loc["C1v", "rule"] == "nothing"


def test_a_local_promise_depends_on_the_clusters_asked_for(places, judged):
    assert judged.loc["L2", "numbers"] == {"done": 2, "of": 3, "begun": 3}
    alone = scorecard.verdicts(places[2:], on=ON)
    assert alone.loc["L2", "status"] == "met"
    assert alone.loc["L3c", "status"] == "nothing_found"
    assert (alone["places"].map(len) <= 1).all()
    # What is promised to the whole country does not.
    assert alone.loc["A3", "status"] == judged.loc["A3", "status"]


def test_an_earlier_day_knows_less(places):
    early = scorecard.verdicts(places, on="2023-12")
    assert early.loc["S0", "rule"] == early.loc["A1", "rule"] == "only_announced"
    later = scorecard.verdicts(places, on="2024-06")
    assert later.loc["A1", "rule"] == "done"
    # To designate is to choose; to concentrate support is another thing.
    assert later.loc["S0", "rule"] == "part"


def test_an_event_is_read_alike_wherever_it_counts(places):
    events = scorecard.milestones(places)
    shared = events[events["also"].notna()]
    assert set(shared["instrument_id"]) == {"S0", "A6"}
    for _, own in shared.groupby("milestone_id"):
        assert len(own) == 1 + own["also"].iloc[0].count(";") + 1
        assert own.drop(columns="instrument_id").drop_duplicates().shape[0] == 1
    # What one source tells of one day has one kind, whichever promise it belongs to.
    for told, own in events.groupby(["date", "source_id"]):
        assert len(set(own["kind"])) == 1, told


def test_the_day_is_that_of_the_newest_evidence(places):
    day = scorecard.newest(places)
    ends = [
        period_end(d)
        for d in [*scorecard.readings(places)["date"], *scorecard.milestones(places)["date"]]
    ]
    assert period_end(day) >= max(ends)
    assert day == places[0].package.references["korea"].meta["as_of"]
    assert scorecard.since(places) == "2023-06-01"


def test_the_floor_of_shops_is_that_of_the_register():
    register = rows("magok", "buildings")
    found = sum(
        float(row["floor_area_m2"])
        for row in register
        if row["approved"][:4] in {"2024", "2025"}
        and row["use_class"] in {"neighbourhood", "retail"}
    )
    (fact,) = [row for row in rows("magok", "facts") if row["fact_id"] == "magok-policy-001"]
    assert float(fact["value"]) == int(found)


def test_events_come_in_order_of_time_and_know_their_place(places):
    events = scorecard.milestones(places)
    ends = [period_end(date) for date in events["date"]]
    assert ends == sorted(ends)
    assert set(events["place"]) == {"", *NAMES}
    assert set(events["source_id"]) <= set(scorecard.sources(places)["source_id"])


def test_due_dates_stand_on_the_timeline(places):
    marks = scorecard.dated(scorecard.instruments(places), scorecard.milestones(places))
    due = marks[marks["kind"] == "due"]
    assert {(s, str(d.date())) for s, d in zip(due["subject"], due["date"], strict=True)} == {
        ("A3", "2025-12-31"), ("A3", "2027-12-31"), ("L3d", "2023-12-31"),
        ("B1", "2023-12-31"), ("B4", "2023-12-31"),
    }  # fmt: skip


def test_the_latest_figure_of_each_series_becomes_a_metric(places, judged):
    figures = scorecard.readings(places)
    found = {(row["measure"], row["scope"]): row for row in scorecard.metric_rows(judged, figures)}
    assert found["instrument_figure", "A3 | kbio_formed"]["value"] == 4666
    assert found["instrument_figure", "L2 | incheon | bigwave"]["value"] == 10058
    assert found["promise_share", "A3"]["value"] == pytest.approx(0.4666)
    assert all(row["status"] == "ok" and row["sources"] for row in found.values())


def test_a_row_of_an_unknown_instrument_is_named(places):
    stray = pd.DataFrame({"instrument_id": ["Z9"], "place": ["osong"]})
    with pytest.raises(ValueError, match="osong: instrument 'Z9'"):
        scorecard._only_known(scorecard.instruments(places), stray)


def test_the_functions_named_are_part_of_the_library(places):
    for listed in scorecard.instruments(places)["functions"].dropna():
        for name in listed.split(";"):
            room, function = name.split(".")
            assert callable(getattr(getattr(cl, room), function)), name


def test_no_source_file_stands_in_the_tables():
    for slug in ("korea", *NAMES):
        for table in ("readings", "milestones"):
            text = (Path(data_folder()) / slug / f"{table}.csv").read_text("utf-8")
            assert "http" not in text
