"""A mapping must name headings that the file has, and leave nothing required open."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.ingest.readers.agreement import check_mapping, drift_notes
from clusterlab.ingest.readers.mapping import Mapping, Rule
from clusterlab.ingest.readers.raw import Raw
from clusterlab.load.tables import table
from clusterlab.model.problem import DataError

RAW = Raw("f.csv", pd.DataFrame({"이름": ["가"], "사업자등록번호": ["1"]}), np.array([2]), {})
TRANSIT = table("transit")
FULL = {
    "stop_id": "x",
    "line": "l",
    "mode": "m",
    "lon": "1",
    "lat": "2",
    "uncertainty_m": "3",
    "source_id": "s",
}


def complaints(**parts: object) -> list[str]:
    with pytest.raises(DataError) as caught:
        check_mapping(RAW, Mapping("transit", **parts), TRANSIT)  # type: ignore[arg-type]  # named by each test
    return [str(problem) for problem in caught.value.problems]


def test_a_mapping_that_fits_says_nothing() -> None:
    check_mapping(RAW, Mapping("transit", {"name_ko": Rule(("이름",))}, FULL), TRANSIT)


def test_everything_that_is_open_is_listed() -> None:
    said = complaints(columns={"name_ko": Rule(("이 름",))}, constants=FULL | {"mode": "?"})
    assert said[0].startswith(
        'f.csv: column 이 름: expected this heading for name_ko (did you mean "이름"?)'
    )
    assert "a value for transit.mode (--set mode=…" in said[1]
    assert len(complaints()) == 8


def test_a_business_number_is_no_id() -> None:
    rules = {"name_ko": Rule(("이름",)), "stop_id": Rule(("사업자등록번호",), "hash")}
    rest = {name: value for name, value in FULL.items() if name != "stop_id"}
    assert (
        "columns.stop_id: expected another heading" in complaints(columns=rules, constants=rest)[0]
    )


def test_drift_needs_a_mapping_that_remembers() -> None:
    assert drift_notes(RAW, Mapping("transit")) == []
    notes = drift_notes(RAW, Mapping("transit", headings=("이름", "옛")))
    assert [note.examples for note in notes] == [("사업자등록번호",), ("옛",)]
