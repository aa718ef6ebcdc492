"""Deals that can be pass; the others are told in one line."""

import pandas as pd
import pytest

from clusterlab.invest import check_deals

DEALS = pd.DataFrame(
    {
        "deal_id": ["a", "b"],
        "fund_id": ["f", "f"],
        "firm_id": ["x", "y"],
        "date": ["2024-05", "2024"],
        "amount": [5.0, 5.0],
    }
)


def test_in_order():
    check_deals(DEALS)
    check_deals(DEALS, as_of="2024-05-02")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"amount": [5.0, 0.0]}, "Deal 'b', row 3: amount 0: must be above zero"),
        (
            {"date": ["2024-06", "2024"]},
            "row 2: date 2024-06: after the date of the data",
        ),
        ({"firm_id": ["x", "x"], "date": ["2024", "2024"]}, "row 3: amount 5: the same deal twice"),
    ],
)
def test_disorder_is_one_line(changes, message):
    with pytest.raises(ValueError, match=message) as caught:
        check_deals(DEALS.assign(**changes), as_of="2024-05")
    assert "\n" not in str(caught.value)
