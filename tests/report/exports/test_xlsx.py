"""Every number of metrics.csv is in the workbook as a number, and nothing runs as a formula."""

import io

import openpyxl

from clusterlab.report.exports import xlsx


def opened(held):
    return openpyxl.load_workbook(io.BytesIO(xlsx.write(held)))


def test_figures_equal_the_metrics_one_by_one(held):
    sheet = opened(held).worksheets[1]
    for row, cells in zip(held.metrics, sheet.iter_rows(min_row=2, values_only=True), strict=True):
        assert cells[9:12] == (row["measure"], row["scope"], row["unit"])
        if row["value"]:
            assert cells[2] == float(row["value"])
        else:
            assert cells[2] is None
            assert cells[7]  # why
        assert cells[4] == (int(row["n"]) if row["n"] else None)


def test_a_table_has_a_sheet_with_full_values_and_its_texts_stay_texts(held):
    sheet = opened(held).worksheets[2]
    assert sheet.title == "01 Rates a b"
    # Shown as 12.3 % and 50.0 %, kept with all digits.
    assert [cell.value for cell in sheet["B"][1:]] == [0.123456789, 0.5]
    assert sheet["B2"].number_format == "0.0%"
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A3"].value) == ("=cmd()", "s", "01")


def test_a_long_table_is_whole(held):
    sheet = opened(held).worksheets[3]
    assert [cell.value for cell in sheet["B"][1:]] == list(range(1500))


def test_the_first_sheet_says_what_it_is(held):
    texts = [cell.value for cell in opened(held).worksheets[0]["B"]]
    assert held.heading in texts
    assert "Toys lead." in texts
    assert "2024-06" in texts
    assert any(text and "CC0" in text for text in texts)


def test_sources_are_listed(held):
    sheet = opened(held).worksheets[-1]
    assert [cell.value for cell in sheet["A"][1:]] == ["s1", "s2"]
    assert sheet["C3"].data_type == "s"


def test_the_same_report_gives_the_same_bytes(held):
    assert xlsx.write(held) == xlsx.write(held)


def test_sheet_names_are_valid_and_unique():
    names: list[str] = []
    for wanted in ["a" * 40, "A" * 40, "a" * 40, "x[1]:*?/\\", "", "'"]:
        names.append(xlsx.sheet_name(wanted, names))
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\'") & set(name) for name in names)


def test_a_date_that_is_none_does_not_stop_it():
    assert [xlsx.day(text).year for text in ("2024-06", "unknown", "2024-13-99")] == [
        2024,
        1980,
        1980,
    ]
