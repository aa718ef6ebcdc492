"""Headings are found below title lines, over several rows, and each gets one name."""

import pytest

from clusterlab.ingest.readers.header import Header, clean_heading, distinct, find_header
from clusterlab.model.problem import DataError


def names(rows: list[list[str]], **options: int) -> tuple[str, ...]:
    return find_header(rows, "t.csv", **options).names


def test_title_lines_are_passed_over_and_kept() -> None:
    rows = [["제목"], ["(단위: 백만원)"], [""], ["가", "나", "다"], ["x", "1", "2"]]
    found = find_header(rows, "t.csv")
    levels = {"가": ("가",), "나": ("나",), "다": ("다",)}
    assert found == Header(3, 1, ("가", "나", "다"), ("제목", "(단위: 백만원)"), levels)
    assert found.data == 4


def test_a_row_of_known_headings_is_the_header_though_titles_are_wide() -> None:
    rows = [["a", "b", "c"], ["상호명", "종업원수", "z"], ["가", "1", "2"]]
    assert find_header(rows, "t.csv").first == 1


def test_headings_of_kosis_repeat_the_first_and_hold_years() -> None:
    rows = [
        ["동별(1)", "동별(2)", "2021", "2021"],
        ["동별(1)", "동별(2)", "사업체수", "종사자수"],
        ["서울시", "종로구", "10", "20"],
    ]
    assert names(rows) == ("동별(1)", "동별(2)", "2021 / 사업체수", "2021 / 종사자수")


def test_merged_headings_name_their_parts() -> None:
    rows = [
        ["유형", "지정면적", "산업시설구역", "", "입주업체"],
        ["", "", "분양", "미분양", ""],
        ["국가", "1", "2", "3", "4"],
    ]
    want = ("유형", "지정면적", "산업시설구역 / 분양", "산업시설구역 / 미분양", "입주업체")
    assert names(rows) == want


def test_a_data_row_with_gaps_is_no_heading() -> None:
    assert find_header([["a", "b", "c"], ["", "x", "1"]], "t.csv").rows == 1
    assert find_header([["a", "b"], ["", "x"]], "t.csv").rows == 1


def test_a_declared_header_wins() -> None:
    rows = [["상호명", "종업원수"], ["a", "b"], ["c", "d"]]
    assert names(rows, first=2) == ("a", "b")
    assert names(rows, first=2, depth=2) == ("a / c", "b / d")
    with pytest.raises(DataError, match="row 9: expected a row of headings"):
        names(rows, first=9)


def test_a_file_without_headings_is_refused_with_its_first_lines() -> None:
    with pytest.raises(DataError, match=r'a row of headings; the file begins with "1 \| 2"'):
        names([["1", "2"], ["3", "4"]])


def test_names_are_tidy_and_distinct() -> None:
    assert names([[" 이름\n(가) ", "", "이름 (가)"], ["a", "b", "c"]]) == (
        "이름 (가)",
        "column 2",
        "이름 (가) (2)",
    )
    assert clean_heading("\ufeffid") == "id"
    assert distinct(["a", "a", "a (2)"]) == ["a", "a (2)", "a (2) (2)"]
