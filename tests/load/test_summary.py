"""The summary counts what a table holds; the gaps are what measures will miss."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusterlab.load.package import read_package
from clusterlab.load.summary import gaps, summary, without_rows


@pytest.fixture
def package(write: Callable[..., Path], firm: Callable[..., dict[str, Any]]) -> Any:
    rows = [
        firm(),
        firm(firm_id="f2", status="planned", confidence="C", employees="", uncertainty_m="800"),
        firm(
            firm_id="f3",
            lon="",
            lat="",
            uncertainty_m="",
            location_basis="none",
            employees="",
            confidence="B",
        ),
    ]
    fact = {"fact_id": "1", "indicator": "x", "value": "5", "unit": "m", "confidence": "A"}
    fact |= {"source_id": "s1"}
    facts = [fact | {"as_of": "2021-05"}, fact | {"fact_id": "2", "as_of": "2019"}]
    return read_package(write({"firms.csv": rows, "facts.csv": facts}))


def test_counts_by_hand(package: Any) -> None:
    counted = summary(package.tables, package.sources)
    assert list(counted.index) == ["districts", "firms", "facts"]
    firms = counted.loc["firms"]
    assert (firms["rows"], firms["present"], firms["planned"], firms["left"]) == (3, 2, 1, 0)
    assert (firms["A"], firms["B"], firms["C"]) == (1, 1, 1)
    assert (firms["placed"], firms["close"]) == (2, 1)
    assert (firms["first"], firms["last"]) == ("2024-05", "2024-05")
    facts = counted.loc["facts"]
    assert (facts["first"], facts["last"]) == ("2019", "2021-05")
    assert facts[["present", "placed"]].isna().all()


def test_gaps_are_what_measures_need(package: Any) -> None:
    found = gaps(package.tables).set_index(["table", "column"])
    assert found.loc[("firms", "employees"), "missing"] == pytest.approx(2 / 3)
    assert "job_density" in found.loc[("firms", "employees"), "needed_for"]
    assert found.loc[("firms", "lon"), "missing"] == pytest.approx(1 / 3)
    assert ("firms", "note") not in found.index
    assert ("funds", "") in found.index
    assert "funds" in without_rows(package.tables)
    assert "facts" not in without_rows(package.tables)
