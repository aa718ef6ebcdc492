"""A line of the size of a word keeps order, extremes and gaps."""

import re

import pytest

from clusterlab.draw.sparkline import HEIGHT_PX, WIDTH_PX, sparkline


def points(svg: str) -> list[tuple[float, float]]:
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)
    return [(float(x), float(y)) for x, y in found]


def test_the_last_point_is_on_the_right_and_the_highest_on_top() -> None:
    low, high, last = points(sparkline([2000, 2001, 2002], [1, 9, 5], label="x"))
    assert low[0] < high[0] < last[0] <= WIDTH_PX
    assert high[1] < last[1] < low[1] <= HEIGHT_PX


def test_time_is_drawn_to_scale() -> None:
    svg = sparkline([0, 1, 4], [1, 2, 3], label="x")
    steps = [float(b) - float(a) for a, b in re.findall(r"M([\d.]+) [\d.]+L([\d.]+)", svg)]
    assert steps[1] == pytest.approx(3 * steps[0], rel=0.01)


def test_a_gap_is_dashed_and_regular_steps_are_not() -> None:
    assert "stroke-dasharray" not in sparkline([2000, 2001, 2002], [1, 2, 3], label="x")
    gap = sparkline([2018, 2019, 2021, 2022], [1, 2, 3, 4], label="x")
    assert gap.count("stroke-dasharray") == 1


def test_what_is_told_is_escaped() -> None:
    assert 'aria-label="&lt;b&gt;"' in sparkline([0, 1], [1, 1], label="<b>")


@pytest.mark.parametrize(
    ("times", "values", "message"),
    [
        ([1], [1], "two points"),
        ([1, 2], [1], "two points"),
        ([2, 1], [1, 2], "must rise"),
        ([1, 1], [1, 2], "must rise"),
    ],
)
def test_what_is_no_series_is_refused(times: list, values: list, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sparkline(times, values, label="x")
