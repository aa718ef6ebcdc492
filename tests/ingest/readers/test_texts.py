"""Text is shown as it is meant: no steering signs, no personal data, no broken letters."""

import pandas as pd

from clusterlab.ingest.readers.texts import Hints, hints_of, read_texts, resident_number


def test_unseen_signs_and_line_breaks_go_and_are_counted() -> None:
    read = read_texts(pd.Series(["가\u202e나", "다\n라", " 마 "], dtype="str"), "name_ko")
    assert read.series.tolist() == ["가나", "다 라", "마"]
    assert read.notes[0].count == 2


def test_personal_data_and_broken_letters_are_left_empty_and_listed_without_the_value() -> None:
    cells = pd.Series(["문의 010-1234-5678", "a@b.kr", "가\ufffd나", "바"], dtype="str")
    read = read_texts(cells, "note")
    assert read.series.tolist() == ["", "", "", "바"]
    assert [(f.at, f.value) for f in read.faults] == [(2, "가\ufffd나"), (0, ""), (1, "")]
    assert "mobile telephone number" in read.faults[1].expected
    assert "an e-mail address" in read.faults[2].expected


def test_na_is_a_name() -> None:
    assert read_texts(pd.Series(["NA", "None", "null"]), "name").series.tolist() == [
        "NA",
        "None",
        "null",
    ]


def test_hints_spare_a_search_and_find_what_is_there() -> None:
    def hints(*cells: str) -> Hints:
        return hints_of(pd.Series(list(cells), dtype="str"))

    assert hints("가나다", "123") == Hints(unseen=False, replaced=False, personal=False)
    assert hints("x", "a@b").personal and hints("\u202e").unseen and hints("\ufffd").replaced
    assert hints("7", "01012345678", "8").personal


def test_a_long_number_is_no_telephone() -> None:
    cells = pd.Series(["00010123456789", "2810-0101-2345678", "01012345678"], dtype="str")
    read = read_texts(cells, "firm_id")
    assert read.series.tolist() == ["00010123456789", "2810-0101-2345678", ""]


def test_a_resident_number_is_found_wherever_it_stands() -> None:
    frame = pd.DataFrame({"a": ["x", "y"], "b": ["1-2", "주민 900101-1234567"]}, dtype="str")
    assert resident_number(frame) == (1, "b")
    assert resident_number(frame[["a"]]) is None
    assert resident_number(pd.DataFrame({"a": ["1234567-1234567"]})) is None
