"""Rates of a table of funds against `xirr` of each, pyxirr, and a limit on memory."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import pyxirr

from clusterlab.invest import xirr, xirr_by_fund


def table_of(rng, funds, flows, signs):
    days = np.sort(rng.choice(3000, (funds, flows)), axis=1) + np.arange(flows)
    amounts = rng.lognormal(0, 1, (funds, flows)) * signs(rng, funds, flows)
    return pd.DataFrame(
        {
            "fund_id": np.repeat([f"f{i}" for i in range(funds)], flows),
            "date": (np.datetime64("2005-01-01") + days.ravel()).astype(str),
            "amount": amounts.ravel(),
        }
    )


def any_signs(rng, funds, flows):
    return rng.choice([-1, 1], (funds, flows))


def calls_then_gains(rng, funds, flows):
    return np.where(np.arange(flows) < rng.integers(1, flows, (funds, 1)), -1, 1)


@pytest.mark.parametrize("signs", [any_signs, calls_then_gains])
def test_every_fund_as_alone(signs):
    flows = table_of(np.random.default_rng(1), 60, 14, signs)
    table = xirr_by_fund(flows)
    assert table.index.tolist() == [f"f{i}" for i in range(60)]
    for fund, rows in flows.groupby("fund_id", sort=False):
        rate = xirr(rows)
        assert table.loc[fund, "xirr_roots"] == pytest.approx(rate.roots, rel=1e-10, abs=1e-12)
        assert table.loc[fund, "xirr"] == pytest.approx(rate.quoted, rel=1e-10, nan_ok=True)
        assert table.loc[fund, "reason"] == rate.reason.get("code", "")


def test_pyxirr_agrees_where_there_is_one_root():
    flows = table_of(np.random.default_rng(2), 80, 12, calls_then_gains)
    table = xirr_by_fund(flows)
    compared = 0
    for fund, rows in flows.groupby("fund_id", sort=False):
        peer = pyxirr.xirr(pd.to_datetime(rows["date"]), rows["amount"])
        # Near a total loss the peer gives up.
        if peer is not None:
            assert table.loc[fund, "xirr"] == pytest.approx(peer, rel=1e-7, abs=1e-9)
            compared += 1
    assert compared > 60


def test_interleaved_funds_and_values():
    rows = [
        ("a", "2020-01-01", "call", -100),
        ("b", "2020-01-01", "call", -50),
        ("a", "2020-06-01", "nav", 500),
        ("a", "2021-12-31", "nav", 121),
        ("b", "2021-12-31", "distribution", 60.5),
        ("c", "2020-01-01", "call", -5),
        ("c", "2021-01-01", "nav", 0),
    ]
    table = xirr_by_fund(pd.DataFrame(rows, columns=["fund_id", "date", "kind", "amount"]))
    rate = 1.21 ** (365 / 730) - 1
    assert table["xirr"].tolist() == pytest.approx([rate, rate, np.nan], nan_ok=True)
    assert table["reason"].tolist() == ["", "", "total_loss"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("a", "2020-01-01", "call", 5), r"fund 'a', row 4: amount '5'"),
        (("b", "x", "call", -5), r"row 4: date 'x': must be a day"),
        (("a", "2022-01-01", "distribution", 5), r"last value is of 2021-12-31, but a distrib"),
        (("b", "2022-01-01", "nav", 5), r"values \(nav\) only"),
    ],
)
def test_disorder_is_refused(row, message):
    rows = [("a", "2020-01-01", "call", -100), ("a", "2021-12-31", "nav", 121), row]
    with pytest.raises(ValueError, match=message):
        xirr_by_fund(pd.DataFrame(rows, columns=["fund_id", "date", "kind", "amount"]))


def test_memory_does_not_grow_with_funds_beyond_the_tables():
    """40,000 funds of 20 flows: 800,000 rows, of which no array of pairs could be held."""
    code = """
import resource
import numpy as np, pandas as pd
from clusterlab.invest import xirr_by_fund
rng = np.random.default_rng(0)
def table(funds):
    days = np.tile(np.arange(20) * 90, funds).astype("timedelta64[D]")
    amounts = rng.lognormal(0, 1, 20 * funds) * np.tile(np.where(np.arange(20) < 9, -1, 1), funds)
    return pd.DataFrame({"fund_id": np.repeat(np.arange(funds), 20),
                         "date": np.datetime64("2005-01-01") + days, "amount": amounts})
xirr_by_fund(table(10))
flows = table(40_000)
held = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + 300_000_000,) * 2)
assert len(xirr_by_fund(flows)) == 40_000
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
