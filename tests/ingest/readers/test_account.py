"""Rows are used, set aside or refused, once each, and the account adds up."""

import numpy as np
import pandas as pd

from clusterlab.ingest.readers.account import Account, side_table
from clusterlab.ingest.readers.fault import Fault
from clusterlab.ingest.readers.raw import Raw, RefusedRow


def test_the_first_reason_stands_and_the_counts_add_up() -> None:
    account = Account(5)
    account.set_aside([0], "a sum")
    account.refuse([0, 1], "bad", column="jobs", value="-1")
    account.add([Fault(0, "since", "x", "a date", refuses_row=False)], np.array([3]))
    account.add([Fault(1, "lon", "0", "a place", refuses_row=True)], np.array([3, 4]))
    assert account.counts() == {"used": 2, "set_aside": 1, "refused": 2}
    assert account.live.tolist() == [False, False, True, True, False]
    assert account.reasons() == {
        "set aside": {"a sum": 1},
        "refused": {"jobs: bad": 1, "lon: expected a place": 1},
        "cell left empty": {"since: expected a date": 1},
    }


def test_the_side_table_holds_the_rows_without_personal_columns() -> None:
    cells = pd.DataFrame({"row": ["a", "b"], "대표자명": ["김", "이"]}, dtype="str")
    raw = Raw("t.csv", cells, np.array([2, 3]), {}, refused=(RefusedRow(4, "1 field", "c"),))
    account = Account(2)
    account.refuse([1], "bad", column="x", value="v")
    side = side_table(raw, account)
    assert list(side) == ["row", "state", "column", "value", "reason", "row (file)"]
    assert side.to_numpy().tolist() == [
        ["3", "refused", "x", "v", "bad", "b"],
        ["4", "refused", "", "c", "1 field", ""],
    ]


def test_nothing_left_out_is_an_empty_table() -> None:
    raw = Raw("t.csv", pd.DataFrame({"a": ["1"]}, dtype="str"), np.array([2]), {})
    assert side_table(raw, Account(1)).empty
