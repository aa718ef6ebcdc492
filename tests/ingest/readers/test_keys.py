"""Rows without what they owe are refused; keys that stand twice are settled by a named rule."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.ingest.readers.account import Account
from clusterlab.ingest.readers.keys import require, settle_keys
from clusterlab.ingest.readers.mapping import Mapping, Rule
from clusterlab.ingest.readers.raw import Raw
from clusterlab.load.tables import table
from clusterlab.model.problem import DataError

FACTS = table("facts")


def frame(*rows: tuple[str, float]) -> pd.DataFrame:
    made = pd.DataFrame({name: [""] * len(rows) for name in FACTS.names}, dtype="str")
    for name in ("indicator", "unit", "as_of", "confidence", "source_id"):
        made[name] = "x"
    made["fact_id"] = pd.Series([row[0] for row in rows], dtype="str")
    made["value"] = [row[1] for row in rows]
    return made


def test_a_row_owes_its_required_cells_and_some_value() -> None:
    account = Account(3)
    require(frame(("1", 2.0), ("", 3.0), ("2", np.nan)), FACTS, np.arange(3), account)
    assert account.live.tolist() == [True, False, False]
    assert list(account.reasons()["refused"]) == [
        "fact_id: expected text; there is none",
        "expected a value in one of value, value_text",
    ]


def settle(rule: str, *rows: tuple[str, float], how: str = "heading") -> list[bool]:
    account = Account(len(rows))
    raw = Raw("f.csv", pd.DataFrame({"a": [""] * len(rows)}), np.arange(2, 2 + len(rows)), {})
    mapping = Mapping("facts", {"fact_id": Rule(("a",), how)}, read={"duplicates": rule})
    settle_keys(raw, frame(*rows), FACTS, np.arange(len(rows)), account, mapping)
    return [bool(part) for part in account.live]


def test_repeats_go_and_clashes_are_settled_by_the_rule() -> None:
    rows = (("1", 1.0), ("1", 1.0), ("2", 2.0), ("2", 3.0))
    assert settle("first", *rows) == [True, False, True, False]
    assert settle("last", *rows) == [True, False, False, True]
    with pytest.raises(DataError, match=r"1 key stands with different rows: 2 \(rows 4, 5\)"):
        settle("refuse", *rows)


def test_keys_of_their_own_are_left_alone() -> None:
    assert settle("refuse", ("1", 1.0), ("2", 1.0)) == [True, True]


@pytest.mark.parametrize("ids", ["1 2 3", "3 1 2", "10 9 8"])
def test_keys_in_any_order_may_differ(ids: str) -> None:
    assert all(settle("refuse", *((name, 1.0) for name in ids.split())))


@pytest.mark.parametrize("ids", ["1 2 2", "2 1 2", "1 1 2", "1 2 1"])
def test_a_repeat_is_found_in_any_order(ids: str) -> None:
    assert settle("refuse", *((name, 1.0) for name in ids.split())).count(False) == 1
