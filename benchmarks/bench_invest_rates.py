"""Rates of return: every root beside the one root of pyxirr, in one run."""

import time

import numpy as np
import pandas as pd
import pyxirr

from clusterlab import invest
from clusterlab.invest.rate import rate_of

FUNDS, FLOWS = 500, 40


def main() -> None:
    rng = np.random.default_rng(0)
    days = np.sort(rng.choice(4000, (FUNDS, FLOWS)), axis=1)
    days += np.arange(FLOWS)
    plain = rng.lognormal(0, 1, (FUNDS, FLOWS))
    plain[:, : FLOWS // 3] *= -1
    mixed = rng.normal(0, 1, (FUNDS, FLOWS))
    start = np.datetime64("2010-01-01", "D")
    for name, amounts in (("one change of sign", plain), ("any signs", mixed)):
        begun = time.perf_counter()
        peer = [pyxirr.xirr(start + d, a, silent=True) for d, a in zip(days, amounts, strict=True)]
        theirs = time.perf_counter() - begun
        begun = time.perf_counter()
        ours = [rate_of((d - d[0]) / 365, a) for d, a in zip(days, amounts, strict=True)]
        search = time.perf_counter() - begun
        tables = [
            pd.DataFrame({"date": start + d, "amount": a})
            for d, a in zip(days, amounts, strict=True)
        ]
        begun = time.perf_counter()
        for table in tables:
            invest.xirr(table)
        checked = time.perf_counter() - begun
        several = sum(len(rate.roots) > 1 for rate in ours)
        found = sum(
            p is None or any(abs(p - root) < 1e-6 * (1 + abs(root)) for root in rate.roots)
            for p, rate in zip(peer, ours, strict=True)
        )
        silent = sum(p is None and bool(rate.roots) for p, rate in zip(peer, ours, strict=True))
        print(f"{name}: {FUNDS} funds of {FLOWS} flows")
        print(f"  pyxirr, one root        {1e3 * theirs / FUNDS:8.3f} ms a fund")
        print(f"  every root              {1e3 * search / FUNDS:8.3f} ms a fund")
        print(f"  invest.xirr with checks {1e3 * checked / FUNDS:8.3f} ms a fund")
        print(f"  funds with several roots {several}; pyxirr's root among ours {found} of {FUNDS};")
        print(f"  roots where pyxirr gives none {silent}")


if __name__ == "__main__":
    main()
