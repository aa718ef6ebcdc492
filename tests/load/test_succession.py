"""Organisations taken over or renamed, before and after the date of the change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import clusterlab as cl
from clusterlab.load.check import check
from clusterlab.load.organisations import organisations
from clusterlab.load.package import read_package

Write = Callable[..., Path]
Firm = Callable[..., dict[str, Any]]


def names_of(folder: Path) -> list[str]:
    found: list[str] = organisations(read_package(folder).tables)["name_ko"].tolist()
    return found


@pytest.mark.parametrize(("day", "there"), [("2023-12", True), ("2100-01", False), ("2023", True)])
def test_a_row_taken_over_is_present_until_then(
    write: Write, firm: Firm, day: str, there: bool
) -> None:
    # The folder of the fixtures is of one date: the change is moved around it.
    rows = [
        firm(succeeded_by="f2", changed_on=day),
        firm(firm_id="f2", name_ko="다라", succeeded_by="", changed_on=""),
    ]
    folder = write({"firms.csv": rows})
    assert (len(names_of(folder)) == 1) is there
    firms = read_package(folder).tables["firms"].set_index("firm_id")
    assert (firms.loc["f1", "status"] == "left") is there


def test_a_renamed_row_stays_one_organisation_under_its_new_name(write: Write, firm: Firm) -> None:
    folder = write({"firms.csv": [firm(renamed_to="새이름", changed_on="2021-07-01")]})
    assert names_of(folder) == ["새이름"]
    late = write({"firms.csv": [firm(renamed_to="새이름", changed_on="2100")]}, slug="late")
    assert names_of(late) == ["가나바이오"]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"succeeded_by": "q", "changed_on": "2024"}, "expected a firm_id of the table firms"),
        ({"succeeded_by": "f1", "changed_on": "2024"}, "expected the firm_id of another row"),
        ({"renamed_to": "새이름"}, "column changed_on: expected a date"),
        (
            {"renamed_to": "새이름", "changed_on": "2024", "change_source_id": "q"},
            "expected a source_id of the table sources",
        ),
    ],
)
def test_what_a_change_needs(write: Write, firm: Firm, changes: dict[str, str], line: str) -> None:
    (problem,) = check(write({"firms.csv": [firm(**changes)]}))
    assert line in str(problem)


def test_built_in_rows_that_aged() -> None:
    present = {slug: set(cl.load(slug).organisations()["name_ko"]) for slug in
               ("magok", "incheon", "osong")}  # fmt: skip
    assert "LX하우시스" in present["magok"] and "LG하우시스" not in present["magok"]
    assert {"셀트리온"} <= present["incheon"] and "셀트리온헬스케어" not in present["incheon"]
    assert "HK이노엔 오송제약공장" in present["osong"]
    assert sum("오스템임플란트" in name for name in present["magok"]) == 1
