"""Parts of funds that do not add up, and the built-in funds, which do."""

from pathlib import Path

import pandas as pd
import pytest

from clusterlab.invest import check_funds

ROOT = Path(__file__).parents[2] / "data"


def funds(**values):
    return pd.DataFrame([{"fund_id": "a", "size": 10}, {"fund_id": "f", **values}])


@pytest.mark.parametrize("cluster", ["korea", "magok", "incheon", "osong"])
def test_built_in_funds_add_up(cluster):
    table = pd.read_csv(ROOT / cluster / "funds.csv", dtype={"as_of": str})
    assert len(table) > 3
    check_funds(table)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"size": -5}, "size must be zero or more, not -5"),
        ({"size": 100, "lp_bank": 60, "lp_local_government": 50}, "size 100 is below the sum of"),
        ({"size": 100, "public": 60, "lp_policy_bank": 70}, "public 60 is below the sum of its"),
        ({"size": 100, "public": 60, "private": 30}, "public 60 and private 30 must sum to the"),
        (
            {"size": 100, "lp_bank": 60, "lp_other": 50},
            "size 100 is below the sum of its parts 110",
        ),
    ],
)
def test_parts_that_do_not_add_up(values, message):
    with pytest.raises(ValueError, match=f"Fund 'f', row 3: {message}") as caught:
        check_funds(funds(**values))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "values",
    [
        {"size": 100, "lp_bank": 20},
        {"size": 100.1, "public": 60, "private": 40},
        {"lp_bank": 20},
        {"size": 100, "public": 40, "lp_bank": 60},
        {},
    ],
)
def test_what_is_not_told_is_no_fault(values):
    check_funds(funds(**values))
