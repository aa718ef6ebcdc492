"""How often true nulls leave a band of 5 %, and how often clusters and gradients do.

`python benchmarks/envelope_size.py` prints the table of docs/measures.md (some ten minutes on two
processors); `bench_envelopes.py` takes a few of its cells. Each cell asks 1,000 curves of a true
null (500 for the old band) and 200 of each alternative. One large set of null curves serves all:
each observed curve gets draws chosen from it anew. K-density has the bandwidth of the observed
pairs, so that there is a set for each of a few bandwidths, and an observed curve is asked at the
one next to its own.
"""

import sys
from collections.abc import Iterator
from multiprocessing import Pool
from typing import Any, NamedTuple

import numpy as np
import shapely

from clusterlab.measure import global_envelope
from clusterlab.measure._bands import _quantiles
from clusterlab.measure._curves import bandwidth
from clusterlab.measure._near import Within
from clusterlab.measure._neighbours import shells
from clusterlab.measure._pairs import Selection
from clusterlab.measure._ratio_draws import compiled_curves
from clusterlab.measure._reallocation import Null, _by_pair, draw_sites
from clusterlab.measure._relabelling import Roles, as_steps, ratio_curves
from clusterlab.measure._second_order import cumulative_sum
from clusterlab.measure._window import uniform_points

SIDE = 3000.0  # metres
REACH = 2000.0  # the longest distance looked at
LEVEL = 0.05
DRAWS = (199, 999)
MOST_OLD = 500  # curves that are asked against the old band
WIDTHS = 4  # bandwidths to which those of observed pairs are rounded
SIZES = ((15, 101), (36, 101), (100, 300), (200, 600))
Curves = np.ndarray[Any, np.dtype[np.float64]]


class Cell(NamedTuple):
    """What is measured: a curve, over which sites, of how many points, at how many distances."""

    measure: str
    sites: str
    n: int
    of: int
    distances: int


class Rates(NamedTuple):
    """Shares of observed curves: p of rank lengths at most 5 %, and the old band left."""

    ranked: float
    old: float


def leaves_old_band(observed: Curves, drawn: Curves) -> bool:
    """Tell whether a curve leaves the pointwise quantiles moved outward, however few the draws.

    Before, a quantile of 0 was taken as it came: the lowest and highest of all draws.
    """
    order = np.empty(drawn.shape)
    np.put_along_axis(
        order, np.argsort(drawn, axis=0), np.arange(len(drawn), dtype=float)[:, None], axis=0
    )
    known = np.isfinite(drawn)
    most = known.sum(axis=0) - 1
    first_out = np.where(known, np.minimum(order, most - order) / np.maximum(most, 1), 0.5)
    quantile = float(np.sort(first_out.min(axis=1))[int(np.floor(LEVEL * len(drawn)))])
    low, high = _quantiles(drawn, quantile)
    return bool(((observed < low) | (observed > high)).any())


def rates(pairs: Iterator[tuple[Curves, Curves]], *, old: bool) -> Rates:
    """Ask each observed curve against its draws."""
    found = [
        (
            global_envelope(one, drawn).p <= LEVEL + 1e-12,
            # Dear, and known well enough from fewer.
            leaves_old_band(one, drawn) if old and k < MOST_OLD else np.nan,
        )
        for k, (one, drawn) in enumerate(pairs)
        if np.isfinite(one).any()
    ]
    ranked, left = np.array(found, dtype=float).T
    return Rates(float(ranked.mean()), float(np.nanmean(left)) if old else np.nan)


def sites_of(cell: Cell) -> Curves:
    """Place the sites: evenly, or in a few groups, half of which are one building each."""
    random = np.random.default_rng([cell.of, len(cell.sites)])
    if cell.sites == "even":
        return random.uniform(0, SIDE, (cell.of, 2))
    groups = cell.of // 6
    middle, loose = random.uniform(0, SIDE, (groups, 2)), np.arange(groups) % 2
    home = random.integers(groups, size=cell.of)
    return middle[home] + random.normal(0, 40, (cell.of, 2)) * loose[home][:, None]


