"""Sums over pairs of points in a window, with edge corrections, as functions of distance."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ._neighbours import neighbour_pairs
from ._validation import Floats, Mask, Outline
from ._window import border_distance, is_rectangle, pair_weights_in

PLAIN_POINTS = 1500  # of one curve: up to here nothing is compiled
Pairs = tuple[NDArray[np.int64], Floats, Floats]


def pays(points: int, curves: int) -> bool:
    """Tell whether compiled loops pay: once the curves hold more pairs than one of 1,500 points.

    Below that, plain sums take a quarter of a second; loading the compiled loops takes more.
    """
    return curves * points**2 > PLAIN_POINTS**2


def window_pairs(
    window: Outline,
    xy: Floats,
    *,
    first: Mask,
    second: Mask,
    size: Floats,
    reach: float,
    correction: str,
    border: Floats,
) -> Iterator[Pairs]:
    """Yield (first point, distance, weight · e_ij) of ordered pairs up to `reach`.

    The weight of a pair is size_i · size_j.
    """
    rows = np.flatnonzero(first)
    for block, i, j, distance in neighbour_pairs(xy, rows, reach):
        wanted = second[j]
        start, end, apart = block[i[wanted]], j[wanted], distance[wanted]
        weight = pair_weights_in(
            window,
            correction,
            start=xy[start],
            end=xy[end],
            distance=apart,
            border=border[start],
        )
        yield start, apart, weight * size[start] * size[end]


def cumulative_sum(
    window: Outline,
    xy: Floats,
    *,
    first: Mask,
    second: Mask,
    size: Floats,
    grid: Floats,
    correction: str,
    curves: int = 1,
) -> Floats:
    """Return Σ size_i size_j 1(d ≤ r) e_ij for each r of a grid.

    `curves` is how many such sums are asked for in all, which decides whether loops are compiled.

    Under "border", only points i at least r from the border count, and the sum is scaled up by the
    share of Σ size_i that they hold; NaN where none is left.
    """
    border = border_distance(window, xy)
    # The last step at which a point is far enough from the border.
    last = np.searchsorted(grid, border, side="right")
    total = None
    if pays(len(xy), curves) and (correction != "translation" or is_rectangle(window)):
        from ._compiled_window import Pattern, ring_sums

        total = ring_sums(Pattern(window, xy, first, second, size, correction, border, last), grid)
    if total is None:
        total = _ring_sums(
            window,
            xy,
            first=first,
            second=second,
            size=size,
            grid=grid,
            correction=correction,
            border=border,
            last=last,
        )
    summed: Floats = np.cumsum(total)[: grid.size]
    if correction == "border":
        summed = summed / far_share(border[first], size[first], grid)
    return summed


def _ring_sums(
    window: Outline,
    xy: Floats,
    *,
    first: Mask,
    second: Mask,
    size: Floats,
    grid: Floats,
    correction: str,
    border: Floats,
    last: NDArray[np.int64],
) -> Floats:
    """Return the weighted pairs that each step of a grid adds (and, past a point's last, takes)."""
    total = np.zeros(grid.size + 1)
    pairs = window_pairs(
        window,
        xy,
        first=first,
        second=second,
        size=size,
        reach=float(grid[-1]),
        correction=correction,
        border=border,
    )
    for i, distance, weight in pairs:
        ring = np.searchsorted(grid, distance, side="left")
        if correction == "border":
            counted = np.where(ring < last[i], weight, 0.0)
            total -= np.bincount(last[i], weights=counted, minlength=grid.size + 1)
        else:
            counted = weight
        total += np.bincount(ring, weights=counted, minlength=grid.size + 1)
    return total


def far_share(border: Floats, size: Floats, reach: Floats) -> Floats:
    """Return the share of Σ size held by points at least `reach` from the border; NaN if none."""
    order = np.argsort(border)
    ahead = np.append(np.cumsum(size[order][::-1])[::-1], 0.0)
    held = ahead[np.searchsorted(border[order], reach, side="left")]
    return np.where(held > 0, held / size.sum(), np.nan)


def kernel_sum(
    window: Outline,
    xy: Floats,
    *,
    chosen: Mask,
    grid: Floats,
    correction: str,
    half_width: float,
    curves: int = 1,
) -> Floats:
    """Return Σ κ(r − d) e_ij for each r, κ the Epanechnikov kernel of a half-width [m].

    Under "border", only points i at least r + half-width from the border count, scaled up likewise.
    """
    border = border_distance(window, xy)
    size = np.ones(len(xy))
    total = None
    if pays(len(xy), curves) and (correction != "translation" or is_rectangle(window)):
        from ._compiled_window import Pattern, bump_sums

        last = np.zeros(len(xy), dtype=np.int64)
        total = bump_sums(
            Pattern(window, xy, chosen, chosen, size, correction, border, last), grid, half_width
        )
    if total is None:
        total = _kernel_sum(
            window,
            xy,
            chosen=chosen,
            size=size,
            grid=grid,
            correction=correction,
            border=border,
            half_width=half_width,
        )
    if correction == "border":
        total = total / far_share(border[chosen], size[chosen], grid + half_width)
    return total


def _kernel_sum(
    window: Outline,
    xy: Floats,
    *,
    chosen: Mask,
    size: Floats,
    grid: Floats,
    correction: str,
    border: Floats,
    half_width: float,
) -> Floats:
    """Return the sums of the kernel over pairs, before any scaling."""
    total = np.zeros(grid.size)
    pairs = window_pairs(
        window,
        xy,
        first=chosen,
        second=chosen,
        size=size,
        reach=float(grid[-1]) + half_width,
        correction=correction,
        border=border,
    )
    for i, distance, weight in pairs:
        order = np.argsort(distance)
        d, w, b = distance[order], weight[order], border[i[order]]
        low = np.searchsorted(d, grid - half_width)
        high = np.searchsorted(d, grid + half_width)
        for k, r in enumerate(grid):
            near = slice(low[k], high[k])
            u = (d[near] - r) / half_width
            bump = 0.75 / half_width * (1 - u * u) * w[near]
            if correction == "border":
                bump = bump[b[near] >= r + half_width]
            total[k] += bump.sum()
    return total


def k_of(area: Outline, places: Floats, *, grid: Floats, correction: str, curves: int) -> Floats:
    """Return Ripley's K of some places over a window [m²], one of so many curves.

    Parameters
    ----------
    area : polygon
        The window.
    places : array, shape (n, 2)
        Two or more [m].
    grid : array
        Distances [m].
    correction : str
        Of the edge, as in `ripley_k`.
    curves : int
        How many such curves are asked for in all, which decides on compiling.
    """
    n = len(places)
    every = np.ones(n, dtype=np.bool_)
    summed = cumulative_sum(
        area,
        places,
        first=every,
        second=every,
        size=np.ones(n),
        grid=grid,
        correction=correction,
        curves=curves,
    )
    return np.asarray(area.area / (n * (n - 1)) * summed)
