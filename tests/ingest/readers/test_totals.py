"""Sums, parents and remarks are found by rule, and nothing else is."""

import pandas as pd

from clusterlab.ingest.readers.totals import footnotes, label_columns, parent_rows, sum_rows


def frame(*rows: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=[f"c{i}" for i in range(len(rows[0]))], dtype="str")


def places(found: list) -> list[int]:
    return sorted(int(at) for group in found for at in group.places)


def test_sum_rows_are_found_in_label_columns() -> None:
    table = frame(
        ("서울시", "소계", "30"),
        ("서울시", "종로구", "10"),
        ("서울시", "중구", "20"),
        ("합계", "", "30"),
        ("", "일반산업단지 합계 : 6개", "9"),
        ("전국", "", "99"),
    )
    found = sum_rows(table)
    assert places(found) == [0, 3, 4, 5]
    assert "c0: 합계, 전국" in found[0].reason


def test_a_word_in_every_row_is_a_dimension_that_was_not_broken_down() -> None:
    assert sum_rows(frame(("합계", "종로구", "1"), ("합계", "중구", "2"))) == []


def test_a_wanted_total_is_kept() -> None:
    table = frame(("전국", "1"), ("서울", "2"))
    assert places(sum_rows(table)) == [0]
    assert sum_rows(table, kept={"c0": {"전국"}}) == []


def test_a_total_among_numbers_is_none() -> None:
    assert label_columns(frame(("a", "1,000", "x"), ("b", "2", "합계"))) == ["c0"]
    assert sum_rows(frame(("a", "1", "합계"), ("b", "2", "x"))) == []


def test_a_year_says_what_a_row_is_about() -> None:
    table = frame(("가", "2021", "합계", "9"), ("가", "2021", "1~4명", "9"))
    assert label_columns(table) == ["c0", "c1", "c2"]
    assert places(sum_rows(table)) == [0]


def test_remarks_end_a_table_but_not_its_middle() -> None:
    table = frame(("a", "b", "1"), ("※ 주", "", ""), ("c", "d", "2"), ("주1) 설명", "", ""))
    assert places(footnotes(table)) == [3]
    assert footnotes(frame(("a", "1"))) == []


def test_parents_are_left_out_where_their_children_add_up() -> None:
    table = frame(
        ("명지·녹산", "30"), ("   녹산", "10"), ("   명지", "20"), ("온수", "7"), ("강동", "5")
    )
    assert places(parent_rows(table)) == [0]


def test_indented_rows_that_add_up_to_nothing_are_no_children() -> None:
    assert parent_rows(frame(("가", "50"), ("   나", "10"), ("   다", "20"))) == []
    assert parent_rows(frame(("가", "50"), ("나", "50"))) == []
    assert parent_rows(frame(("가", "50"), ("   나", "50"), ("다", "1"))) == []
