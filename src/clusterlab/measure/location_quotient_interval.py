"""Interval of the location quotient: how much hangs on which plants happen to be there."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._plants import read_plants
from ._shares import FloatArray, ratio

Whole = NDArray[np.int64]
ROWS = 4_000_000  # draws x plants up to which rows are drawn
KEPT = 32_000_000  # draws x cells held at once: 256 MB
PART = 256  # cells whose draws are put in order at a time
MOST = 250_000_000  # sums over regions and industries: 2 GB


def location_quotient_interval(
    plants: pd.DataFrame, *, confidence: float = 0.95, draws: int = 999, seed: int = 0
) -> pd.DataFrame:
    r"""Give a percentile interval of each location quotient by drawing plants again.

    In each draw, as many plants as there are are drawn with replacement from all of them, and
    every quotient is worked out anew.

    Parameters
    ----------
    plants : DataFrame
        One row for each plant, with the columns region, industry and employees.
    confidence : float
        Share of the draws that the interval holds.
    draws : int
        Number of draws.
    seed : int
        Start of the random numbers; the same seed gives the same interval.

    Returns
    -------
    DataFrame, indexed by region and industry, for all pairs of both
        plants: how many; observed, low, high: the quotient and its interval [-]; drawn: share of
        the draws in which the quotient was defined, which are those the interval rests on.

    Notes
    -----
    A pair without plants keeps 0 in every draw: the interval says nothing about plants that might
    have come. With few plants the interval is rough. Beyond four million draws x plants, how often
    each plant is drawn is drawn in place of the rows: the same law from other random numbers.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, Chapman & Hall.

    Examples
    --------
    >>> sites = pd.DataFrame({"region": ["A"] * 4 + ["B"] * 6, "employees": 10,
    ...                       "industry": ["bio"] * 3 + ["food"] * 6 + ["bio"]})
    >>> table = location_quotient_interval(sites, draws=199)
    >>> table.loc[("A", "bio"), ["plants", "observed"]].tolist()
    [3.0, 1.875]
    >>> bool(table.loc[("A", "bio"), "low"] < 1.875 < table.loc[("A", "bio"), "high"])
    True
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence}.")
    if draws < 1:
        raise ValueError(f"draws must be 1 or more, not {draws}.")
    sites = read_plants(plants, None)
    shape = (len(sites.regions), len(sites.industries))
    _refuse_what_cannot_fit(draws, *shape)
    cell = sites.region * shape[1] + sites.industry
    count = np.bincount(cell, minlength=shape[0] * shape[1])
    held = np.flatnonzero(count)
    few = draws * len(cell) <= ROWS
    some, there = (_by_rows if few else _by_counts)(
        cell, sites.workers, held, shape, draws=draws, seed=seed, confidence=confidence
    )
    # A cell without plants has 0 jobs in every draw in which its quotient is defined.
    defined = (there[0].T @ there[1]).ravel() / draws
    limits = np.where(defined > 0, 0.0, np.nan) * np.ones((2, 1))
    limits[:, held] = some
    return pd.DataFrame(
        {
            "plants": count,
            "observed": _quotient(sites.table()).ravel(),
            "low": limits[0],
            "high": limits[1],
            "drawn": defined,
        },
        index=pd.MultiIndex.from_product([sites.regions, sites.industries]),
    )


def _refuse_what_cannot_fit(draws: int, regions: int, industries: int) -> None:
    """Refuse margins that no memory holds; the draws of the cells themselves come in parts."""
    if draws * (regions + industries) > MOST:
        raise ValueError(
            f"draws must be fewer: {draws:,} draws of {regions:,} regions and {industries:,} "
            f"industries make {draws * (regions + industries):,} sums, and {MOST:,} are allowed, "
            f"which are {MOST // (regions + industries):,} draws."
        )


