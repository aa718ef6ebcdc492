"""What a page writes is read back, and full values are taken only where they fit."""

from hypothesis import given, strategies as st

from clusterlab.model.numbers import written
from clusterlab.report.exports import cells


@given(st.floats(-1e12, 1e12), st.sampled_from(["plain", "percent", "whole", "one"]))
def test_what_a_page_writes_is_read_back_within_its_last_digit(value, how):
    text = written(value, how)
    cell = cells.read(text)
    if text.startswith(("<", ">", "−<")):  # A bound is no number, and stays a text.
        assert cell is None
        return
    assert cell is not None
    assert abs(cell.value - value) <= cell.half * (1 + 1e-6) + 1e-9 * abs(value)


def table(*rows, numbers=(False, True)):
    columns = [{"label": str(n), "number": number} for n, number in enumerate(numbers)]
    return {"columns": columns, "rows": [list(row) for row in rows]}


def metrics(*values, measure="m"):
    return {"rows": [{"measure": measure, "value": value} for value in values]}


def test_ids_and_dates_are_no_numbers():
    found = cells.numeric(table(["04", "2024-06"], ["11", "2023"], numbers=(False, False)))
    assert found == [False, False]
    assert cells.numeric(table(["0.1"], ["5"], numbers=(False,))) == [True]


def test_the_full_value_is_taken_where_every_row_rounds_to_it():
    block = table(["a", "12.3%"], ["b", "50.0%"])
    assert cells.full_values(block, [metrics(0.12345, 0.5)]) == {1: [0.12345, 0.5]}
    assert cells.full_values(block, [metrics(0.129, 0.5)]) == {}
    assert cells.full_values(block, [metrics(0.12345, 0.5), metrics(0.1231, 0.5)]) == {}
    assert cells.full_values(block, [metrics(0.12345)]) == {}


def test_a_single_whole_number_proves_nothing():
    assert cells.full_values(table(["a", "1"]), [metrics(0.872)]) == {}
