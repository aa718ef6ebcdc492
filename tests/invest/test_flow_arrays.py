"""The quick look at flows lets through what `check_flows` lets through, and nothing else."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import check_flows
from clusterlab.invest._flow_arrays import flow_arrays

GOOD = pd.DataFrame(
    {
        "fund_id": "a",
        "date": ["2020-02-29", "2020-03-01", "2021-03-01"],
        "kind": ["call", "distribution", "nav"],
        "amount": [-100.0, 20.0, 110.0],
        "unit": "won",
    }
)


def test_days_money_and_kinds_are_those_of_the_check():
    for table in (GOOD, GOOD.assign(date=pd.to_datetime(GOOD["date"])), GOOD.drop(columns="kind")):
        quick, clean = flow_arrays(table), check_flows(table)
        assert np.diff(quick.days).tolist() == clean["date"].diff().dt.days[1:].tolist()
        assert quick.amounts.tolist() == clean["amount"].tolist()
    assert flow_arrays(GOOD).kinds.tolist() == [0, 1, 2]
    assert flow_arrays(GOOD.drop(columns="kind")).kinds is None


@pytest.mark.parametrize(
    "table",
    [
        GOOD.assign(date=["2020-02-29", "2020-02-29", "2020-02-30"]),
        GOOD.assign(date=["20200229", "20200301", "20210301"]),
        GOOD.assign(date=["2020-W09-6", "2020-W09-7", "2020-W10-1"]),
        GOOD.assign(date=[20200229, 20200301, 20210301]),
        GOOD.assign(date=[None, "2020-03-01", "2021-03-01"]),
        GOOD.assign(date=pd.to_datetime([None, "2020-03-01", "2021-03-01"])),
        GOOD.assign(amount=[-100, np.nan, 110]),
        GOOD.assign(amount=[-100, np.inf, 110]),
        GOOD.assign(amount=["-100", "x", "110"]),
        GOOD.assign(amount=[100.0, -20, 110]),
        GOOD.assign(amount=[-100.0, -20, 110]),
        GOOD.assign(kind=["call", "exit", "nav"]),
        GOOD.assign(kind=["call", None, "nav"]),
        GOOD.assign(unit=["won", "won", "억원"]),
        GOOD.assign(unit=["won", "won", ""]),
        GOOD.assign(currency=[None, "KRW", "KRW"]),
        GOOD.drop(columns="amount"),
        GOOD.iloc[:0],
    ],
)
def test_what_the_check_refuses_is_not_let_through(table):
    with pytest.raises(ValueError, match=r"."):
        check_flows(table)
    assert flow_arrays(table) is None


def test_random_tables_are_let_through_only_where_the_check_agrees():
    rng = np.random.default_rng(1)
    through = 0
    for _ in range(300):
        size = int(rng.integers(1, 5))
        days = np.datetime64("2020-01-01") + np.sort(rng.integers(0, 6, size))
        if rng.random() < 0.2:
            days = days[::-1]
        table = pd.DataFrame(
            {
                "date": days.astype(str),
                "kind": rng.choice(["call", "distribution", "nav"], size),
                "amount": rng.integers(-2, 3, size),
            }
        )
        quick = flow_arrays(table)
        try:
            clean = check_flows(table)
        except ValueError:
            assert quick is None, table
            continue
        # What is to be sorted, or signed by kind, is left to the check.
        assert (quick is None) == bool(clean.attrs.get("notes", []) not in ([], ["equal_flows"]))
        if quick is not None:
            assert quick.amounts.tolist() == clean["amount"].tolist()
            through += 1
    assert 15 < through < 270


def test_moments_with_a_zone_are_left_to_the_check():
    zoned = GOOD.assign(date=pd.to_datetime(GOOD["date"]).dt.tz_localize("Asia/Seoul"))
    assert flow_arrays(zoned) is None
    assert len(check_flows(zoned)) == 3
