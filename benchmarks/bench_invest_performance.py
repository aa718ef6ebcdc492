"""Performance of thousands of funds and of their pool, beside a loop over funds with pyxirr."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyxirr

from clusterlab.invest import performance
from measured import best, growth, peak_apart

DAY = "2019-12-31"
INDEX = pd.Series([100.0, 180, 90, 260], index=["2004-01-01", "2008-01-01", "2009-03-01", DAY])


def cash_flows(funds: int) -> pd.DataFrame:
    """Make funds of twenty flows on days of their own, a value last."""
    rng = np.random.default_rng(0)
    days = np.sort(rng.choice(4000, (funds, 20)), axis=1) + np.arange(20)
    kinds = np.where(rng.random((funds, 20)) > np.linspace(0.02, 0.95, 20), "call", "distribution")
    kinds[:, 0], kinds[:, -1] = "call", "nav"
    dates = np.datetime64("2005-01-01") + days.ravel().astype("timedelta64[D]")
    return pd.DataFrame(
        {
            "fund_id": np.repeat([f"f{i}" for i in range(funds)], 20),
            "date": dates.astype(str),
            "kind": kinds.ravel(),
            "amount": rng.lognormal(0, 1, funds * 20),
        }
    )


def work(funds: int, beside_index: bool) -> Callable[[], Any]:
    """Return the work on so many funds."""
    table = cash_flows(funds)
    index = INDEX if beside_index else None
    return lambda: performance(table, valuation_date=DAY, money_unit="won", index=index)


def by_hand(table: pd.DataFrame) -> dict[str, tuple[float, float | None]]:
    """Give multiple and rate of each fund as an analyst would: groups, sums and pyxirr."""
    found = {}
    signed = table["amount"].where(table["kind"] != "call", -table["amount"])
    dates = pd.to_datetime(table["date"])
    for fund, rows in signed.groupby(table["fund_id"], sort=False):
        when = dates[rows.index].copy()
        when.iloc[-1] = pd.Timestamp(DAY)
        paid = -rows[rows < 0].sum()
        found[str(fund)] = rows[rows > 0].sum() / paid, pyxirr.xirr(when, rows, silent=True)
    return found


def run(funds: int = 10_000, beside: int = 500) -> list[dict[str, Any]]:
    """Time both with and without an index; the peer has none."""
    rows = []
    sizes = (funds // 4, funds // 2, funds)
    for beside_index in (False, True):
        times = [best(work(size, beside_index), repeats=2) for size in sizes]
        wall, used, ours = times[-1]
        start = time.process_time()
        peers = by_hand(cash_flows(funds).head(20 * beside))
        peer_s = (time.process_time() - start) * funds / beside
        error = max(abs(ours.loc[fund, "tvpi"] / tvpi - 1) for fund, (tvpi, _) in peers.items())
        pooled = ours.loc["pooled"]
        rows.append(
            {
                "work": "performance of funds and their pool"
                + (", beside an index" if beside_index else ""),
                "size": funds,
                "goal": "≤ 10 s",
                "ours_s": wall,
                "ours_cpu_s": used,
                "peer": f"pandas groups and pyxirr, from {beside}, no pool, nothing checked",
                "peer_s": peer_s,
                "ratio": peer_s / used,
                **peak_apart(work, funds, beside_index),
                "error": float(error),
                "growth": growth(sizes, [time[1] for time in times]),
                "note": f"pooled rates {[round(rate, 6) for rate in pooled['xirr_roots']]}; "
                "error: of the multiples",
            }
        )
    return rows


if __name__ == "__main__":
    for row in run():
        print(row)
