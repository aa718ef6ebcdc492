"""Smoothed curves of pair distances, by the way that suits the number of pairs."""

import numpy as np

from ._pairs import Selection, pair_distances, pair_weights, rule_of_thumb, thumb
from ._smoothing import kernel, moments, node_count, smooth
from ._validation import Floats
from ._worth import worth_compiling

PLAIN_PAIRS = 3_000_000  # up to here numpy does unless it has done much already
PLAIN_COST = 4e-8  # rough seconds that a compiled loop saves on a pair of a curve
SPREAD_COST = 1e-8  # the same on a pair of a bandwidth
EXACT_PAIRS = 500_000_000  # up to here every pair is visited
METHODS = ("plain", "compiled", "spectral")


def choose_method(pairs: int, *, extent: float, reach: float, h: float) -> str:
    """Name the way: every pair in numpy, every pair compiled, or by Fourier transform."""
    if pairs <= PLAIN_PAIRS:
        return "compiled" if worth_compiling("pairs", pairs * PLAIN_COST - 2e-4) else "plain"
    if pairs > EXACT_PAIRS:
        from ._spectral import MOST_MODES, modes_needed

        if modes_needed(extent, reach, h) <= MOST_MODES:
            return "spectral"
    return "compiled"


def bandwidth(chosen: Selection) -> tuple[float, float]:
    """Return the rule-of-thumb bandwidth [m] and a bound on its relative error."""
    few = chosen.pairs <= PLAIN_PAIRS
    if few and not worth_compiling("pairs", chosen.pairs * SPREAD_COST - 5e-4):
        return rule_of_thumb(pair_distances(chosen)), 0.0
    if chosen.pairs <= EXACT_PAIRS:
        from ._compiled import distance_spread

        spread = distance_spread(chosen.first, chosen.second, threads=not few)
        return thumb(*spread, chosen.pairs), 0.0
    from ._spectral import spread_estimate

    sd, low, high, error = spread_estimate(chosen.first, chosen.second)
    return thumb(sd, low, high, chosen.pairs), error / max(high - low, error)


def extent_of(chosen: Selection) -> float:
    """Return the longer side of the box round all points [m]."""
    sets = [chosen.first] if chosen.second is None else [chosen.first, chosen.second]
    low = [min(xy[:, axis].min() for xy in sets) for axis in (0, 1)]
    high = [max(xy[:, axis].max() for xy in sets) for axis in (0, 1)]
    return float(max(high[0] - low[0], high[1] - low[1]))


def weighted_curve(
    chosen: Selection, *, grid: Floats, h: float, cumulative: bool, method: str
) -> Floats:
    """Return Σ w_ij [φ((d−d_ij)/h) + φ((d+d_ij)/h)] / h over pairs, or its integral from 0."""
    if method == "spectral":
        return _spectral_curve(chosen, grid=grid, h=h, cumulative=cumulative)
    nodes = node_count(grid, h)
    if method == "plain":
        collected = moments(pair_distances(chosen), pair_weights(chosen), h=h, nodes=nodes)
    else:
        from ._compiled import pair_moments

        collected = pair_moments(
            chosen.first,
            chosen.size_first,
            chosen.second,
            chosen.size_second,
            weighting=chosen.weighting,
            h=h,
            nodes=nodes,
            threads=chosen.pairs > PLAIN_PAIRS,
        )
    return smooth(collected, grid=grid, h=h, cumulative=cumulative)


def _spectral_curve(chosen: Selection, *, grid: Floats, h: float, cumulative: bool) -> Floats:
    from ._spectral import spectral_sums

    e, f = chosen.size_first, chosen.size_second
    if chosen.weighting == "none":
        e, f = np.ones(len(e)), None if f is None else np.ones(len(f))
    if chosen.second is None or f is None:
        strengths = [e]
        if chosen.weighting == "sum":
            strengths.append(np.ones(len(e)))
        last = len(strengths) - 1
        total = spectral_sums(
            [(chosen.first, strengths)], [(0, last)], grid=grid, h=h, cumulative=cumulative
        )
        # Every point has met itself, and every pair has been met from both ends; e_i + e_j asks
        # for both meetings.
        here = np.zeros(1)
        alone = [kernel(here, at=float(d), h=h, cumulative=cumulative)[0] for d in grid]
        total -= float(strengths[0] @ strengths[last]) * np.array(alone)
        return total if last else total / 2
    if chosen.weighting == "sum":
        groups = [
            (chosen.first, [e, np.ones(len(e))]),
            (chosen.second, [f, np.ones(len(f))]),
        ]
        return spectral_sums(groups, [(0, 3), (1, 2)], grid=grid, h=h, cumulative=cumulative)
    return spectral_sums(
        [(chosen.first, [e]), (chosen.second, [f])], [(0, 1)], grid=grid, h=h, cumulative=cumulative
    )
