"""A file and a mapping become rows; every other row is accounted for."""

import gc

import numpy as np
import pandas as pd
import pytest

from clusterlab.ingest.readers.crs_guess import Ground
from clusterlab.ingest.readers.fit import Reading, fit
from clusterlab.ingest.readers.mapping import Mapping, Rule
from clusterlab.ingest.readers.raw import Raw, RefusedRow
from clusterlab.load.schema import dtype
from clusterlab.load.tables import table
from clusterlab.model.problem import DataError

LAND = Ground((126.76, 37.52, 126.91, 37.61))
COLUMNS = {
    name: Rule((name,))
    for name in ("firm_id", "name_ko", "employees", "since", "lon", "lat", "note")
}
CONSTANTS = {
    "kind": "firm",
    "sector": "bio",
    "status": "present",
    "listing": "register",
    "location_basis": "register",
    "uncertainty_m": "30",
    "confidence": "A",
    "source_id": "s1",
}
GOOD = ("1", "가나", "5", "2020", "126.8234", "37.5634", "")


def raw(*rows: tuple[str, ...], refused: tuple[RefusedRow, ...] = ()) -> Raw:
    cells = pd.DataFrame(list(rows), columns=list(COLUMNS), dtype="str")
    return Raw("f.csv", cells, np.arange(2, len(cells) + 2), {}, refused=refused)


def read(*rows: tuple[str, ...], **parts: object) -> Reading:
    mapping = Mapping("firms", COLUMNS, CONSTANTS, **parts)  # type: ignore[arg-type]  # named by each test
    return fit(raw(*rows), mapping, ground=LAND)


def row(**changes: str) -> tuple[str, ...]:
    return tuple((dict(zip(COLUMNS, GOOD, strict=True)) | changes).values())


def test_rows_come_typed_and_placed() -> None:
    frame = read(row(), row(firm_id="2", lon="", lat="", employees="")).frame
    assert list(frame.columns) == [*table("firms").names, "geometry"]
    for column in table("firms").columns:
        assert str(frame[column.name].dtype) == dtype(column), column.name
    assert frame.crs == "EPSG:4326"
    assert frame["location_basis"].tolist() == ["register", "none"]
    assert frame["uncertainty_m"].isna().tolist() == [False, True]
    assert frame.geometry[1] is None
    assert np.isnan(frame["employees"][1])


def test_the_account_adds_up_and_names_each_reason() -> None:
    reading = read(
        row(),
        row(firm_id="2", name_ko=""),
        row(firm_id="3", employees="-4"),
        row(firm_id="4", lon="37.56", lat="126.82"),
        row(firm_id="5", lon="129", lat="35"),
        row(firm_id="6", since="언젠가"),
        row(firm_id="7", name_ko="합계"),
        row(),
        tuple("" for _ in COLUMNS),
    )
    account = reading.account
    assert account["rows"] == 9 == account["used"] + account["set_aside"] + account["refused"]
    assert account["used"] == 2
    assert reading.rows.tolist() == [2, 7]
    refused = " ".join(account["reasons"]["refused"])
    assert "name_ko: expected text; there is none" in refused
    assert "employees: expected a number of 0 or more" in refused
    assert "look swapped" in refused and "N; outside" in refused
    aside = " ".join(account["reasons"]["set aside"])
    assert "a sum of other rows" in aside and "a repeat of a row" in aside and "empty row" in aside
    assert list(account["reasons"]["cell left empty"]) == [
        "since: expected a date such as 2023-06-01, 2023. 6. 1., 20230601, 2023년 6월 or 2023"
    ]
    assert reading.side["row"].tolist() == ["3", "4", "5", "6", "7", "8", "9", "10"]


def test_rows_that_could_not_be_split_are_counted() -> None:
    mapping = Mapping("firms", COLUMNS, CONSTANTS)
    reading = fit(raw(row(), refused=(RefusedRow(3, "2 fields", "a,b"),)), mapping, ground=LAND)
    assert (reading.account["rows"], reading.account["refused"]) == (2, 1)
    assert reading.account["reasons"]["refused"] == {"2 fields": 1}


def test_ids_that_stand_twice_with_different_rows_need_a_rule() -> None:
    rows = (row(), row(name_ko="다라"))
    with pytest.raises(DataError, match=r"1 key stands with different rows: 1 \(rows 2, 3\)"):
        read(*rows)
    assert read(*rows, read={"duplicates": "first"}).frame["name_ko"].tolist() == ["가나"]
    last = read(*rows, read={"duplicates": "last"})
    assert last.frame["name_ko"].tolist() == ["다라"]
    assert "the last row is kept" in " ".join(last.account["reasons"]["set aside"])