def _by_rows(
    cell: Whole,
    workers: FloatArray,
    held: Whole,
    shape: tuple[int, int],
    *,
    draws: int,
    seed: int,
    confidence: float,
) -> tuple[FloatArray, list[FloatArray]]:
    """Draw rows: for little work, where compiling would cost more than it saves."""
    rng = np.random.default_rng(seed)
    number = len(cell)
    place = np.searchsorted(held, cell)
    drawn = np.empty((len(held), draws))
    regions, industries = np.empty((draws, shape[0])), np.empty((draws, shape[1]))
    for draw in range(draws):
        picked = rng.integers(0, number, number)
        jobs = np.bincount(place[picked], weights=workers[picked], minlength=len(held))
        regions[draw] = np.bincount(held // shape[1], weights=jobs, minlength=shape[0])
        industries[draw] = np.bincount(held % shape[1], weights=jobs, minlength=shape[1])
        drawn[:, draw] = jobs
    expected = regions[:, held // shape[1]] * industries[:, held % shape[1]]
    quotient = ratio(drawn * regions.sum(axis=1), expected.T)
    return _limits(quotient, confidence), [
        (one > 0).astype(np.float64) for one in (regions, industries)
    ]


def _by_counts(
    cell: Whole,
    workers: FloatArray,
    held: Whole,
    shape: tuple[int, int],
    *,
    draws: int,
    seed: int,
    confidence: float,
) -> tuple[FloatArray, list[FloatArray]]:
    """Draw how often each plant is picked; cells in parts, as many as memory is given to."""
    # Imported here: it compiles, and small tables never need it.
    from ._bootstrap import Redrawn, quotients

    order = np.argsort(cell, kind="stable")
    start = np.append(np.searchsorted(cell[order], held), len(cell))
    drawing = Redrawn(start, workers[order], draws=draws, seed=seed)
    region, industry = held // shape[1], held % shape[1]
    whole = len(held) * draws <= KEPT
    kept, (regions, industries) = drawing.sums(
        0, len(held), [(region, shape[0]), (industry, shape[1])], keep=whole
    )
    limits = np.empty((2, len(held)))
    quotient = np.empty((PART, draws))
    step = len(held) if whole else max(PART, KEPT // draws)
    for first in range(0, len(held), step):
        last = min(first + step, len(held))
        if not whole:
            kept, _ = drawing.sums(first, last, keep=True)
        for start_at in range(first, last, PART):
            here = slice(start_at, min(start_at + PART, last))
            part = quotient[: here.stop - here.start]
            sums = kept[:, here.start - first : here.stop - first]
            quotients(sums, regions, industries, region[here], industry[here], part)
            limits[:, here] = _limits(part, confidence)
    there = [
        (one.transpose(0, 2, 1).reshape(-1, one.shape[1])[:draws] > 0).astype(np.float64)
        for one in (regions, industries)
    ]
    return limits, there


def _limits(quotient: FloatArray, confidence: float) -> FloatArray:
    """Return both ends of the interval of each row, of what is defined; shape (2, rows)."""
    tails = (1 - confidence) / 2, 1 - (1 - confidence) / 2
    limits = np.full((2, len(quotient)), np.nan)
    # A sum is NaN where any part is: one pass, and no array of flags.
    full = ~np.isnan(quotient.sum(axis=1))
    rows = quotient if full.all() else quotient[full]
    for end, tail in zip(limits, tails, strict=True):
        end[full] = _quantile(rows, tail)
    rest = np.sort(quotient[~full], axis=1)  # NaN comes last
    known = rest.shape[1] - np.isnan(rest).sum(axis=1)
    for end, tail in zip(limits, tails, strict=True):
        where = tail * np.maximum(known - 1, 0)
        place = np.floor(where).astype(np.intp)
        above = np.minimum(place + 1, np.maximum(known - 1, 0))
        low, high = (np.take_along_axis(rest, k[:, None], axis=1)[:, 0] for k in (place, above))
        end[~full] = _between(low, high, where - place)
    return limits


def _quantile(values: FloatArray, share: float) -> FloatArray:
    """Return a quantile of each row (Hyndman & Fan's type 7), rearranging the rows.

    One place is sought at a time, which numpy does by vector instructions.
    """
    where = share * (values.shape[1] - 1)
    place = int(np.floor(where))
    if share < 0.5:
        above = min(place + 1, values.shape[1] - 1)
        values.partition(above, axis=1)
        low, high = values[:, : place + 1].max(axis=1), values[:, above]
    else:
        values.partition(place, axis=1)
        low = values[:, place]
        high = values[:, place + 1 :].min(axis=1) if place + 1 < values.shape[1] else low
    return _between(low, high, np.asarray(where - place))


def _between(low: FloatArray, high: FloatArray, part: FloatArray) -> FloatArray:
    """Go part of the way from one to the other, as numpy's quantiles do."""
    step = high - low
    return np.asarray(np.where(part < 0.5, low + step * part, high - step * (1 - part)))


def _quotient(jobs: FloatArray) -> FloatArray:
    """Location quotient of a regions × industries array."""
    expected = np.outer(jobs.sum(axis=1), jobs.sum(axis=0))
    return ratio(jobs * jobs.sum(), expected)
