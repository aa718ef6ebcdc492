"""Each rule of a verdict, on cases whose answer is plain by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from clusterlab.study.policy.verdicts import GRAVEST, STATUSES, Verdict, judge, period_end

PROMISE: dict[str, Any] = {
    "promise_kind": "amount",
    "scope": "nation",
    "promise_value": 100.0,
    "promised": "2023-06-01",
    "due": None,
    "due_late": None,
}


def judged(
    *,
    figures: list[tuple[Any, ...]] = [],  # noqa: B006 - read only
    events: list[tuple[str, str, str]] = [],  # noqa: B006 - read only
    places: tuple[str, ...] = ("a", "b"),
    on: str = "2026-06-30",
    **promise: Any,
) -> Verdict:
    return judge(
        PROMISE | promise,
        figures=pd.DataFrame(
            [(*row, "B")[:4] for row in figures],
            columns=["series", "value", "date", "confidence"],
        ),
        events=pd.DataFrame(events, columns=["date", "kind", "place"]),
        places=places,
        on=on,
    )


def test_a_period_ends_on_its_last_day() -> None:
    assert period_end("2024-02") == pd.Timestamp("2024-02-29")
    assert period_end("2023") == pd.Timestamp("2023-12-31")
    assert period_end("2023-06-01") == pd.Timestamp("2023-06-01")


def test_an_amount_that_was_reached_is_met_even_late() -> None:
    found = judged(figures=[("s", 40, "2024"), ("s", 101, "2026-05")], due="2025")
    assert (found.status, found.rule) == ("met", "reached")
    assert found.numbers["gap"] == -1


def test_past_the_last_due_date_a_part_is_behind() -> None:
    found = judged(figures=[("s", 99, "2025-12")], due="2025")
    assert (found.status, found.rule) == ("behind", "past_due")
    assert found.numbers["share"] == pytest.approx(0.99)
    # A later date that was named since is the one that counts.
    later = judged(figures=[("s", 99, "2025-12")], due="2025", due_late="2027")
    assert (later.status, later.rule) == ("on_track", "above_line")


@pytest.mark.parametrize(
    ("value", "status"), [(49.9, "behind"), (50.1, "on_track"), (60, "on_track")]
)
def test_before_the_due_date_a_straight_line_decides(value: float, status: str) -> None:
    # From 2023-06-01 to 2025-06-01 are 731 days, half of them are over on 2024-05-31 (365).
    found = judged(figures=[("s", value, "2024-05-31")], due="2025-06-01", on="2024-07-01")
    assert found.status == status
    assert found.numbers["expected"] == pytest.approx(365 / 731)


def test_the_mega_fund_by_hand() -> None:
    # 2023-06-01 to 2025-10-31 are 883 days of 1,674 to 2027-12-31: 5,275 would be on the line.
    found = judged(
        figures=[("k", 3866, "2025-06"), ("k", 4666, "2025-10")],
        promise_value=10000,
        due="2025",
        due_late="2027",
        on="2026-11",
    )
    assert (found.status, found.rule) == ("behind", "below_both")
    assert found.numbers["share"] == pytest.approx(0.4666)
    assert found.numbers["gap"] == 5334
    assert found.numbers["expected_value"] == pytest.approx(10000 * 883 / 1674)
    assert (found.numbers["due"], found.numbers["first_due"]) == ("2027", "2025")


def test_an_amount_without_a_date_is_begun_until_it_is_reached() -> None:
    assert judged(figures=[("s", 1, "2025")]).rule == "short_undated"
    assert judged(figures=[("s", 1, "2025")]).status == "begun"


def test_a_figure_from_before_the_promise_proves_nothing() -> None:
    assert judged(figures=[("s", 500, "2022")]).status == "nothing_found"
    assert judged(figures=[("s", 500, "2022")], promise_kind="rise").rule == "no_trend"


def test_a_limit_is_kept_or_exceeded() -> None:
    assert judged(figures=[("s", 7, "2024")], promise_kind="limit", promise_value=7).rule == "kept"
    over = judged(figures=[("s", 8, "2024")], promise_kind="limit", promise_value=7)
    assert (over.status, over.rule) == ("behind", "exceeded")


def test_a_count_without_figures_goes_by_what_was_done_but_is_never_met_by_it() -> None:
    found = judged(events=[("2025-01-01", "done", "")], promise_kind="limit")
    assert (found.status, found.rule) == ("begun", "part")


@pytest.mark.parametrize(
    ("kind", "values", "status", "rule"),
    [
        ("fall", (12.5, 16.1), "unclear", "rose_unsure"),
        ("fall", (16.1, 12.5), "on_track", "fell"),
        ("rise", (5, 6), "on_track", "rose"),
        ("rise", (651, 32), "unclear", "fell_unsure"),
        ("rise", (5, 5), "behind", "stood_still"),
    ],
)
def test_a_direction_is_read_from_before_the_promise_to_now(
    kind: str, values: tuple[float, float], status: str, rule: str
) -> None:
    first, last = values
    found = judged(
        figures=[("s", 99, "2020"), ("s", first, "2022-06"), ("s", last, "2025")],
        promise_kind=kind,
    )
    assert (found.status, found.rule) == (status, rule)
    if first != last:
        assert found.numbers["change"] == pytest.approx(last - first)


def test_without_a_figure_before_it_the_first_after_it_is_the_start() -> None:
    found = judged(figures=[("s", 10.4, "2025-10"), ("s", 22, "2025-11")], promise_kind="rise")
    assert (found.status, found.numbers["before"]) == ("on_track", 10.4)
    assert judged(figures=[("s", 10, "2025-10")], promise_kind="rise").rule == "no_trend"


def test_the_year_of_the_promise_is_where_it_started_from() -> None:
    figures = [("s", 600, "2021"), ("s", 500, "2023"), ("s", 2000, "2024")]
    found = judged(figures=figures, promise_kind="rise")
    assert (found.numbers["before"], found.numbers["before_date"]) == (500, "2023")
    # One that is dated to a day before it, too; a later half of that year not.
    found = judged(figures=[*figures, ("s", 700, "2023-07")], promise_kind="rise")
    assert found.numbers["before"] == 500
    assert judged(figures=[("s", 500, "2023")], promise_kind="rise").rule == "no_trend"


def test_series_are_never_mixed_and_the_gravest_counts() -> None:
    rising = [("a", 1, "2022"), ("a", 2, "2024")]
    falling = [("b", 900, "2022"), ("b", 850, "2024"), ("b", 800, "2025")]
    assert judged(figures=rising, promise_kind="rise").status == "on_track"
    assert judged(figures=[*rising, *falling], promise_kind="rise").status == "reversed"


@pytest.mark.parametrize(
    ("events", "promise", "status", "rule"),
    [
        ([], {}, "nothing_found", "nothing"),
        ([("2024", "announced", "")], {}, "nothing_found", "only_announced"),
        ([("2024", "part", "")], {}, "begun", "part"),
        ([("2024", "part", "")], {"due": "2023-12"}, "behind", "part_past_due"),
        ([("2024", "part", ""), ("2025", "done", "")], {"due": "2023-12"}, "met", "done"),
        ([("2025", "done", ""), ("2025-12-31", "changed", "")], {}, "met", "done"),
        ([("2024", "done", ""), ("2025", "cut", "")], {}, "cut_back", "done_cut_back"),
        ([("2024", "part", ""), ("2025", "cut", "")], {}, "cut_back", "part_cut_back"),
        # What was cut and then done again stands; a cut of nothing says nothing.
        ([("2024", "cut", ""), ("2025", "done", "")], {}, "met", "done"),
        ([("2024", "cut", "")], {}, "nothing_found", "nothing"),
        ([("2024", "related", "")], {}, "nothing_found", "nothing"),
        (
            [("2023-07", "announced", "")],
            {"due": "2023-12"},
            "overdue_announced",
            "only_announced_past_due",
        ),
        (
            [("2023-07", "announced", ""), ("2024", "related", "")],
            {"due": "2023-12"},
            "overdue_announced",
            "only_announced_past_due",
        ),
        ([], {"due": "2023-12"}, "nothing_found", "nothing_past_due"),
        ([("2024", "done", ""), ("2025", "stopped", "")], {}, "stopped", "stopped"),
        ([("2022", "done", "")], {}, "nothing_found", "nothing"),
        ([("2028", "done", "")], {}, "nothing_found", "nothing"),
        ([("2024", "done", "a")], {}, "nothing_found", "nothing"),
    ],
)
def test_a_deed_goes_by_what_has_happened(
    events: list[tuple[str, str, str]], promise: dict[str, Any], status: str, rule: str
) -> None:
    found = judged(events=events, promise_kind="act", **promise)
    assert (found.status, found.rule) == (status, rule)


@pytest.mark.parametrize(
    ("events", "status", "rule"),
    [
        ([("2024", "done", "a"), ("2025", "done", "b")], "met", "done_in_each"),
        ([("2024", "done", "a"), ("2025", "part", "b")], "begun", "done_in_some"),
        ([("2025", "part", "b")], "begun", "begun_in_some"),
        ([("2025", "part", "")], "begun", "begun_in_some"),
        ([("2025", "done", "")], "met", "done"),
        ([("2025", "done", "elsewhere")], "nothing_found", "nothing"),
        ([("2024", "part", "a"), ("2025", "stopped", "a")], "stopped", "stopped"),
        ([("2024", "announced", "a")], "nothing_found", "only_announced"),
        (
            [("2024", "done", "a"), ("2024", "done", "b"), ("2025", "cut", "b")],
            "cut_back",
            "cut_in_some",
        ),
    ],
)
def test_what_is_promised_to_each_cluster_is_looked_for_in_each(
    events: list[tuple[str, str, str]], status: str, rule: str
) -> None:
    found = judged(events=events, promise_kind="act", scope="clusters")
    assert (found.status, found.rule) == (status, rule)


def test_the_two_lists_of_statuses_agree() -> None:
    assert sorted(STATUSES) == sorted(GRAVEST)


START = [("s", 12.0, "2022-06"), ("s", 14.0, "2023-03")]


@pytest.mark.parametrize(
    ("figures", "more", "status", "rule"),
    [
        # One figure the wrong way proves nothing, two in a row do.
        ([*START, ("s", 18.0, "2024-06")], {}, "unclear", "rose_unsure"),
        ([*START, ("s", 18, "2024-06"), ("s", 16, "2025-06")], {}, "reversed", "rose_instead"),
        # A derived one does not make the second.
        ([*START, ("s", 18, "2024-06"), ("s", 16, "2025-06", "C")], {}, "unclear", "rose_unsure"),
        # Nor does it carry a movement as promised.
        ([*START, ("s", 13, "2024-06", "C")], {}, "unclear", "fell_unsure"),
        ([*START, ("s", 13, "2024-06")], {}, "on_track", "fell"),
        # A figure between that was on the right side breaks the row.
        ([*START, ("s", 13, "2024-06"), ("s", 16, "2025-06")], {}, "unclear", "rose_unsure"),
        # Earlier changes of 2 and 1: a change of 3 is larger than both, of 2 it is not.
        (
            [("s", 15, "2021"), ("s", 13, "2022"), ("s", 14, "2023-03"), ("s", 17, "2025")],
            {},
            "reversed",
            "rose_instead",
        ),
        (
            [("s", 15, "2021"), ("s", 13, "2022"), ("s", 14, "2023-03"), ("s", 16, "2025")],
            {},
            "unclear",
            "rose_unsure",
        ),
        # Where the data state what counts, that decides in both directions.
        ([*START, ("s", 16, "2025")], {"least_change": 2}, "reversed", "rose_instead"),
        ([*START, ("s", 15.9, "2025")], {"least_change": 2}, "unclear", "within_noise"),
        ([*START, ("s", 12.1, "2025")], {"least_change": 2}, "unclear", "within_noise"),
        ([*START, ("s", 12, "2025")], {"least_change": 2}, "on_track", "fell"),
    ],
)
def test_a_reversal_has_to_be_more_than_noise(
    figures: list[tuple[Any, ...]], more: dict[str, Any], status: str, rule: str
) -> None:
    found = judged(figures=figures, promise_kind="fall", **more)
    assert (found.status, found.rule) == (status, rule)


def test_what_came_after_the_last_figure_counts() -> None:
    rising = [("s", 1, "2022"), ("s", 2, "2024")]
    for events, status in (
        ([("2025", "cut", "")], "cut_back"),
        ([("2025", "stopped", "")], "stopped"),
        ([("2023-12", "cut", "")], "on_track"),
    ):
        assert judged(figures=rising, events=events, promise_kind="rise").status == status
    reached = [("s", 101, "2024")]
    assert judged(figures=reached, events=[("2025", "cut", "")]).status == "cut_back"
    fallen = judged(figures=[*reached, ("s", 60, "2025")])
    assert (fallen.status, fallen.rule) == ("cut_back", "reached_then_fell")


def test_a_promise_of_movement_goes_by_deeds_where_nothing_moved() -> None:
    said = judged(
        figures=[("s", 5, "2022")], events=[("2024", "announced", "")], promise_kind="rise"
    )
    assert (said.status, said.rule) == ("nothing_found", "only_announced")
    late = judged(events=[("2024", "announced", "")], promise_kind="rise", due="2024")
    assert late.status == "overdue_announced"


KINDS = ("announced", "part", "done", "changed", "delayed", "cut", "stopped", "related")


@pytest.mark.parametrize("seed", range(60))
def test_a_later_day_without_new_evidence_never_makes_a_promise_look_better(seed: int) -> None:
    draw = np.random.default_rng(seed)
    rank = {"met": 3, "on_track": 2, "begun": 1, "unclear": 1}
    kind = str(draw.choice(["amount", "limit", "rise", "fall", "act"]))
    dates = [f"{year}-{month:02d}" for year in (2022, 2023, 2024) for month in (1, 7)]
    figures = [("s", float(draw.integers(1, 150)), day) for day in dates if draw.random() < 0.4]
    events = [
        (day, str(draw.choice(KINDS)), str(draw.choice(["", "a", "b"])))
        for day in dates
        if draw.random() < 0.5
    ]
    promise = {
        "promise_kind": kind,
        "scope": str(draw.choice(["nation", "clusters"])),
        "due": draw.choice([None, "2023-12", "2025", "2026-06"]),
    }
    # All evidence is known by the end of 2024; the days to come bring nothing new.
    found = [
        judged(figures=figures, events=events, on=day, **promise)
        for day in ("2024-12-31", "2025-06-30", "2025-12-31", "2026-12-31", "2030-12-31")
    ]
    ranks = [rank.get(verdict.status, 0) for verdict in found]
    assert ranks == sorted(ranks, reverse=True)
    statuses = [verdict.status for verdict in found]
    if "overdue_announced" in statuses:
        after = statuses[statuses.index("overdue_announced") :]
        assert set(after) == {"overdue_announced"}
