"""A problem prints as one line that names file, row, column, value and rule."""

import pytest
from hypothesis import given, strategies as st

from clusterlab.model.problem import (
    SHOWN_PROBLEMS,
    SHOWN_ROWS,
    DataError,
    Problem,
    UnknownCluster,
    folded,
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
    problems = [Problem("f", row, "", None, f"x{row}") for row in range(1, SHOWN_PROBLEMS + 4)]
    error = DataError(problems)
    assert error.problems == tuple(problems)
    lines = str(error).splitlines()
    assert len(lines) == SHOWN_PROBLEMS + 1
    assert lines[0] == "f: row 1: expected x1"
    assert lines[-1].startswith("… and 3 more")
    assert str(DataError(problems[:1])) == "f: row 1: expected x1"


def test_many_rows_with_one_problem_are_one_line_that_names_the_first_of_them() -> None:
    alike = [Problem("f.csv", row, "source_id", "s", "a name") for row in range(2, 2302)]
    others = [
        Problem("f.csv", 3, "kind", "s", "a name"),
        Problem("f.csv", 4, "source_id", "t", "a name"),
        Problem("g.csv", 2, "source_id", "s", "a name"),
    ]
    line = (
        "f.csv: rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 … and 2,290 more: "
        'column source_id: value "s": expected a name'
    )
    rest = [str(problem) for problem in others]
    assert folded([others[0], *alike[:1], others[1], *alike[1:], others[2]]) == [
        rest[0],
        line,
        *rest[1:],
    ]
    assert str(DataError(alike)) == line


def test_few_rows_and_problems_without_a_row_stay_lines_of_their_own() -> None:
    few = [Problem("f.csv", row, "kind", "s", "a name") for row in range(2, 2 + SHOWN_ROWS)]
    assert folded(few) == [str(problem) for problem in few]
    whole = [Problem("f.csv", 0, "kind", str(at), "a name") for at in range(2 * SHOWN_ROWS)]
    assert folded(whole) == [str(problem) for problem in whole]
    told = [Problem("f.csv", at, "", None, "", f"it is {at}") for at in range(2 * SHOWN_ROWS)]
    assert folded(told) == [str(problem) for problem in told]


def test_many_features_are_called_features() -> None:
    many = [Problem("f.geojson", at, "", None, "a Polygon") for at in range(1, 14)]
    assert folded(many) == [
        "f.geojson: features 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 … and 3 more: expected a Polygon"
    ]


def test_an_unknown_cluster_lists_the_known_ones_and_the_nearest() -> None:
    with pytest.raises(UnknownCluster) as caught:
        raise UnknownCluster("Magock", ["magok", "osong"])
    assert str(caught.value).startswith(
        'There is no cluster "Magock" (did you mean "magok"?). The clusters are magok, osong;'
    )
