"""Investors that add up pass; those that do not are told in one line."""

import pandas as pd
import pytest

from clusterlab.invest import check_investors

FUNDS = pd.DataFrame({"fund_id": ["f", "f", "g"], "size": [100.0, 120.0, None]})


def account(fund="f", **columns):
    rows = pd.DataFrame({"amount": [None, None], "share_pct": [None, None]}, dtype=float)
    return rows.assign(fund_id=fund, as_of="2024", source_id="s", **columns)


@pytest.mark.parametrize(
    "investors",
    [
        account(amount=[70.0, 50.0]),
        account(amount=[70.0, 50.2]),
        account(share_pct=[33.3, 66.5]),
        account(share_pct=[33.3, None]),
        account("g", amount=[1e6, 1e6]),
        account("unknown", amount=[1.0, 1.0]),
    ],
)
def test_in_order(investors):
    check_investors(investors, FUNDS)


@pytest.mark.parametrize(
    ("investors", "message"),
    [
        (account(amount=[70, 51]), "'f', row 2: amounts sum to 121, above the size 120"),
        (account(share_pct=[60, 50]), "'f', row 2: share_pct sums to 110; shares must sum to 100"),
        (account(share_pct=[60, 30]), "sums to 90"),
        (account(amount=[1, -2]), "'f', row 3: amount must be zero or more, not -2"),
    ],
)
def test_disorder_is_one_line(investors, message):
    with pytest.raises(ValueError, match=message) as caught:
        check_investors(investors, FUNDS)
    assert "\n" not in str(caught.value)


def test_accounts_of_two_dates_are_not_added_up():
    later = account(amount=[70, 50]).assign(as_of="2025")
    check_investors(pd.concat([account(amount=[60, 40]), later], ignore_index=True), FUNDS)
