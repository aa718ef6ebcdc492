"""Flows that contradict what is known of their fund are refused in one line."""

import pandas as pd
import pytest

from clusterlab.model.flows import signed_flows
from clusterlab.model.fund_contradictions import against_fund

FLOWS = signed_flows(
    pd.DataFrame(
        {"fund_id": ["a", "a"], "date": ["2020-05-01", "2021-05-01"],
         "kind": ["call", "distribution"], "amount": [90.0, 20.0]}
    )
)  # fmt: skip


def known(**row) -> pd.DataFrame:
    return pd.DataFrame([{"fund_id": "a"} | row])


def test_flows_that_fit_are_let_through() -> None:
    against_fund("a", FLOWS, known(size=100.0, vintage=2020))
    against_fund("a", FLOWS, known())


@pytest.mark.parametrize(
    ("funds", "message"),
    [
        (known().iloc[:0], "not in the table of funds"),
        (known(vintage=2021), "must not be after it"),
        (known(size=8.0), "must be in one unit"),
    ],
)
def test_contradictions_are_named(funds, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        against_fund("a", FLOWS, funds)
