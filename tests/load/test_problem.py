"""A problem prints as one line that names file, row, column, value and rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterlab.load.problem import (
    SHOWN_PROBLEMS,
    DataError,
    Problem,
    UnknownCluster,
    meant,
    nearest,
    shown,
    sort_problems,
)


def test_a_problem_reads_as_a_sentence() -> None:
    problem = Problem("firms.csv", 12, "employees", "-3", "a number of 0 or more")
    assert str(problem) == (
        'firms.csv: row 12: column employees: value "-3": expected a number of 0 or more'
    )
    assert str(Problem("d.geojson", 2, "", None, "a Polygon")) == (
        "d.geojson: feature 2: expected a Polygon"
    )


@given(st.text())
def test_a_value_is_shown_on_one_short_line(value: str) -> None:
    line = shown(value)
    assert len(line.splitlines()) == 1
    assert len(line) < 400
    assert not any(sign in line for sign in "\u202e\u2066\x1b\x00")


def test_problems_are_sorted_by_file_then_row_as_numbers() -> None:
    rows = [("b", 2), ("a", 10), ("a", 9), ("a", 9)]
    problems = [Problem(file, row, "", None, "x") for file, row in rows]
    assert [(p.file, p.row) for p in sort_problems(problems)] == [("a", 9), ("a", 10), ("b", 2)]


def test_the_nearest_name_is_found_and_a_far_one_is_not() -> None:
    assert nearest("employes", ["industry", "employees"]) == "employees"
    assert nearest("Startup", ["startup", "firm"]) == "startup"
    assert nearest("xyz", ["startup", "firm"]) == ""
    assert meant("firn", ["firm"]) == ' (did you mean "firm"?)'


def test_a_data_error_lists_problems_and_says_how_many_more() -> None:
    problems = [Problem("f", row, "", None, "x") for row in range(1, SHOWN_PROBLEMS + 4)]
    error = DataError(problems)
    assert error.problems == tuple(problems)
    lines = str(error).splitlines()
    assert len(lines) == SHOWN_PROBLEMS + 1
    assert lines[0] == "f: row 1: expected x"
    assert lines[-1].startswith("… and 3 more")
    assert str(DataError(problems[:1])) == "f: row 1: expected x"


def test_an_unknown_cluster_lists_the_known_ones_and_the_nearest() -> None:
    with pytest.raises(UnknownCluster) as caught:
        raise UnknownCluster("Magock", ["magok", "osong"])
    assert str(caught.value).startswith(
        'There is no cluster "Magock" (did you mean "magok"?). The clusters are magok, osong;'
    )
