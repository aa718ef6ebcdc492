"""Cluster stars: in how many respects a regional industry is among the foremost of its kind."""

import numpy as np
import pandas as pd
from scipy import stats

from ..model.checks import whole_number
from ..model.ties import level
from ._rank_interval import rank_interval
from ._shares import FloatArray, counts, ratio
from .location_quotient import location_quotient


def cluster_stars(
    employment: pd.DataFrame,
    *,
    output: pd.DataFrame | None = None,
    before: pd.DataFrame | None = None,
    top_pct: float = 20.0,
    draws: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Give each regional industry a star for each respect in which it is near the top.

    The respects, each compared among the regions that have the industry:

    - size: its jobs;
    - specialisation: its location quotient;
    - productivity: output for each job, if `output` is given; otherwise focus: its share in the
      region's jobs;
    - growth: of its jobs since `before`, if that is given.

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more.
    output : DataFrame, same labels, optional
        Output, such as value added.
    before : DataFrame, same labels, optional
        The same count at an earlier date.
    top_pct : float
        A region has the star if at most this part of the regions are better [%].
    draws : int
        Weightings of the respects that make up the rank interval.
    seed : int
        Start of the random numbers.

    Returns
    -------
    DataFrame, indexed by region and industry; only pairs with a count above 0
        The value of each respect; star_<respect>: whether it has the star; stars and of: how many
        of how many; rank among the industry's regions by the mean of their percentile ranks;
        rank_low, rank_high: interval of the rank over 90 % of random weightings; compared: how
        many regions have the industry. Growth is NaN, and without a star, for an industry that
        was not there before; for the rank it counts as in the middle.

    Notes
    -----
    It follows the stars of the European Cluster Panorama, whose respects are size, specialisation,
    productivity and growth and whose line is the best fifth; its predecessor, the European Cluster
    Observatory, took the best tenth in size, a quotient of 2 and focus. Size and focus favour
    large and small regions respectively, so that a single star proves little.

    References
    ----------
    Ketels & Protsiv (2016), European Cluster Panorama 2016, European Commission.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [90, 20, 10], "food": [10, 80, 90]}, index=list("ABC"))
    >>> table = cluster_stars(jobs, top_pct=40)
    >>> table.xs("bio", level="industry")[["stars", "rank"]]  # doctest: +NORMALIZE_WHITESPACE
            stars  rank
    region
    A           3     1
    B           0     2
    C           0     3
    """
    if not 0 < top_pct < 100:
        raise ValueError(f"top_pct must lie between 0 and 100, not {top_pct}.")
    whole_number(draws, "draws")
    values = counts(employment)
    respects = {
        "size": values,
        "specialisation": location_quotient(employment).to_numpy(),
    }
    if output is None:
        respects["focus"] = ratio(values, values.sum(axis=1, keepdims=True))
    else:
        respects["productivity"] = ratio(_like(output, employment, "output"), values)
    if before is not None:
        respects["growth"] = ratio(values, _like(before, employment, "before")) - 1
    tables = []
    for column, industry in enumerate(employment.columns):
        there = values[:, column] > 0
        table = pd.DataFrame({name: all_[there, column] for name, all_ in respects.items()})
        places = np.column_stack([_percentile(table[name].to_numpy()) for name in respects])
        better = np.column_stack([_better(table[name].to_numpy()) for name in respects])
        stars = pd.DataFrame(
            100 * better < top_pct + 1e-9, columns=[f"star_{name}" for name in respects]
        )
        table = pd.concat([table, stars], axis="columns")
        table["stars"], table["of"] = stars.sum(axis=1), len(respects)
        ranks = rank_interval(places, draws=draws, seed=seed)
        table = pd.concat([table, ranks], axis="columns")
        table["compared"] = int(there.sum())
        table.index = pd.MultiIndex.from_product(
            [employment.index[there], [industry]], names=["region", "industry"]
        )
        tables.append(table)
    out = pd.concat(tables)
    out.attrs = {"top_pct": top_pct, "draws": draws, "seed": seed, "respects": list(respects)}
    return out


def _like(table: pd.DataFrame, model: pd.DataFrame, name: str) -> FloatArray:
    """Return counts in the order of another table, which must name the same labels."""
    odd = table.index.symmetric_difference(model.index).tolist()
    odd += table.columns.symmetric_difference(model.columns).tolist()
    if odd:
        raise ValueError(f"{name} must name the same regions and industries; {odd[0]!r} is in one.")
    return counts(table.reindex(index=model.index, columns=model.columns), name=name)


def _percentile(values: FloatArray) -> FloatArray:
    """Percentile rank from 0 to 1, ties in the middle of theirs, unknown ones at one half."""
    known = ~np.isnan(values)
    place = np.full(len(values), 0.5)
    if known.any():
        place[known] = (stats.rankdata(level(values[known])) - 0.5) / known.sum()
    return place


def _better(values: FloatArray) -> FloatArray:
    """Part of the others known that are better; infinite where the value is unknown."""
    values = level(values)
    known = np.sort(values[~np.isnan(values)])
    above = len(known) - np.searchsorted(known, values, side="right")
    # The place itself is one of those compared: the first of five is in the best fifth.
    part = (above + 1) / max(1, len(known))
    return np.where(np.isnan(values), np.inf, part)
