"""Rates of return: every root of one fund and of a table of funds, beside the one of pyxirr."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyxirr

from clusterlab.invest import xirr, xirr_by_fund
from measured import best, growth, peak_apart

FIRST = np.datetime64("2005-01-01")


def table(funds: int, flows: int, signs: str) -> pd.DataFrame:
    """Make funds with dates of their own over eleven years.

    Signs are "calls first", "mixed" (calls grow rare, as in funds of funds) or "any".
    """
    rng = np.random.default_rng(0)
    days = np.sort(rng.choice(4000, (funds, flows)), axis=1) + np.arange(flows)
    paid = {
        "calls first": np.broadcast_to(np.arange(flows) < flows // 3, (funds, flows)),
        "mixed": rng.random((funds, flows)) > np.linspace(0.02, 0.95, flows),
        "any": rng.random((funds, flows)) < 0.5,
    }[signs].copy()
    paid[:, 0] = True
    amounts = rng.lognormal(0, 1, (funds, flows)) * np.where(paid, -1, 1)
    return pd.DataFrame(
        {
            "fund_id": np.repeat([f"f{i}" for i in range(funds)], flows),
            "date": FIRST + days.ravel().astype("timedelta64[D]"),
            "amount": amounts.ravel(),
        }
    )


def whole(funds: int, flows: int, signs: str) -> Callable[[], Any]:
    """Return the work on a table."""
    made = table(funds, flows, signs)
    return lambda: xirr_by_fund(made)


def of_table(signs: str, flows: int, funds: int = 100_000, beside: int = 5_000) -> Any:
    """Time a table of funds beside pyxirr in a loop over some of them, scaled."""
    sizes = (funds // 4, funds // 2, funds)
    times = [best(whole(size, flows, signs), repeats=2) for size in sizes]
    wall, used, ours = times[-1]
    made = table(funds, flows, signs)
    shape = beside, flows
    dates = made["date"].to_numpy()[: beside * flows].reshape(shape)
    amounts = made["amount"].to_numpy()[: beside * flows].reshape(shape)

    def loop() -> list[float | None]:
        return [pyxirr.xirr(d, a, silent=True) for d, a in zip(dates, amounts, strict=True)]

    some = made.head(beside * flows)

    def groups() -> list[float | None]:
        parts = some.groupby("fund_id", sort=False)
        return [pyxirr.xirr(part["date"], part["amount"], silent=True) for _, part in parts]

    _, some_s, peers = best(groups, repeats=1)
    _, bare_s, _ = best(loop, repeats=2)
    peer_s, bare_s = some_s * funds / beside, bare_s * funds / beside
    roots = ours["xirr_roots"].iloc[:beside].tolist()
    told = [(peer, mine) for peer, mine in zip(peers, roots, strict=True) if peer is not None]
    off = [
        min((abs(peer - root) / (1 + abs(root)) for root in mine), default=np.inf)
        for peer, mine in told
    ]
    several = int((ours["xirr_roots"].map(len) > 1).sum())
    missed = sum(peer is None and bool(mine) for peer, mine in zip(peers, roots, strict=True))
    return [
        {
            "work": f"rates of return of a table of funds, {flows} flows, {signs}",
            "size": funds,
            "goal": "≤ 3 s" if signs == "mixed" else "–",
            "ours_s": wall,
            "ours_cpu_s": used,
            "peer": f"pandas groups and pyxirr, one root, from {beside:,}",
            "peer_s": peer_s,
            "ratio": peer_s / used,
            **peak_apart(whole, funds, flows, signs),
            "error": float(np.quantile(off, 0.999)),
            "growth": growth(sizes, [time[1] for time in times]),
            "note": f"all roots, the table checked; pyxirr on arrays at hand, without a table: "
            f"{bare_s:.2f} s; {several:,} funds have more than one, of which "
            f"the peer tells one; of {beside:,} it finds none for {missed} that have one; error: "
            "distance of the peer's root from one of ours, 999 of 1,000 funds",
        }
    ]


def one() -> Any:
    """Time the public call on one fund beside the peer's on the same table."""
    rows = []
    for signs in ("calls first", "any"):
        funds = [rows for _, rows in table(200, 20, signs).groupby("fund_id", sort=False)]
        funds = [fund[["date", "amount"]] for fund in funds]
        wall, used, ours = best(lambda funds=funds: [xirr(fund) for fund in funds], repeats=5)
        _, peer_s, peers = best(
            lambda funds=funds: [
                pyxirr.xirr(fund["date"], fund["amount"], silent=True) for fund in funds
            ],
            repeats=5,
        )
        off = [
            min((abs(peer - root) / (1 + abs(root)) for root in rate.roots), default=np.inf)
            for peer, rate in zip(peers, ours, strict=True)
            if peer is not None
        ]
        rows.append(
            {
                "work": f"rate of return, one public call, 20 flows, {signs}",
                "size": 1,
                "goal": "≤ 0.5 ms",
                "ours_s": wall / len(funds),
                "ours_cpu_s": used / len(funds),
                "peer": "pyxirr, one root, nothing checked",
                "peer_s": peer_s / len(funds),
                "ratio": peer_s / used,
                "error": float(max(off)),
                "note": "mean of 200 calls; ours checks the flows and finds all roots",
            }
        )
    return rows


def cases() -> dict[str, Callable[[], Any]]:
    """Return what is timed, each in a process of its own."""
    return {
        "one": one,
        "calls first": lambda: of_table("calls first", 20),
        "mixed": lambda: of_table("mixed", 20),
        "any": lambda: of_table("any", 40, funds=20_000, beside=2_000),
    }


def run() -> list[dict[str, Any]]:
    """Time all cases in this process."""
    return [row for case in cases().values() for row in case()]


if __name__ == "__main__":
    for row in run():
        print(row)