def chosen_sites(cell: Cell, xy: Curves, kind: str, random: np.random.Generator) -> Curves:
    """Choose n of the sites: by chance, more often round two of them, or in the east."""
    if kind == "null":
        return random.choice(cell.of, cell.n, replace=False)
    if kind == "gradient":
        likely = np.exp(2.0 * xy[:, 0] / SIDE)
    else:
        heads = xy[random.choice(cell.of, 2, replace=False)]
        far = np.hypot(*(xy[:, None] - heads[None]).transpose(2, 0, 1)).min(axis=1)
        likely = np.where(far <= 400, 4.0, 1.0)
    return random.choice(cell.of, cell.n, replace=False, p=likely / likely.sum())


def scattered(cell: Cell, kind: str, random: np.random.Generator) -> Curves:
    """Scatter n points over the square: evenly, half of them in clusters, or denser in the east."""
    window = shapely.box(0, 0, SIDE, SIDE)
    xy = uniform_points(window, cell.n, random)
    if kind == "cluster":
        heads = uniform_points(window, max(2, cell.n // 10), random)
        half = cell.n // 2
        angle, far = random.uniform(0, 2 * np.pi, half), 250 * np.sqrt(random.uniform(0, 1, half))
        near = heads[random.integers(len(heads), size=half)]
        xy[:half] = np.clip(near + (far * [np.cos(angle), np.sin(angle)]).T, 0, SIDE)
    if kind == "gradient":
        # Inverse of the distribution with density 1 + (2 x / side − 1) · 0.8 on the side.
        u, a = random.uniform(0, 1, cell.n), 0.8
        xy[:, 0] = SIDE * (a - 1 + np.sqrt((1 - a) ** 2 + 4 * a * u)) / (2 * a)
    return xy


def grid_of(cell: Cell) -> Curves:
    """Distances looked at [m]."""
    return np.linspace(0, REACH, cell.distances + 1)[1:]


def m_curves(cell: Cell, kind: str, count: int, seed: int) -> Curves:
    """Give M of n of the sites around one another, for many choices of them."""
    xy, grid = sites_of(cell), grid_of(cell)
    first = np.arange(cell.of) < cell.n
    roles = Roles(first, first, np.ones(cell.of, dtype=bool), np.ones(cell.of))
    if kind == "null":
        return compiled_curves(roles, xy, Within(grid), simulations=count, seed=seed, move=False)[
            1:
        ]
    random = np.random.default_rng(seed)
    orders = np.empty((count, cell.of), dtype=np.int64)
    for row in orders:
        chosen = chosen_sites(cell, xy, kind, random)
        others = np.setdiff1d(np.arange(cell.of), chosen)
        row[chosen], row[others] = np.arange(cell.n), np.arange(cell.n, cell.of)
    steps = as_steps(shells(xy, np.arange(cell.of), grid))
    return ratio_curves(roles, orders, steps, steps=grid.size, accumulate=True, weights_move=False)


def l_curves(cell: Cell, kind: str, count: int, seed: int) -> Curves:
    """Give Ripley's L of many scatters of n points over a square, edges corrected."""
    window, random, every = shapely.box(0, 0, SIDE, SIDE), np.random.default_rng(seed), np.ones
    grid = grid_of(cell) / 2  # up to half the side
    return np.array(
        [
            np.sqrt(
                cumulative_sum(
                    window,
                    scattered(cell, kind, random),
                    first=every(cell.n, dtype=bool),
                    second=every(cell.n, dtype=bool),
                    size=every(cell.n),
                    grid=grid,
                    correction="isotropic",
                    curves=count,
                )
            )
            for _ in range(count)
        ]
    )


def pools_of(cell: Cell, nulls: int) -> tuple[list[Curves], dict[str, list[tuple[int, Curves]]]]:
    """Make sets of null curves, and observed curves of each kind with the set that suits them."""
    few, spare = max(200, nulls // 5), 2500
    if cell.measure != "K-density":
        make = {"M": m_curves, "Ripley L": l_curves}[cell.measure]
        pool = make(cell, "null", nulls + spare, 1)
        kinds = {"null": pool[:nulls]}
        kinds |= {kind: make(cell, kind, few, 2) for kind in ("cluster", "gradient")}
        return [pool], {kind: [(0, one) for one in made] for kind, made in kinds.items()}
    xy, grid, ones = sites_of(cell), grid_of(cell), np.ones(cell.n)
    null, random = Null(xy, ones, None, "none"), np.random.default_rng(3)

    def curves(sites: Curves, h: float) -> Curves:
        return _by_pair(null, sites, grid=grid, h=h, cumulative=False, compiled=True)

    def width(sites: Curves) -> float:
        return bandwidth(Selection(xy[sites], ones, None, None, "none"))[0]

    chosen = {
        kind: [
            chosen_sites(cell, xy, kind, random) for _ in range(nulls if kind == "null" else few)
        ]
        for kind in ("null", "cluster", "gradient")
    }
    usual = [width(sites) for sites in chosen["null"][:300]]
    widths = np.quantile(usual, (np.arange(WIDTHS) + 0.5) / WIDTHS)
    thrown = draw_sites(null, simulations=spare, seed=1)
    # Draws are the same for every observed curve up to the choice among them, and never it.
    pools = [curves(thrown, float(h)) for h in widths]
    found = {}
    for kind, every in chosen.items():
        near = [int(np.abs(widths - width(sites)).argmin()) for sites in every]
        found[kind] = [
            (k, curves(sites[None], float(widths[k]))[0])
            for k, sites in zip(near, every, strict=True)
        ]
    return pools, found


def measured(cell: Cell, nulls: int, draws: tuple[int, ...] = DRAWS) -> list[dict[str, Rates]]:
    """Give the shares of true nulls, clusters and gradients that a test of 5 % rejects."""
    pools, kinds = pools_of(cell, nulls)
    answers = []
    for number in draws:
        random = np.random.default_rng(number)

        def asked(
            kind: str, number: int = number, random: np.random.Generator = random
        ) -> Iterator[tuple[Curves, Curves]]:
            for k, (which, one) in enumerate(kinds[kind]):
                pool = pools[which]
                own = kind == "null" and cell.measure != "K-density"
                others = random.choice(len(pool) - own, number, replace=False)
                yield one, pool[others + (others >= k) if own else others]

        # Power is told at the largest number of draws, which is what the reports use.
        wanted = kinds if number == draws[-1] else ["null"]
        answers.append({kind: rates(asked(kind), old=kind == "null") for kind in wanted})
    return answers


def cells() -> list[Cell]:
    """List the cells of the whole table."""
    kinds = [("K-density", "even"), ("K-density", "clumped"), ("M", "even"), ("M", "clumped")]
    asked = [(*size, 30) for size in SIZES] + [(*SIZES[1], 100)]
    listed = [Cell(*kind, n, of, grid) for n, of, grid in asked for kind in kinds]
    return listed + [Cell("Ripley L", "even", n, n, grid) for n, _, grid in asked]


def _one(cell: Cell) -> tuple[Cell, list[dict[str, Rates]]]:
    return cell, measured(cell, 1000)


def main() -> None:
    """Print the table."""
    heads = ("curve", "sites", "n", "distances", "size, rank lengths", "size, old band")
    print("| " + " | ".join((*heads, "power, cluster", "power, gradient")) + " |")
    print("|" + "---|" * 8)
    with Pool(int(sys.argv[1]) if len(sys.argv) > 1 else 2) as workers:
        for cell, answers in workers.imap(_one, cells()):
            sizes = [[100 * getattr(one["null"], way) for one in answers] for way in Rates._fields]
            power = [100 * answers[-1][kind].ranked for kind in ("cluster", "gradient")]
            shown = [" / ".join(f"{share:.1f}" for share in some) for some in sizes]
            shown += [f"{share:.0f}" for share in power]
            of = f"{cell.n} of {cell.of}" if cell.measure != "Ripley L" else f"{cell.n}"
            row = [cell.measure, cell.sites, of, str(cell.distances), *shown]
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
