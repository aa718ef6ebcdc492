"""Each establishment is counted once, in one district, with the state that was asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, strategies as st

from clusterlab.load.organisations import COLUMNS, district_of, organisations
from clusterlab.load.package import read_package

Write = Callable[..., Path]
Firm = Callable[..., dict[str, Any]]


def grid(names: dict[str, shapely.Polygon], **roles: str) -> gpd.GeoDataFrame:
    role = [roles.get(name, "district") for name in names]
    return gpd.GeoDataFrame({"district_id": list(names), "role": role}, geometry=[*names.values()])


SQUARES = {
    "d4": shapely.box(0, 0, 1, 1),
    "d2": shapely.box(1, 0, 2, 1),
    "d3": shapely.box(0, 1, 1, 2),
    "d1": shapely.box(1, 1, 2, 2),
}


@pytest.mark.parametrize(
    ("x", "y", "district"),
    [(0.5, 0.5, "d4"), (1, 0.5, "d2"), (0.5, 1, "d3"), (1, 1, "d1"), (0, 0, "d4"), (2.1, 0, None)],
)
def test_a_point_on_a_border_belongs_to_the_smallest_id(
    x: float, y: float, district: str | None
) -> None:
    for order in (list(SQUARES), sorted(SQUARES), sorted(SQUARES, reverse=True)):
        districts = grid({name: SQUARES[name] for name in order})
        found = district_of(gpd.GeoSeries([shapely.Point(x, y)]), districts)
        assert found.astype(object).where(found.notna(), None).tolist() == [district]


@given(st.lists(st.tuples(st.floats(-1, 3), st.floats(-1, 3)), min_size=1, max_size=20))
def test_points_and_squares_by_hand(points: list[tuple[float, float]]) -> None:
    found = district_of(gpd.GeoSeries([shapely.Point(*point) for point in points]), grid(SQUARES))
    for (x, y), name in zip(points, found, strict=True):
        covering = [
            square
            for square, outline in SQUARES.items()
            if outline.bounds[0] <= x <= outline.bounds[2]
            and outline.bounds[1] <= y <= outline.bounds[3]
        ]
        assert name == min(covering) if covering else name != name


def test_only_districts_take_points_and_no_point_has_none() -> None:
    districts = grid({"a": SQUARES["d4"], "b": SQUARES["d4"]}, a="whole")
    districts.loc[2] = ["c", "district", None]
    found = district_of(gpd.GeoSeries([shapely.Point(0.5, 0.5), None]), districts)
    assert found[0] == "b"
    assert found.isna().tolist() == [False, True]


def test_all_kinds_stand_in_one_table(write: Write, firm: Firm) -> None:
    placed = {"lon": "126.835", "lat": "37.565", "location_basis": "block", "uncertainty_m": "200"}
    common = {"status": "present", "confidence": "B", "source_id": "s1"}
    rows = [
        firm(),
        firm(firm_id="f2", listing="register", same_as="f1"),
        firm(firm_id="f3", status="pledged"),
        firm(firm_id="f4", lon="", lat="", uncertainty_m="", location_basis="none"),
        firm(firm_id="f5", kind="anchor", district_id="d2"),
    ]
    university = {"campus_id": "u1", "name_ko": "대학", "students": "10"} | placed | common
    hospital = {"institution_id": "i1", "name_ko": "병원", "kind": "hospital"} | placed | common
    files = {"firms.csv": rows, "universities.csv": [university], "institutions.csv": [hospital]}
    package = read_package(write(files))
    table = organisations(package.tables)
    assert list(table.columns) == [*COLUMNS, "geometry"]
    assert table.crs == "EPSG:4326"
    told = table[["organisation_id", "type", "district_id"]].astype(object)
    assert told.where(told.notna(), None).values.tolist() == [
        ["f1", "firm", "d1"],
        ["f4", "firm", None],
        ["f5", "anchor", "d2"],
        ["u1", "university", "d2"],
        ["i1", "hospital", "d2"],
    ]
    assert table.geometry.notna().tolist() == [True, False, True, True, True]
    everyone = organisations(package.tables, include=("present", "pledged"))
    assert sorted(everyone["organisation_id"]) == ["f1", "f3", "f4", "f5", "i1", "u1"]
    assert list(package.tables["firms"]["firm_id"]) == ["f1", "f2", "f3", "f4", "f5"]


def test_an_unknown_status_is_refused(write: Write) -> None:
    package = read_package(write())
    with pytest.raises(ValueError, match=r'"presnt" \(did you mean "present"\?\)'):
        organisations(package.tables, include=("presnt",))
