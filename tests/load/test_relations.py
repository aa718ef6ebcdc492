"""Keys are unique, links lead somewhere, parts fit the whole."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusterlab.load.check import check

Write = Callable[..., Path]
Firm = Callable[..., dict[str, Any]]
FUND = {
    "fund_id": "a",
    "name": "A",
    "kind": "fund",
    "scope": "x",
    "size": "100",
    "public": "60",
    "private": "40",
    "lp_central_government": "",
    "lp_bank": "",
    "status": "formed",
    "as_of": "2024",
    "confidence": "B",
    "source_id": "s1",
}
UNITS = {
    f"funds.{name}": "100 million KRW"
    for name in ("size", "public", "private", "lp_central_government", "lp_bank")
}
LAND = {
    "district_id": "d1",
    "plan": "p",
    "category": "park",
    "category_published": "공원",
    "area_m2": "5",
    "as_of": "2024",
    "status": "plan",
    "method": "published",
    "confidence": "A",
    "source_id": "s1",
}


PLOT = {
    "parcel_id": "p",
    "zone": "z",
    "far_limit_pct": "250",
    "far_limit_high_pct": "350",
    "floor_built_m2": "100",
    "floor_total_m2": "180",
    "vacant": "false",
    "location_basis": "none",
    "source_id": "s1",
}


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in check(folder)]


def test_a_repeated_id_names_the_first_row_that_has_it(write: Write, firm: Firm) -> None:
    rows = [firm(), firm(firm_id="f2"), firm(name_ko="다른")]
    assert told(write({"firms.csv": rows})) == [
        'firms.csv: row 4: column firm_id: value "f1": expected each key once; row 2 has it too'
    ]


def test_a_fund_may_stand_twice_where_sources_disagree(write: Write) -> None:
    rows = [FUND, FUND | {"as_of": "2025"}]
    assert told(write({"funds.csv": rows}, meta={"money_unit": UNITS})) == []
    (line,) = told(write({"funds.csv": [FUND, FUND]}, meta={"money_unit": UNITS}, slug="twice"))
    assert 'column fund_id, as_of, source_id: value "a, 2024, s1": expected each key once' in line


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"source_id": "s11"},
            (
                'column source_id: value "s11": expected a source_id of the table sources '
                '(did you mean "s1"?)'
            ),
        ),
        (
            {"district_id": "x"},
            'column district_id: value "x": expected a district_id of the table districts',
        ),
        ({"same_as": "q"}, 'column same_as: value "q": expected a firm_id of the table firms'),
        ({"same_as": "f1"}, "expected the firm_id of a row that is counted"),
    ],
)
def test_links_lead_to_rows(write: Write, firm: Firm, changes: dict[str, str], line: str) -> None:
    (found,) = told(write({"firms.csv": [firm(**changes)]}))
    assert found.startswith("firms.csv: row 2: ")
    assert line in found


def test_a_link_to_a_table_that_is_not_there_is_left_alone(write: Write) -> None:
    building = {"building_id": "b", "parcel_id": "7-1", "main_use": "공장", "use_class": "factory"}
    building |= {"counted": "true", "location_basis": "none", "source_id": "s1"}
    assert told(write({"buildings.csv": [building]})) == []


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"private": "50"},
            'column public + private: value "110": expected no more than the size, 100, as the sum',
        ),
        ({"lp_central_government": "80", "lp_bank": "30"}, 'value "110": expected no more than'),
    ],
)
def test_parts_of_a_fund_fit_the_whole(write: Write, changes: dict[str, str], line: str) -> None:
    (found,) = told(write({"funds.csv": [FUND | changes]}, meta={"money_unit": UNITS}))
    assert line in found


def test_rounded_parts_and_parts_without_a_whole_are_let_through(write: Write) -> None:
    rows = [FUND | {"private": "40.5"}, FUND | {"fund_id": "b", "size": "", "private": "50"}]
    assert told(write({"funds.csv": rows}, meta={"money_unit": UNITS})) == []


def test_a_row_holds_at_least_one_value_unless_suppressed(write: Write) -> None:
    assert told(write({"land_use.csv": [LAND | {"area_m2": ""}]})) == [
        "land_use.csv: row 2: expected a value in one of area_m2, share_pct"
    ]
    row = {"region": "A", "level": "sido", "industry": "C", "industry_name": "제조업"}
    row |= {"year": "2023", "employees": "", "suppressed": "true", "source_id": "s1"}
    shown = row | {"industry": "D", "suppressed": "false"}
    (line,) = told(write({"industries.csv": [row, shown]}, slug="second"))
    assert line.startswith("industries.csv: row 3: expected a value in one of establishments,")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"far_limit_high_pct": "200"}, 'column far_limit_high_pct: value "200": expected 250 or'),
        ({"floor_total_m2": "90"}, 'column floor_total_m2: value "90": expected 100 or more'),
        ({"vacant": "true"}, 'column floor_built_m2: value "100": expected 0 or an empty cell'),
    ],
)
def test_floors_and_limits_of_a_plot_agree(
    write: Write, changes: dict[str, str], line: str
) -> None:
    (found,) = told(write({"parcels.csv": [PLOT | changes]}))
    assert found.startswith("parcels.csv: row 2: ")
    assert line in found


def test_a_plot_may_leave_unknown_what_is_not_known(write: Write) -> None:
    bare = dict.fromkeys(PLOT, "") | {"parcel_id": "q", "zone": "z", "source_id": "s1"}
    assert told(write({"parcels.csv": [PLOT, bare | {"location_basis": "none"}]})) == []
