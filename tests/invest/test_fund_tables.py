"""Flows of many funds are refused in the words and the order of the check of one."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import check_flows
from clusterlab.invest._fund_tables import fund_flows, laid_out
from clusterlab.invest.flows import as_day


def random_table(rng):
    size = int(rng.integers(1, 9))
    days = np.datetime64("2020-01-01") + rng.integers(0, 40, size)
    if rng.random() < 0.8:
        days = np.sort(days)
    amounts = rng.integers(1, 4, size).astype(float)
    kinds = rng.choice(["call", "distribution", "nav"], size)
    amounts[kinds == "call"] *= -1
    if rng.random() < 0.2:
        amounts[rng.integers(size)] *= -1
    table = pd.DataFrame(
        {"fund_id": rng.choice(["b", "a", "c"], size), "date": days.astype(str), "kind": kinds}
    )
    table["amount"] = amounts
    if rng.random() < 0.3:
        table["unit"] = np.where(rng.random(size) < 0.9, "won", "억원")
    return table


def said(work):
    try:
        work()
    except ValueError as problem:
        return str(problem)
    return ""


def test_the_same_is_said_as_fund_by_fund():
    rng = np.random.default_rng(2)
    limit = as_day("2020-02-05")
    refused = 0
    for _ in range(300):
        table = random_table(rng)

        def one_by_one(table=table):
            for _, rows in table.groupby("fund_id", sort=False):
                check_flows(rows, valuation_date=limit)

        told = said(one_by_one)
        assert said(lambda table=table: fund_flows(table, valuation_date=limit)) == told
        refused += told != ""
    assert 50 < refused < 250


def test_funds_stand_as_they_first_appear_and_rows_without_one_are_left_out():
    table = pd.DataFrame(
        {
            "fund_id": ["b", None, "a", "b"],
            "date": ["2020-01-01", "1999-01-01", "2020-01-05", "2020-01-03"],
            "amount": [-1, -9, -2, 3],
        }
    )
    told = fund_flows(table)
    assert told.funds == ["b", "a"]
    assert told.begins.tolist() == [0, 2, 3]
    assert (told.days - told.days[0]).tolist() == [0, 2, 4]
    assert told.kinds is None


def test_suspects_are_listed_without_being_refused():
    rows = {"fund_id": ["a", "b"], "date": ["2020-01-01", "x"], "amount": [-1, -1]}
    assert laid_out(pd.DataFrame(rows))[1].tolist() == [1]
    with pytest.raises(ValueError, match="column 'fund_id'"):
        laid_out(pd.DataFrame(rows).drop(columns="fund_id"))
    with pytest.raises(ValueError, match="at least one row"):
        laid_out(pd.DataFrame(rows).iloc[:0])
