"""A table comes back as it was written, typed, or with all that is wrong in it."""

import csv
import io
from typing import Any

import geopandas as gpd
import pytest
from hypothesis import given, strategies as st

from clusterlab.load.sheet import read_sheet
from clusterlab.load.tables import table

FACTS = table("facts")
texts = (
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)
    .map(lambda text: __import__("unicodedata").normalize("NFC", text))
    .filter(lambda text: "\ufffd" not in text and "@" not in text and not text[0].isdigit())
)
facts = st.fixed_dictionaries(
    {
        "fact_id": texts,
        "indicator": texts,
        "value": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "value_text": texts,
        "unit": texts,
        "as_of": st.sampled_from(["2024", "2024-06", "2024-06-30"]),
        "confidence": st.sampled_from(["A", "B", "C"]),
        "source_id": texts,
        "note": st.none() | texts,
    }
)


def as_csv(rows: list[dict[str, Any]], names: tuple[str, ...]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


@given(st.lists(facts, min_size=1, max_size=6))
def test_every_row_read_equals_the_row_written(rows: list[dict[str, Any]]) -> None:
    sheet = read_sheet(as_csv(rows, FACTS.names), FACTS, "facts.csv")
    assert sheet.problems == []
    assert list(sheet.frame.columns) == list(FACTS.names)
    back = sheet.frame.astype(object).where(sheet.frame.notna(), None).to_dict("records")
    assert back == rows
    assert sheet.lines == [place + 2 for place in range(len(rows))]


def test_points_become_geometry_in_degrees() -> None:
    stop = {"stop_id": "s", "name_ko": "역", "line": "1", "mode": "metro", "lon": "126.8"}
    stop |= {"lat": "37.5", "uncertainty_m": "10", "source_id": "s1"}
    frame = read_sheet(as_csv([stop], tuple(stop)), table("transit"), "t.csv").frame
    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    assert (frame.geometry[0].x, frame.geometry[0].y) == (126.8, 37.5)
    assert frame["opened"].isna().all()


def test_a_cell_is_told_with_the_word_that_was_meant() -> None:
    header = "firm_id,name_ko,kind,sector,status,listing,location_basis,confidence,source_id\n"
    row = "f1,가,frim,bio,here,curated,none,A,s1\n"
    sheet = read_sheet((header + row).encode(), table("firms"), "firms.csv")
    assert sorted(str(problem) for problem in sheet.problems) == [
        (
            'firms.csv: row 2: column kind: value "frim": expected one of anchor, firm, startup '
            '(did you mean "firm"?)'
        ),
        (
            'firms.csv: row 2: column status: value "here": expected one of present, planned, '
            "pledged, left"
        ),
    ]


def test_each_wrong_cell_is_told_once() -> None:
    data = b"fund_id,date,kind,amount\nf,2024-13-01,call,-5\n,2024-01-01,cal,x\n"
    sheet = read_sheet(data, table("cash_flows"), "c.csv")
    told = sorted((problem.row, problem.column) for problem in sheet.problems)
    assert told == [(2, "amount"), (2, "date"), (3, "amount"), (3, "fund_id"), (3, "kind")]


@pytest.mark.parametrize(("name", "problems"), [("firms", 1), ("funds", 0)])
def test_a_header_alone_is_enough_for_a_table_that_is_not_needed(name: str, problems: int) -> None:
    data = (",".join(table(name).names) + "\n").encode()
    sheet = read_sheet(data, table(name), f"{name}.csv")
    assert len(sheet.frame) == 0
    assert [str(problem) for problem in sheet.problems] == (
        ["firms.csv: expected at least one row"] * problems
    )
