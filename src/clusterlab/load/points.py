"""Rows placed by longitude and latitude: each point complete, possible, and its origin told."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..model.problem import Problem
from .choices import PLACED_BY
from .coordinates import WORLD, Extent, misplaced


def point_problems(
    cells: Mapping[str, Sequence[str]],
    *,
    lines: Sequence[int],
    file: str,
    extent: Extent = WORLD,
    graded: bool = True,
) -> list[Problem]:
    """Hold the points of a table against each other's columns and the extent.

    Parameters
    ----------
    cells : mapping
        Cells as written, of each column that is there.
    lines : sequence of int
        Line of each row.
    file : str
        Name in messages.
    extent : tuple of float
        West, south, east and north edge of where points may be [degree].
    graded : bool
        Whether the table says how far each point may be off.

    Returns
    -------
    list of Problem
        Half a point, a point that cannot be right, a point without its uncertainty, and a
        location_basis that does not fit. Cells that are no numbers are reported elsewhere.
    """
    empty = [""] * len(lines)
    columns = [cells.get(name, empty) for name in ("lon", "lat", "uncertainty_m")]
    bases: Sequence[str | None] = cells.get("location_basis", [None] * len(lines))
    problems: list[Problem] = []

    def report(line: int, column: str, value: Any, expected: str) -> None:
        problems.append(Problem(file, line, column, value, expected))

    for line, lon, lat, uncertainty, basis in zip(lines, *columns, bases, strict=True):
        if bool(lon) != bool(lat):
            gap, there = ("lat", "lon") if lon else ("lon", "lat")
            report(line, gap, None, f"a value, as {there} has one")
            continue
        wrong = _wrong(lon, lat, extent=extent)
        if wrong:
            report(line, "lon, lat", f"{lon}, {lat}", wrong)
        if graded and lon and not uncertainty:
            report(line, "uncertainty_m", None, "how far the point may be off, as there is one")
        if lon and basis == "none":
            report(line, "location_basis", basis, "how the point was found, as there is one")
        elif not lon and basis in PLACED_BY and basis != "none":
            report(line, "location_basis", basis, '"none", as lon and lat are empty')
    return problems


def _wrong(lon: str, lat: str, *, extent: Extent) -> str:
    try:
        return misplaced(float(lon), float(lat), extent=extent) if lon else ""
    except ValueError:
        return ""
