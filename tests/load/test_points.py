"""A row's point is whole, possible, and says how it was found and how far it may be off."""

import pytest

from clusterlab.load.points import point_problems


def told(lon: str, lat: str, basis: str = "register", uncertainty: str = "30") -> list[str]:
    cells = {
        "lon": [lon],
        "lat": [lat],
        "location_basis": [basis],
        "uncertainty_m": [uncertainty],
    }
    return [str(problem) for problem in point_problems(cells, lines=[2], file="f.csv")]


def test_a_good_point_and_no_point_are_fine() -> None:
    assert told("126.8", "37.5") == []
    assert told("", "", "none", "") == []


@pytest.mark.parametrize(
    ("row", "told_of"),
    [
        (("126.8", ""), "column lat: expected a value, as lon has one"),
        (("", "37.5"), "column lon: expected a value, as lat has one"),
        (("37.56", "126.82"), 'column lon, lat: value "37.56, 126.82": expected longitude before'),
        (("126.8", "37.5", "register", ""), "column uncertainty_m: expected how far the point may"),
        (("126.8", "37.5", "none"), 'column location_basis: value "none": expected how the point'),
        (("", "", "dong", ""), 'column location_basis: value "dong": expected "none", as lon and'),
    ],
)
def test_faults(row: tuple[str, ...], told_of: str) -> None:
    (line,) = told(*row)
    assert line.startswith(f"f.csv: row 2: {told_of}")


def test_a_cell_that_is_no_number_is_left_to_its_column() -> None:
    assert told("east", "37.5") == []