def test_suppressed_cells_are_remarked_and_never_0() -> None:
    frame = read(row(employees="X", note="말"), row(firm_id="2", employees="0")).frame
    assert np.isnan(frame["employees"][0]) and frame["employees"][1] == 0
    assert frame["note"][0] == "말; employees suppressed by the publisher"
    assert pd.isna(frame["note"][1])


def test_coarse_points_are_no_surer_than_their_digits() -> None:
    reading = read(row(lon="126.82", lat="37.56"))
    assert reading.frame["uncertainty_m"][0] == 1113
    assert any(note.code == "rounded" for note in reading.notes)


def test_rows_are_kept_and_left_out_by_the_mapping() -> None:
    rows = (row(note="a"), row(firm_id="2", note="b"), row(firm_id="3"))
    assert read(*rows, keep={"note": ("a", "b")}).frame["firm_id"].tolist() == ["1", "2"]
    assert read(*rows, leave_out={"note": ("*",)}).frame["firm_id"].tolist() == ["3"]
    with pytest.raises(DataError, match="a heading of the file"):
        read(*rows, keep={"nota": ("a",)})


def test_a_mapping_for_another_file_is_refused_with_what_there_is() -> None:
    mapping = Mapping(
        "firms", COLUMNS | {"address": Rule(("주소",))}, CONSTANTS, headings=("주소",)
    )
    with pytest.raises(DataError) as caught:
        fit(raw(row()), mapping, ground=LAND)
    assert "주소: expected this heading for address" in str(caught.value)
    assert "The mapping was made for other headings." in str(caught.value)


def test_headings_that_came_or_went_are_told() -> None:
    said = " ".join(str(n) for n in read(row(), headings=("firm_id", "old")).notes)
    assert "headings are new since the mapping was made" in said
    assert "headings are gone since the mapping was made" in said


def test_what_a_person_must_say_is_asked_for() -> None:
    with pytest.raises(DataError) as caught:
        fit(raw(row()), Mapping("firms", COLUMNS, CONSTANTS | {"confidence": "?"}), ground=LAND)
    assert "--set confidence=" in str(caught.value)
    few = {name: value for name, value in CONSTANTS.items() if name not in {"kind", "source_id"}}
    with pytest.raises(DataError, match="kind: expected a heading or a constant"):
        fit(raw(row()), Mapping("firms", COLUMNS, few), ground=LAND)
    sourced = Mapping("firms", COLUMNS, few | {"kind": "firm"}, sources=({"name": "s9"},))
    assert fit(raw(row()), sourced, ground=LAND).frame["source_id"][0] == "s9"


def test_a_constant_must_fit_its_column() -> None:
    wrong = Mapping("firms", COLUMNS, CONSTANTS | {"uncertainty_m": "wide"})
    with pytest.raises(DataError, match='value "wide": expected a number of 0 or more'):
        fit(raw(row()), wrong, ground=LAND)


def test_a_table_without_points_and_with_a_flag() -> None:
    cells = pd.DataFrame({"지역": ["서울", "부산"], "수": ["X", ""]}, dtype="str")
    mapping = Mapping(
        "industries",
        {"region": Rule(("지역",)), "employees": Rule(("수",))},
        {
            "level": "sido",
            "industry": "C",
            "industry_name": "제조업",
            "year": "2020",
            "suppressed": "false",
            "source_id": "s1",
        },
    )
    reading = fit(Raw("f.csv", cells, np.array([2, 3]), {}), mapping)
    assert reading.frame["suppressed"].tolist() == [True]
    assert reading.frame["year"].dtype == "int64"
    assert "expected a value in one of" in " ".join(reading.account["reasons"]["refused"])


def test_columns_of_one_constant_do_not_change_together() -> None:
    frame = read(GOOD, ("2", *GOOD[1:])).frame
    frame.loc[0, "listing"] = "else"
    assert frame["location_basis"].tolist() == ["register", "register"]


def test_the_collector_is_left_as_it_was() -> None:
    was_on = gc.isenabled()
    try:
        for wanted in (True, False):
            (gc.enable if wanted else gc.disable)()
            read(GOOD)
            assert gc.isenabled() is wanted
    finally:
        (gc.enable if was_on else gc.disable)()
