"""Ranks candidates, says how firmly each rank holds, and sets methods and weights side by side."""

import json
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...model.reason import Reason
from ...siting.criteria import Criterion, scale, worths
from ...siting.entropy_weights import entropy_weights
from ...siting.rank import rank
from ...siting.rank_acceptability import rank_acceptability
from ...siting.scale_uncertainty import scale_uncertainty
from .surroundings import Moved

BANDS = ((0.8, "firm"), (0.5, "likely"), (0.05, "possible"), (0.0, "unlikely"))
"""Least share of draws among the first k, and the word for it."""
METHODS = ("weighted_sum", "weighted_product", "topsis")


def complete(matrix: pd.DataFrame, criteria: Sequence[Criterion], *, missing: str) -> pd.DataFrame:
    """Fill or drop what is not known, so that every method reads the same values.

    Parameters
    ----------
    matrix : DataFrame, shape (candidates, criteria)
        Values in the unit of each criterion; each criterion has a known value.
    criteria : sequence of Criterion
        In the order of the columns.
    missing : {"worst", "median", "drop"}
        As in `siting.scale`.

    Returns
    -------
    DataFrame
        Without missing values. ``attrs["filled"]``: candidates by criterion; dropped: candidates.
    """
    scaled = scale(matrix, criteria, missing=missing)
    out = pd.DataFrame(matrix.loc[scaled.index, list(scaled.columns)])
    for one in criteria:
        known = out[one.name].dropna().to_numpy(dtype=np.float64)
        if len(known) < len(out):
            worst = float(known[int(np.argmin(worths(known, one)))])
            value = worst if missing == "worst" else float(np.median(known))
            out[one.name] = out[one.name].fillna(value)
    out.attrs = {"filled": scaled.attrs["filled"], "dropped": scaled.attrs["dropped"]}
    return out


