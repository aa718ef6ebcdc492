"""Rank acceptability (SMAA): how firmly a ranking holds when weights and values are uncertain."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model.checks import positive, whole_number
from ..model.reason import Reason
from ..model.ties import SAME
from ._validation import Floats, Weights, table_values, weight_values

# Draws that share one random stream. Fixed, so that the result does not depend on threads.
CHUNK = 250
# Scores worked on at a time: what fits beside the criteria in a core's own cache.
BLOCK_CELLS = 20_000
MOST_CELLS = 1_000_000_000

Ranks = NDArray[np.unsignedinteger]
Reals: TypeAlias = NDArray[np.floating]


@dataclass(frozen=True)
class RankAcceptability:
    """How often each site takes each rank.

    Attributes
    ----------
    summary : DataFrame, shape (sites, 8)
        first, top: share of draws in which the site is first, or among the top k [0-1]; mean_rank;
        low, high: the rank interval that holds the stated share of draws; best, worst: extreme
        ranks; spread_first: what one standard error of `first` is, from the number of draws.
        ``attrs``: draws, seed, top, interval, weights ("simplex" or
        those given), concentration.
    ranks : DataFrame, shape (sites, ranks kept + 1)
        Rank acceptability index: share of draws at rank 1, 2, ...; column "later" holds the rest,
        so that each row sums to 1.
    central_weights : DataFrame, shape (sites, criteria)
        Mean of the weights with which the site came first; NaN where it never did.
    """

    summary: pd.DataFrame
    ranks: pd.DataFrame
    central_weights: pd.DataFrame


def rank_acceptability(
    scaled: pd.DataFrame,
    *,
    seed: int,
    weights: Weights | None = None,
    concentration: float = 50.0,
    sd: pd.DataFrame | None = None,
    together: NDArray[np.float64] | None = None,
    draws: int = 10_000,
    top: int = 10,
    interval: float = 0.9,
    ranks_kept: int = 50,
    threads: int | None = None,
) -> RankAcceptability:
    r"""Rank sites by weighted sums under random weights and random values.

    In each draw the rank of site i is :math:`1 + \#\{l: u_l > u_i\}` with
    :math:`u_i = \sum_j w_j (s_{ij} + \sigma_{ij} z_{ij})`; sites that tie share the better rank.

    Parameters
    ----------
    scaled : DataFrame, shape (sites, criteria)
        Criteria on one scale on which more is better, as `scale` returns them.
    seed : int
        Seed of all draws; the result does not depend on threads.
    weights : Series, mapping or sequence, shape (criteria,), optional
        Weights round which those of each draw lie: Dirichlet with parameters concentration · w, so
        that their mean is w and a criterion of weight 0 stays at 0. Without it, uniform on the
        simplex.
    concentration : float
        How close draws keep to the weights; the variance of a weight is w(1-w) / (1 + it).
    sd : DataFrame, shape (sites, criteria), optional
        Standard deviation of the scaled values, as `scale_uncertainty` returns it; independent
        normal errors, for what criteria do not share.
    together : array, shape (displacements, sites, criteria), optional
        Errors of the scaled values that belong together, such as of one misplaced plot in all its
        distances. Each draw takes one of these tables whole, so that they move together.
    draws : int
        Number of draws.
    top : int
        The k of the share in the top k; at most the number of sites.
    interval : float
        Share of draws that the rank interval holds.
    ranks_kept : int
        Columns of the acceptability index.
    threads : int, optional
        Threads; as many as there are cores.

    Returns
    -------
    RankAcceptability
        summary, ranks and central_weights.

    Raises
    ------
    ValueError
        Missing values, unusable weights, a negative sd, or numbers out of range.

    Notes
    -----
    The weighted sum of independent normal errors is itself normal with variance
    :math:`\sum_j w_j^2 \sigma_{ij}^2`, so one error for each site and draw is enough. Products and
    sums run criterion by criterion, never as a matrix product: equal sites tie exactly, and a site
    that is nowhere worse than another never ranks behind it unless sd says so. Scores within 1e-12
    of the largest tie, whatever the order of criteria; where all sites are alike, each is first in
    every draw, and ``summary.attrs["reason"]`` says why. An error shared by
    criteria (a misplaced plot is misplaced for all of them) is given as `together`; in `sd` it
    would be drawn for each criterion apart, and cancel where it should add up.

    References
    ----------
    Lahdelma & Salminen (2001), Operations Research 49: 444-454.
    Saisana, Saltelli & Tarantola (2005), Journal of the Royal Statistical Society A 168: 307-323.

    Examples
    --------
    >>> scaled = pd.DataFrame({"access": [1.0, 0.2, 0.0], "price": [0.0, 0.9, 0.0]},
    ...                       index=["a", "b", "c"])
    >>> held = rank_acceptability(scaled, seed=1, draws=4000, top=1)
    >>> held.summary["first"].round(1).to_dict()
    {'a': 0.5, 'b': 0.5, 'c': 0.0}
    """
    values = table_values(scaled, "scaled")
    sites, criteria = values.shape
    draws = whole_number(draws, "draws", minimum=1)
    top = whole_number(top, "top", minimum=1)
    kept = min(whole_number(ranks_kept, "ranks_kept", minimum=1), sites)
    if not 0 < interval <= 1:
        raise ValueError(f"interval must be above 0 and at most 1. It is {interval}.")
    if draws * sites > MOST_CELLS:
        raise ValueError(
            f"draws times sites may be {MOST_CELLS:,}. {draws:,} times {sites:,} is more."
        )
    given = None if weights is None else weight_values(weights, scaled.columns)
    errors = None if sd is None else _errors(sd, scaled)
    shared = None if together is None else _shared(together, values.shape)
    roots = np.random.SeedSequence(seed).spawn(1 + -(-draws // CHUNK))
    drawn = _draw_weights(np.random.default_rng(roots[0]), draws, criteria, given, concentration)
    ranks: Ranks = np.empty((sites, draws), dtype=rank_type(sites))
    columns = np.ascontiguousarray(values.T)

    def work(chunk: int) -> None:
        start = chunk * CHUNK
        rng = np.random.default_rng(roots[1 + chunk])
        some = drawn[start : start + CHUNK]
        ranks[:, start : start + CHUNK] = _rank_chunk(columns, some, errors, rng, shared)

    workers = threads or os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, range(len(roots) - 1)))
        parts = np.array_split(np.arange(sites), min(sites, workers * 4))
        told = list(pool.map(lambda part: _tell(ranks[part], top, interval, kept, sites), parts))
    summary = pd.DataFrame(np.vstack([one[0] for one in told]), index=scaled.index, columns=_TOLD)
    whole = ["low", "high", "best", "worst"]
    summary[whole] = summary[whole].astype("int64")
    summary.attrs = {
        "draws": draws,
        "seed": seed,
        "top": top,
        "interval": interval,
        "weights": "simplex"
        if given is None
        else dict(zip(scaled.columns, given.tolist(), strict=True)),
        "concentration": None if given is None else concentration,
    }
    if errors is None and sites > 1 and (np.ptp(values, axis=0) == 0).all():
        summary.attrs["reason"] = Reason("sites_alike", sites=sites)
    index = pd.DataFrame(
        np.vstack([one[1] for one in told]),
        index=scaled.index,
        columns=[*range(1, kept + 1), "later"],
    )
    central = pd.DataFrame(_central(ranks, drawn), index=scaled.index, columns=scaled.columns)
    return RankAcceptability(summary, index, central)


_TOLD = ["first", "top", "mean_rank", "low", "high", "best", "worst", "spread_first"]


def _errors(sd: pd.DataFrame, scaled: pd.DataFrame) -> Reals | None:
    """Variances of the scaled values, shape (criteria, sites); nothing when all are zero."""
    if not sd.index.equals(scaled.index) or list(sd.columns) != list(scaled.columns):
        raise ValueError("sd must have the same sites and criteria as scaled, in the same order.")
    spread = table_values(sd, "sd")
    if spread.min() < 0:
        raise ValueError(f"sd must be zero or more. The lowest given is {spread.min():g}.")
    return np.ascontiguousarray((spread**2).T, dtype=np.float32) if spread.any() else None


def _shared(together: Floats, shape: tuple[int, int]) -> Floats | None:
    """Check errors that belong together; shape (displacements, criteria, sites), or none."""
    found = np.asarray(together, dtype=np.float64)
    if found.ndim != 3 or found.shape[1:] != shape or not np.isfinite(found).all():
        raise ValueError(
            "together must be finite, of shape (displacements, sites, criteria) with "
            f"{shape[0]} sites and {shape[1]} criteria. Its shape is {found.shape}."
        )
    return np.ascontiguousarray(found.transpose(0, 2, 1)) if found.any() else None


def _draw_weights(
    rng: np.random.Generator, draws: int, criteria: int, given: Floats | None, concentration: float
) -> Floats:
    """Draw weights, shape (draws, criteria): uniform on the simplex, or round those given."""
    if given is None:
        return rng.dirichlet(np.ones(criteria), draws)
    alpha = given * positive(concentration, "concentration")
    drawn = np.zeros((draws, criteria))
    drawn[:, alpha > 0] = rng.dirichlet(alpha[alpha > 0], draws)
    return drawn


def _rank_chunk(
    columns: Floats,
    weights: Floats,
    variances: Reals | None,
    rng: np.random.Generator,
    shared: Floats | None = None,
) -> Ranks:
    """Rank all sites in the draws of one chunk; shape (sites, draws)."""
    sites = columns.shape[1]
    block = max(1, BLOCK_CELLS // sites)
    scores, term = np.empty((block, sites)), np.empty((block, sites))
    single = np.empty((2, block, sites), dtype=np.float32)
    keys = np.empty((block, sites), dtype=np.int64)
    numbers = np.arange(sites)
    bits = sites.bit_length()
    # Scores become whole numbers as fine as leaves room for the site's number below them, so that
    # one sort of whole numbers gives order and ties; some 13 digits remain for 5,000 sites. Normal
    # errors in single precision never reach ten standard deviations.
    reach = np.abs(columns).max() + (
        0 if variances is None else 10 * float(np.sqrt(variances.max()))
    )
    if shared is not None:
        reach += np.abs(shared).max()
    # Where all scores are zero any step will do; the power itself must stay within a float.
    power = 61 - bits - (np.ceil(np.log2(reach)) if reach > 0 else 0.0)
    fine = 2.0 ** min(power, 1000.0)
    same = int(SAME * reach * fine)
    kind = rank_type(sites)
    positions = np.arange(1, sites + 1, dtype=kind)
    place = np.empty((len(weights), sites), dtype=kind)
    for start in range(0, len(weights), block):
        w = weights[start : start + block]
        n = len(w)
        # Negative scores, as sorting runs upwards and the best should come first.
        score = _add_up(-w, columns, scores[:n], term[:n])
        if variances is not None:
            # Errors in single precision, which is far finer than any error is known.
            noise = rng.standard_normal(score.shape, dtype=np.float32)
            squares = (w**2).astype(np.float32)
            spread = _add_up(squares, variances, single[0][:n], single[1][:n])
            score += np.multiply(np.sqrt(spread, out=spread), noise, out=spread)
        if shared is not None:
            chosen = rng.integers(0, len(shared), n)
            for j in range(shared.shape[1]):
                score -= w[:, j, None] * shared[chosen, j]
        key = keys[:n]
        key[:] = np.multiply(score, fine, out=score)
        key <<= bits
        key |= numbers
        key.sort(axis=1)
        order = key & ((1 << bits) - 1)
        key >>= bits
        tied = key[:, 1:] - key[:, :-1] <= same
        for row in range(n):
            rank = positions
            if tied[row].any():
                rank = np.where(np.concatenate([[False], tied[row]]), 0, positions)
                rank = np.maximum.accumulate(rank)
            place[start + row][order[row]] = rank
    return np.ascontiguousarray(place.T)


def rank_type(sites: int) -> type[np.uint16] | type[np.uint32]:
    """Give the smallest whole-number type that holds every rank."""
    return np.uint16 if sites < 2**16 else np.uint32


def _add_up(weights: Reals, columns: Reals, out: Reals, term: Reals) -> Reals:
    """Sum weights times columns, criterion by criterion, so that equal sites get equal sums."""
    np.multiply(weights[:, 0, None], columns[0], out=out)
    for j in range(1, len(columns)):
        np.multiply(weights[:, j, None], columns[j], out=term)
        out += term
    return out


def _tell(ranks: Ranks, top: int, interval: float, kept: int, sites: int) -> tuple[Floats, Floats]:
    """Sum up the ranks of some sites, shape (some, draws)."""
    draws = ranks.shape[1]
    every = np.arange(1, sites + 1)
    told, index = np.empty((len(ranks), len(_TOLD))), np.empty((len(ranks), kept + 1))
    # A quantile is a rank that some draw has: the k-th smallest, counted in draws.
    tail = (1 - interval) / 2
    low_at = int(np.floor(tail * draws + 1e-9)) + 1
    high_at = draws - low_at + 1
    for i, row in enumerate(ranks):
        counts = np.bincount(row, minlength=sites + 1)[1:]
        summed = counts.cumsum()
        first = counts[0] / draws
        told[i] = (
            first,
            summed[min(top, sites) - 1] / draws,
            float(counts @ every) / draws,
            int(np.searchsorted(summed, low_at)) + 1,
            int(np.searchsorted(summed, high_at)) + 1,
            int(np.searchsorted(summed, 1)) + 1,
            int(np.searchsorted(summed, draws)) + 1,
            np.sqrt(first * (1 - first) / draws),
        )
        index[i, :kept] = counts[:kept] / draws
        index[i, kept] = (draws - summed[kept - 1]) / draws
    return told, index


def _central(ranks: Ranks, weights: Floats) -> Floats:
    """Mean weights of the draws in which a site is first, shape (sites, criteria)."""
    central = np.full((len(ranks), weights.shape[1]), np.nan)
    for site in np.flatnonzero((ranks == 1).any(axis=1)):
        central[site] = weights[ranks[site] == 1].mean(axis=0)
    return central
