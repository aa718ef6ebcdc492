"""Rows are left out by rules that are named, and kept where the mapping says so."""

import numpy as np
import pandas as pd

from clusterlab.ingest.readers.account import Account
from clusterlab.ingest.readers.left_out import leave_out
from clusterlab.ingest.readers.mapping import Mapping, Rule
from clusterlab.ingest.readers.raw import Raw

CELLS = pd.DataFrame(
    {
        "지역": ["전국", "서울", "부산", "", "※ 주"],
        "구": ["", "강서구", "중구", " ", ""],
        "수": ["3", "1", "2", "", ""],
    },
    dtype="str",
)


def live(**parts: object) -> list[bool]:
    account = Account(len(CELLS))
    raw = Raw("f.csv", CELLS, np.arange(2, 7), {})
    leave_out(raw, Mapping("industries", **parts), account)  # type: ignore[arg-type]  # named by each test
    return [bool(part) for part in account.live]


def test_sums_empty_rows_and_remarks_go() -> None:
    assert live() == [False, True, True, False, False]


def test_totals_may_be_kept_all_or_one_word() -> None:
    assert live(read={"totals": "keep"})[0]
    rule = {"columns": {"level": Rule(("지역",))}, "meanings": {"level": {"전국": "nation"}}}
    assert live(**rule)[0]


def test_the_mapping_keeps_and_leaves_out() -> None:
    assert live(keep={"구": ("강서구",)}) == [False, True, False, False, False]
    assert live(leave_out={"구": ("중구",)}) == [False, True, False, False, False]
