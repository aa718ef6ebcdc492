"""Words of a file become the fixed words of a column; unknown ones are not guessed."""

import pandas as pd
import pytest

from clusterlab.ingest.readers.choices_in import known_values, read_choices, value_of
from clusterlab.load.tables import TABLES, table

STATUS = table("firms").column("status")
SUPPRESSED = table("industries").column("suppressed")


def test_the_dictionary_only_holds_values_that_some_table_has() -> None:
    for name, words in known_values().items():
        choices = {
            c for t in TABLES for column in t.columns if column.name == name for c in column.choices
        }
        assert set(words.values()) <= choices


@pytest.mark.parametrize(
    ("cell", "value"),
    [("영업/정상", "present"), ("폐업", "left"), ("planned", "planned"), ("휴업", None)],
)
def test_words_of_public_data(cell: str, value: str | None) -> None:
    assert value_of(cell, STATUS, {}) == value


def test_the_mapping_goes_first_and_may_empty_a_word() -> None:
    assert value_of("폐업", STATUS, {"폐업": "present"}) == "present"
    assert value_of("휴업", STATUS, {"휴업": ""}) == ""


@pytest.mark.parametrize(
    ("cell", "value"), [("Y", "true"), ("예", "true"), ("N", "false"), ("?", None)]
)
def test_yes_and_no(cell: str, value: str | None) -> None:
    assert value_of(cell, SUPPRESSED, {}) == value


def test_a_column_tells_what_became_what_and_lists_the_rest() -> None:
    cells = pd.Series(["폐업", "present", "휴업", "", "폐업"], dtype="str")
    series, faults, notes = read_choices(cells, STATUS, {})
    assert series.tolist() == ["left", "present", "", "", "left"]
    assert [(fault.at, fault.value, fault.refuses_row) for fault in faults] == [(2, "휴업", True)]
    assert "[values.status]" in faults[0].expected
    assert [str(note) for note in notes] == ["column status: 폐업 read as left in 2 cells"]
