"""Global envelope: whether a whole curve, at any distance, leaves what chance would draw."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..model.checks import choice
from ._validation import Floats, Mask

KINDS = ("rank", "erl", "cont", "area")
SIDES = ("two-sided", "greater", "less")
ROUNDING = 1e-10  # of the largest value at a distance: nearer than this is equal


@dataclass(frozen=True, eq=False)
class GlobalEnvelope:
    """A band round simulated curves, and how an observed one stands to it.

    Attributes
    ----------
    low, high : array, shape (distances,)
        The band, in the units of the curves; −∞ and ∞ on a side that is not tested, NaN where no
        simulated curve, or none that makes the band, is defined.
    p : float
        Share of the curves, the observed one among them, that are at least as extreme as the
        observed one; NaN where it is undefined throughout. For kind "rank" that of "erl".
    p_liberal, p_conservative : float
        The interval of p for kind "rank", whose measure ties: without the curves that tie with the
        observed one, and with them. Both are `p` for the other kinds.
    above, below : array of bool, shape (distances,)
        Where the observed curve leaves the band, and on which side.
    kind, side, level, draws
        As asked for, and the number of simulated curves.
    """

    low: Floats
    high: Floats
    p: float
    p_liberal: float
    p_conservative: float
    above: Mask
    below: Mask
    kind: str
    side: str
    level: float
    draws: int

    @property
    def leaves(self) -> Mask:
        """Distances at which the observed curve leaves the band."""
        both: Mask = self.above | self.below
        return both


def global_envelope(
    observed: ArrayLike,
    simulated: ArrayLike,
    *,
    level: float = 0.05,
    kind: str = "erl",
    side: str = "two-sided",
) -> GlobalEnvelope:
    r"""Test a curve against simulated ones at all distances at once, and draw the band.

    Each curve is ranked among all s + 1, the observed one among them, at every distance: 1 is the
    most extreme. A measure makes one number of the ranks :math:`R_{ij}` of curve i:

    - "rank": :math:`\min_j R_{ij}`, which ties often;
    - "erl", extreme rank length: the ranks of a curve in rising order, compared as words in a
      dictionary, so that of two curves with the same lowest rank the one that has it at more
      distances is the more extreme;
    - "cont": the lowest continuous rank, which also tells how far the outermost curve stands off;
    - "area": the lowest rank, rounded up, less the mean over distances of what continuous ranks
      fall short of it.

    .. math:: p = \frac{1}{s+1} \sum_{i=1}^{s+1} 1(M_i \le M_1)

    Parameters
    ----------
    observed : array, shape (distances,)
        NaN where it is undefined.
    simulated : array, shape (draws, distances)
        Curves of the null model; NaN where they are undefined.
    level : float
        Size of the test, between 0 and 1.
    kind : {"erl", "rank", "cont", "area"}
        The measure.
    side : {"two-sided", "greater", "less"}
        Whether high and low, only high or only low values are extreme.

    Returns
    -------
    GlobalEnvelope

    Notes
    -----
    As in the R package GET: equal values (within 1e-10 of the largest at that distance) share the
    mean of their ranks, continuous ranks of equal values the mean less a half, and a curve that
    ties with the observed one in its measure counts against it. The band of "erl", "cont" and
    "area" is the hull of the curves left when the most extreme, no more than the share `level` of
    all s + 1, are set aside; that of "rank" the k-th lowest and highest values. An observed curve
    that leaves the band has p ≤ level. Without equal values the reverse holds too; where values tie
    it can have p ≤ level and only touch the band, and p decides.

    Under exchange of the observed curve with the simulated ones P(p ≤ level) ≤ level for any number
    of draws, with equality where (s + 1) · level is whole and measures do not tie. With fewer than
    1 / level − 1 draws p cannot come down to level: every curve lies in the band.

    A curve that is undefined at a distance is not extreme there. The others are ranked among
    themselves, and their ranks are stretched by all curves over defined ones, so that a rank is the
    same share of the curves at every distance. Undefined values of the observed curve are treated
    in the same way, which keeps the curves exchangeable.

    References
    ----------
    Myllymäki, Mrkvička, Grabarnik, Seijo & Hahn (2017), Journal of the Royal Statistical Society B
    79: 381-404. Mrkvička, Myllymäki, Jílek & Hahn (2020), Kybernetika 56: 432-458, for "cont" and
    "area". Myllymäki & Mrkvička (2024), Journal of Statistical Software 111(3), for GET.

    Examples
    --------
    >>> import numpy as np
    >>> from clusterlab.measure import global_envelope
    >>> chance = np.random.default_rng(0).normal(size=(199, 20))
    >>> found = global_envelope(np.full(20, 3.0), chance)
    >>> found.p, bool(found.above.any())
    (0.005, True)
    """
    choice(kind, "kind", KINDS)
    choice(side, "side", SIDES)
    curves = _stacked(observed, simulated)
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1. It is {level}.")
    known = np.isfinite(curves)
    scale = np.where(known, np.abs(curves), 0.0).max(axis=0)
    slack = ROUNDING * scale
    ranks = pointwise_ranks(curves, slack, side=side, continuous=kind in ("cont", "area"))
    words = _word_order(ranks) if kind in ("rank", "erl") else None
    measure = words if kind == "erl" and words is not None else _measure(ranks, kind)
    total = len(curves)
    outside = int(np.floor(level * total + 1e-9))
    # The least extreme measure that still has no more than the share of curves before it.
    edge = np.sort(measure)[outside]
    if kind == "rank":
        low, high = _order_statistics(curves, known, float(edge))
    else:
        low, high = _hull(curves[measure >= edge])
    low[~known[1:].any(axis=0)] = high[~known[1:].any(axis=0)] = np.nan  # nothing to stand to
    low = np.full_like(low, -np.inf) if side == "greater" else low
    high = np.full_like(high, np.inf) if side == "less" else high
    p = liberal = conservative = np.nan
    if known[0].any():
        p = conservative = float((measure <= measure[0]).mean())
        liberal = float(((measure < measure[0]).sum() + 1) / total) if kind == "rank" else p
        p = float((words <= words[0]).mean()) if words is not None else p
    with np.errstate(invalid="ignore"):
        above, below = curves[0] > high + slack, curves[0] < low - slack
    return GlobalEnvelope(
        low, high, p, liberal, conservative, above, below, kind, side, level, total - 1
    )


def _stacked(observed: ArrayLike, simulated: ArrayLike) -> Floats:
    """Put the observed curve before the others, and say what does not fit."""
    first = np.asarray(observed, dtype=np.float64)
    others = np.asarray(simulated, dtype=np.float64)
    if first.ndim != 1 or others.ndim != 2 or others.shape[1] != first.size or not first.size:
        raise ValueError(
            "observed must be (distances,) and simulated (draws, distances). "
            f"They are {first.shape} and {others.shape}."
        )
    if len(others) < 2:
        raise ValueError(f"An envelope needs at least 2 simulated curves, not {len(others)}.")
    if np.isinf(first).any() or np.isinf(others).any():
        raise ValueError("Curves must be finite, or NaN where they are undefined.")
    return np.vstack([first, others])


def pointwise_ranks(curves: Floats, slack: Floats, *, side: str, continuous: bool) -> Floats:
    """Rank the curves (rows) at each distance, from the most extreme; ∞ where undefined."""
    total, grid = curves.shape
    by_distance = np.ascontiguousarray(curves.T)
    order = np.argsort(by_distance, axis=1)  # what is undefined comes last
    values = np.take_along_axis(by_distance, order, axis=1)
    count = np.isfinite(values).sum(axis=1)
    place = np.arange(1, total + 1)
    ranks = np.empty((grid, total))
    with np.errstate(invalid="ignore"):
        new = np.diff(values, axis=1) > slack[:, None]
    for d in range(grid):
        n = int(count[d])
        starts = np.concatenate([[0], 1 + np.flatnonzero(new[d, : max(n - 1, 0)])])
        ends = np.append(starts[1:], n)
        sizes = ends - starts
        low = place[:n].astype(np.float64)
        if n and len(starts) < n:
            low = np.repeat((starts + 1 + ends) / 2, sizes)
        if continuous and n:
            alone = np.repeat(sizes, sizes) == 1
            low = np.where(alone, _continuous(values[d, :n]), low - 0.5)
        high = n + (0 if continuous else 1) - low
        one = {"two-sided": np.minimum(low, high), "greater": high, "less": low}[side]
        ranks[d, order[d, :n]] = one * (total / n) if 0 < n < total else one
        ranks[d, order[d, n:]] = np.inf
    return ranks.T


def _continuous(values: Floats) -> Floats:
    """Return the continuous ranks of sorted values, 0 to n; meaningless among equal ones."""
    n = values.size
    ranks: Floats = np.arange(n, dtype=np.float64) + 0.5
    if n < 3:  # too few to tell how far off the outermost stands
        return ranks
    with np.errstate(invalid="ignore", divide="ignore"):
        ranks[1:-1] = np.arange(1, n - 1) + (values[1:-1] - values[:-2]) / (
            values[2:] - values[:-2]
        )
        ranks[0] = np.exp(-(values[1] - values[0]) / (values[-1] - values[1]))
        ranks[-1] = n - np.exp(-(values[-1] - values[-2]) / (values[-2] - values[0]))
    return ranks


def _word_order(ranks: Floats) -> Floats:
    """Give each curve the place of its rising ranks, read as a word; equal words are equal."""
    ordered = np.sort(ranks, axis=1).astype(">f8")
    # Positive numbers stand in the order of their bytes.
    words = np.ascontiguousarray(ordered).view(np.dtype((np.void, 8 * ranks.shape[1])))[:, 0]
    _, number = np.unique(words, return_inverse=True)
    return number.astype(np.float64)


def _measure(ranks: Floats, kind: str) -> Floats:
    lowest = np.asarray(ranks.min(axis=1), dtype=np.float64)
    if kind != "area":
        return lowest
    top = np.ceil(lowest)
    with np.errstate(invalid="ignore"):
        short = np.where(ranks <= top[:, None], top[:, None] - ranks, 0.0)
    area: Floats = np.where(np.isfinite(top), top - short.mean(axis=1), np.inf)
    return area


def _order_statistics(curves: Floats, known: NDArray[np.bool_], k: float) -> tuple[Floats, Floats]:
    """Return the k-th lowest and highest of the defined values at each distance."""
    total, grid = curves.shape
    low, high = np.full(grid, np.nan), np.full(grid, np.nan)
    for d in range(grid):
        values = np.sort(curves[known[:, d], d])
        if values.size:
            most = (values.size + 1) // 2
            at = int(np.clip(k * values.size / total + 1e-9, 1, most)) if np.isfinite(k) else most
            low[d], high[d] = values[at - 1], values[values.size - at]
    return low, high


def _hull(kept: Floats) -> tuple[Floats, Floats]:
    """Return the lowest and highest defined value at each distance."""
    return np.fmin.reduce(kept, axis=0), np.fmax.reduce(kept, axis=0)
