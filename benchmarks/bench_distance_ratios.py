"""M and m beside dbmss: one curve, and 1,000 draws with weights and with controls alone."""

import math
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np

from clusterlab.measure import m_density, m_function
from measured import best, peak_apart

GRID = np.linspace(0, 1500, 41)
SHARE = 20  # one point in twenty is a reference point
SIZES = (5000, 10_000, 20_000, 40_000)
# dbmss 2.11-0 in R 4.2, beside spatstat.explore 3.0-6: processor seconds on two cores, recorded
# once, as dbmss is seldom at hand. Of 1,000 draws 20 were run. Its m of 20,000 points is binned.
DBMSS = {"M": 0.138, "m": 3.01, "M draws": 194.0, "m draws": 3010.0}
RECORDED = "dbmss 2.11-0, recorded"


def points(n: int) -> gpd.GeoDataFrame:
    """Points even over ten kilometres, with lognormal weights."""
    random = np.random.default_rng(0)
    return gpd.GeoDataFrame(
        {
            "type": np.where(np.arange(n) < n // SHARE, "bio", "other"),
            "employees": random.lognormal(2, 1, n),
        },
        geometry=gpd.points_from_xy(*random.uniform(0, 1e4, (2, n))),
        crs=5179,
    )


def definition(table: gpd.GeoDataFrame, h: float | None) -> np.ndarray:
    """Average the ratios of all pairs, a reference point at a time."""
    xy = np.column_stack([table.geometry.x, table.geometry.y])
    chosen = (table["type"] == "bio").to_numpy()
    top, bottom = np.zeros(GRID.size), np.zeros(GRID.size)
    expected = (chosen.sum() - 1) / (len(xy) - 1)
    for i in np.flatnonzero(chosen):
        d = np.hypot(*(xy - xy[i]).T)
        d[i] = np.inf
        bell = None if h is None else np.exp(-0.5 * ((d - GRID[:, None]) / h) ** 2)
        near = d <= GRID[:, None] if bell is None else bell
        all_near = near.sum(axis=1)
        seen = all_near > 0
        top[seen] += near[:, chosen].sum(axis=1)[seen] / all_near[seen]
        bottom[seen] += expected
    return np.divide(top, bottom, out=np.full(GRID.size, np.nan), where=bottom > 0)


def alone(name: str, n: int, draws: int, weighted: bool, controls: bool) -> Callable[[], Any]:
    """Return one work, with compiled loops in use, for a process of its own."""
    measure = {"M": m_function, "m": m_density}[name]
    options: dict[str, Any] = {"distances_m": GRID, "of": "bio", "case_control": controls}
    options["weights"] = "employees" if weighted else None
    measure(points(1000), simulations=2000, **options)
    table = points(n)
    return lambda: measure(table, simulations=draws, **options)


def growth(measure: Callable[..., Any]) -> float:
    """Return the exponent of processor time over the sizes."""
    used = []
    for n in SIZES:
        table = points(n)
        used.append(best(lambda t=table: measure(t, distances_m=GRID, of="bio"))[1])
    return float(np.polyfit(np.log(SIZES), np.log(used), 1)[0])


def run(n: int = 20_000, draws: int = 1000) -> list[dict[str, Any]]:
    """Time both measures, once in use."""
    table = points(n)
    rows = []
    for name, measure, limit in (("M", m_function, 1.7), ("m", m_density, 1.4)):
        options: dict[str, Any] = {"distances_m": GRID, "of": "bio"}
        for _ in range(2):
            measure(table, simulations=100, **options)  # compiled loops are taken into use
        wall, used, result = best(lambda m=measure, o=options: m(table, **o), repeats=5)
        expected = definition(table, result.attrs.get("bandwidth_m"))
        error = float(np.nanmax(abs(result["observed"] / expected - 1)))
        exponent = growth(measure)
        rows.append(
            {
                "work": f"{name}, one curve, {GRID.size} radii",
                "size": n,
                "goal": "≥ 5 × dbmss",
                "ours_s": wall,
                "ours_cpu_s": used,
                "peer": RECORDED,
                "peer_s": DBMSS[name],
                "ratio": DBMSS[name] / used,
                **peak_apart(alone, name, n, 0, False, False),
                "error": error,
                "growth": exponent,
                "note": f"growth {exponent:.2f} over {SIZES[0]:,} to {SIZES[-1]:,} points "
                f"(dbmss {limit}); error relative to sums over all pairs, at any distance",
            }
        )
        for kind, more in (
            ("", {}),
            (", weighted", {"weights": "employees"}),
            (", weighted, controls", {"weights": "employees", "case_control": True}),
        ):
            if name == "m" and kind:
                continue
            many = {**options, **more, "simulations": draws}
            wall, used, _ = best(lambda m=measure, o=many: m(table, **o), repeats=1)
            peer_s = DBMSS[f"{name} draws"] * draws / 1000
            rows.append(
                {
                    "work": f"{name}, {draws:,} draws of {n // SHARE:,}{kind}",
                    "size": n,
                    "goal": "≤ 3.5 s, ≤ 300 MB" if name == "M" else "≥ 5 × dbmss",
                    "ours_s": wall,
                    "ours_cpu_s": used,
                    "peer": f"{RECORDED}{'' if name == 'M' else ' for one curve, scaled'}",
                    "peer_s": peer_s,
                    "ratio": peer_s / used,
                    **peak_apart(alone, name, n, draws, bool(more), "case_control" in more),
                    "error": _error_of_draws(measure, n=2000, **more),
                    "note": "error of 20 draws of 2,000 points from the plain way",
                }
            )
    return rows


def _error_of_draws(measure: Callable[..., Any], *, n: int, **more: Any) -> float:
    """Compare bands by compiled loops with those of the way that compiles nothing."""
    from clusterlab.measure import _worth

    options = {"distances_m": GRID, "of": "bio", "simulations": 20, **more}
    first = measure(points(n), **options)
    price, _worth.PRICE = _worth.PRICE, math.inf
    second = measure(points(n), **options)
    _worth.PRICE = price
    return float(np.nanmax(abs(first / second - 1).replace(np.inf, np.nan)))


if __name__ == "__main__":
    for row in run():
        print(row)
