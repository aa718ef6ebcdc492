"""A promise has what it takes to be kept or broken; a reading points to one number."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusterlab.load.check import check

Write = Callable[..., Path]
INSTRUMENT = {
    "instrument_id": "A1",
    "level": "bio",
    "name_ko": "펀드",
    "name_en": "Fund",
    "short_ko": "펀드",
    "short_en": "Fund",
    "question_ko": "얼마인가?",
    "question_en": "How much?",
    "promise_ko": "백",
    "promise_en": "A hundred",
    "promise_kind": "amount",
    "scope": "nation",
    "promise_value": "100",
    "promise_unit": "projects",
    "promised": "2023-06-01",
    "due": "2025",
    "due_late": "",
    "indicator_ko": "건수",
    "indicator_en": "Projects",
    "confidence": "A",
    "source_id": "s1",
}
FACT = {
    "fact_id": "f-1",
    "indicator": "projects",
    "value": "40",
    "value_text": "",
    "unit": "projects",
    "as_of": "2024",
    "confidence": "B",
    "source_id": "s1",
}
FUND = {
    "fund_id": "x",
    "name": "X",
    "kind": "fund",
    "scope": "x",
    "status": "formed",
    "as_of": "2024",
    "confidence": "B",
    "source_id": "s1",
}
READING = {
    "reading_id": "r1",
    "instrument_id": "A1",
    "series": "s",
    "label_ko": "건수",
    "label_en": "Projects",
    "role": "figure",
    "fact_id": "f-1",
    "fund_id": "",
    "fund_as_of": "",
    "said": "",
}


def told(write: Write, *, instrument: dict[str, Any], readings: list[dict[str, Any]]) -> list[str]:
    folder = write(
        {
            "instruments.csv": [INSTRUMENT | instrument],
            "facts.csv": [FACT, FACT | {"fact_id": "f-2", "value": "", "value_text": "many"}],
            "funds.csv": [FUND],
            "readings.csv": [READING | one for one in readings],
        }
    )
    return [str(problem) for problem in check(folder)]


def test_a_sound_promise_is_silent(write: Write) -> None:
    fund = {"reading_id": "r2", "series": "t", "fact_id": "", "fund_id": "x", "fund_as_of": "2024"}
    assert told(write, instrument={}, readings=[{}, fund]) == []


@pytest.mark.parametrize(
    ("instrument", "words"),
    [
        ({"promise_value": ""}, ["row 2", "promise_value", "amount, limit"]),
        ({"promise_unit": "", "promise_kind": "limit"}, ["row 2", "promise_unit"]),
        ({"due": "2022-12"}, ["row 2", "column due", '"2022-12"', "2023-06-01"]),
        ({"due_late": "2024"}, ["row 2", "due_late", '"2024"', "2025"]),
        ({"due": "", "due_late": "2027"}, ["row 2", "column due"]),
        ({"promise_kind": "more"}, ["row 2", "promise_kind", '"more"', "amount"]),
    ],
)
def test_a_promise_without_what_it_needs_is_named(
    write: Write, instrument: dict[str, Any], words: list[str]
) -> None:
    lines = told(write, instrument=instrument, readings=[{}])
    assert len(lines) == 1
    assert all(word in lines[0] for word in ["instruments.csv", *words]), lines


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        ({"instrument_id": "A9"}, ["instrument_id", '"A9"']),
        ({"fact_id": "f-9"}, ["fact_id", '"f-9"']),
        ({"fact_id": "f-2"}, ["fact_id", '"f-2"', "a number"]),
        ({"fund_id": "x", "fund_as_of": "2024"}, ["fund_id", '"x"', "not both"]),
        ({"fact_id": "", "fund_id": "x", "fund_as_of": "2019"}, ["fund_as_of", '"2019"']),
        ({"fact_id": "", "fund_id": "x"}, ["fund_as_of", "an as_of of the fund x"]),
        ({"fact_id": ""}, ["fact_id, fund_id"]),
    ],
)
def test_a_reading_that_leads_nowhere_is_named(
    write: Write, reading: dict[str, Any], words: list[str]
) -> None:
    lines = told(write, instrument={}, readings=[reading])
    assert len(lines) == 1
    assert all(word in lines[0] for word in ["readings.csv", "row 2", *words]), lines


def test_a_series_has_one_label(write: Write) -> None:
    lines = told(
        write, instrument={}, readings=[{}, {"reading_id": "r2", "label_en": "Other projects"}]
    )
    assert len(lines) == 1
    assert all(word in lines[0] for word in ("row 3", "label_en", "Projects, as in r1"))