def ranking(
    matrix: pd.DataFrame,
    criteria: Sequence[Criterion],
    *,
    weights: pd.Series,
    uncertainty: pd.DataFrame | None = None,
    moved: Moved | None = None,
    draws: int = 10_000,
    top: int = 10,
    interval: float = 0.9,
    concentration: float | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Rank candidates by the weighted sum, and say how firmly each rank holds.

    Parameters
    ----------
    matrix : DataFrame, shape (candidates, criteria)
        Complete values (`complete`).
    criteria : sequence of Criterion
        What counts, and how.
    weights : Series
        Weights that the rank is given by; they sum to 1.
    uncertainty : DataFrame, optional
        Standard deviation of the values, same candidates and criteria.
    moved : Moved, optional
        Displacements that each move several criteria together; these are then not drawn by their
        own standard deviation.
    draws, top, interval, seed
        As in `siting.rank_acceptability`; top is at most the number of candidates.
    concentration : float, optional
        Draw weights round those given, this closely; without it any weights are as likely.

    Returns
    -------
    DataFrame, indexed by candidate_id, best first
        rank, score [-]; first_share, top_share [0-1]; rank_low, rank_high: interval of the rank;
        band: firm (among the first k in 80 % of draws), likely (50 %), possible (5 %) or unlikely.
        ``attrs``: draws, top, interval, constant (criteria in which all are alike).
    """
    found = rank(matrix, criteria, weights=weights)
    scaled = scale(matrix, criteria)
    sd, together = None, None
    if moved is not None and len(matrix):
        together = moved.off(matrix) * _turns(matrix, criteria)
    if uncertainty is not None and len(matrix):
        spread = uncertainty.loc[matrix.index, list(matrix.columns)].copy()
        spread.attrs = {}
        if moved is not None:
            spread[[name for name in moved.criteria if name in spread]] = 0.0
        sd = scale_uncertainty(spread, matrix, criteria)
    top = min(top, len(matrix))
    held = rank_acceptability(
        scaled,
        seed=seed,
        weights=None if concentration is None else weights,
        concentration=concentration or 1.0,
        sd=sd,
        together=together,
        draws=draws,
        top=top,
        interval=interval,
    ).summary
    out = pd.DataFrame(
        {
            "rank": found["rank"].astype("int64"),
            "score": found["score"],
            "first_share": held["first"],
            "top_share": held["top"],
            "rank_low": held["low"],
            "rank_high": held["high"],
        }
    )
    out["band"] = [band(share) for share in out["top_share"]]
    out.attrs = {}
    # Of equal ranks the one that stands first more often, then the smaller id.
    order = pd.DataFrame({"rank": out["rank"], "top": -out["top_share"], "id": out.index})
    out = out.loc[order.sort_values(["rank", "top", "id"]).index]
    out.attrs = {
        "draws": draws,
        "top": top,
        "interval": interval,
        "constant": scaled.attrs["constant"],
    }
    return out


def _turns(matrix: pd.DataFrame, criteria: Sequence[Criterion]) -> NDArray[np.float64]:
    """Give the slope of each criterion's scaling with its sign, shape (candidates, criteria)."""
    unit = pd.DataFrame(1.0, index=matrix.index, columns=matrix.columns)
    slope = scale_uncertainty(unit, pd.DataFrame(matrix), criteria).to_numpy(dtype=np.float64)
    for j, one in enumerate(criteria):
        x = matrix[one.name].to_numpy(dtype=np.float64)
        step = max(float(np.ptp(x)), 1.0) * 1e-6
        slope[:, j] *= np.sign(worths(x + step, one) - worths(x - step, one))
    return slope


def band(top_share: float) -> str:
    """Name how firmly a candidate is among the first k.

    >>> band(0.93), band(0.5), band(0.2), band(0.0)
    ('firm', 'likely', 'possible', 'unlikely')
    """
    return next(name for least, name in BANDS if top_share >= least)


def by_method(
    matrix: pd.DataFrame, criteria: Sequence[Criterion], *, weights: pd.Series
) -> pd.DataFrame:
    """Rank by the weighted sum, the weighted product and TOPSIS with the same weights.

    Parameters
    ----------
    matrix : DataFrame, shape (candidates, criteria)
        Complete values.
    criteria : sequence of Criterion
        What counts, and how.
    weights : Series
        They sum to 1.

    Returns
    -------
    DataFrame, indexed by candidate_id
        A column of ranks for each method that takes these values. ``attrs``: agreement, Kendall's
        tau-b with the weighted sum by method; reasons, why a method is left out.
    """
    ranks: dict[str, pd.Series] = {}
    reasons: dict[str, Reason] = {}
    for method in METHODS:
        low = [c.name for c in criteria if c.direction == "cost" and matrix[c.name].min() <= 0]
        low += [c.name for c in criteria if matrix[c.name].min() < 0 and c.name not in low]
        target = [c.name for c in criteria if c.direction == "target"]
        if method != "weighted_sum" and target:
            reasons[method] = Reason("method_no_target", criterion=target[0])
        elif method == "weighted_product" and low:
            reasons[method] = Reason("method_not_positive", criterion=low[0])
        else:
            found = rank(matrix, criteria, weights=weights, method=method)
            ranks[method] = found["rank"]
    out = pd.DataFrame(ranks)
    out.attrs = {
        "agreement": {
            method: float(out[METHODS[0]].corr(out[method].astype("float64"), method="kendall"))
            for method in out.columns
            if method != METHODS[0]
        },
        "reasons": reasons,
    }
    return out


def other_weights(matrix: pd.DataFrame) -> "pd.Series[float] | Reason":
    """Weigh criteria by how much they tell the candidates apart.

    Parameters
    ----------
    matrix : DataFrame
        Complete values.

    Returns
    -------
    Series or Reason
        Entropy weights, where no value is below zero and some criterion varies.
    """
    negative = [name for name in matrix.columns if matrix[name].min() < 0]
    if negative:
        return Reason("entropy_negative", criterion=negative[0])
    if len(matrix) < 2 or not (matrix.max() > matrix.min()).any():
        return Reason("values_all_equal")
    return entropy_weights(pd.DataFrame(matrix))


def pairwise_table(text: str, criteria: Sequence[str]) -> pd.DataFrame:
    """Read judgements on pairs of criteria.

    Parameters
    ----------
    text : str
        JSON: ``{"station_m": {"price_m2": 3}}`` says that the first matters three times as much
        as the second. Each pair once; criteria that are not among those given are left out.
    criteria : sequence of str
        The criteria that are measured.

    Returns
    -------
    DataFrame, shape (criteria, criteria)
        Reciprocal; NaN for a pair that is not judged. ``attrs["named"]``: criteria that the text
        names, known or not.

    Raises
    ------
    ValueError
        What is no JSON object of objects of numbers above zero.
    """
    rule = 'ahp must be JSON such as {"station_m": {"price_m2": 3}}, numbers above zero'
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"{rule}; {error.msg} at character {error.pos + 1}.") from None
    if not isinstance(given, Mapping):
        raise ValueError(f"{rule}. It is {text[:60]!r}.")
    names = list(criteria)
    table = pd.DataFrame(np.eye(len(names)), index=names, columns=names).replace(0.0, np.nan)
    named: dict[str, None] = {}
    for first, others in given.items():
        if not isinstance(others, Mapping):
            raise ValueError(f"{rule}. What stands at {first!r} is {others!r}.")
        for second, value in others.items():
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
                raise ValueError(f"{rule}. {first!r} against {second!r} is {value!r}.")
            named |= {first: None, second: None}
            if first in names and second in names and first != second:
                table.loc[first, second] = float(value)
                table.loc[second, first] = 1 / float(value)
    table.attrs["named"] = list(named)
    return table


def unjudged(pairwise: pd.DataFrame) -> list[tuple[str, str]]:
    """List the pairs of criteria without a judgement.

    Parameters
    ----------
    pairwise : DataFrame
        As `pairwise_table` returns it.

    Returns
    -------
    list of (str, str)
        Each pair once.
    """
    names = list(pairwise.columns)
    empty = pairwise.isna().to_numpy()
    return [
        (names[i], names[j])
        for i in range(len(names))
        for j in range(i + 1, len(names))
        if empty[i, j]
    ]
