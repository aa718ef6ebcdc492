"""Rank: from a table of sites and declared criteria to scores and ranks, in one call."""

from collections.abc import Sequence

import pandas as pd

from ..model.checks import choice
from ._validation import Weights, weight_values
from .criteria import Criterion, criterion_columns, scale
from .topsis import topsis
from .weighted_product import weighted_product
from .weighted_sum import weighted_sum

METHODS = ("weighted_sum", "weighted_product", "topsis")


def rank(
    matrix: pd.DataFrame,
    criteria: Sequence[Criterion],
    *,
    weights: Weights,
    method: str = "weighted_sum",
    missing: str = "refuse",
    normalise: bool = False,
) -> pd.DataFrame:
    """Score and rank sites.

    Parameters
    ----------
    matrix : DataFrame, shape (sites, columns)
        Values in the unit of each criterion.
    criteria : sequence of Criterion
        What counts, and how.
    weights : Series, mapping or sequence, shape (criteria,)
        Zero or more; they sum to 1, unless `normalise`.
    method : {"weighted_sum", "weighted_product", "topsis"}
        The weighted sum takes the scaled criteria; the other two the values themselves, with
        directions benefit and cost only.
    missing : {"refuse", "worst", "median", "drop"}
        What an empty cell counts as; see `scale`.
    normalise : bool
        Divide the weights by their sum.

    Returns
    -------
    DataFrame, shape (sites, 2)
        score [-]; rank, 1 being best, ties sharing the better rank. ``attrs``: weights, method,
        directions, units, scalings, constant, missing, filled, dropped.

    Raises
    ------
    ValueError
        An unknown criterion, unusable weights, or values that the method does not take.

    Notes
    -----
    One list of ranks hides how firmly it holds: read it beside `rank_acceptability`.

    Examples
    --------
    >>> from clusterlab.siting import Criterion
    >>> plots = pd.DataFrame({"price": [100.0, 300.0, 150.0], "jobs": [10.0, 90.0, 80.0]},
    ...                      index=["a", "b", "c"])
    >>> ranked = rank(plots, [Criterion(name="price", direction="cost"), Criterion(name="jobs")],
    ...               weights={"price": 0.5, "jobs": 0.5})
    >>> ranked["rank"].to_dict(), ranked.attrs["weights"]
    ({'a': 2, 'b': 2, 'c': 1}, {'price': 0.5, 'jobs': 0.5})
    """
    choice(method, "method", METHODS)
    scaled = scale(matrix, criteria, missing=missing)
    numbers = weight_values(weights, scaled.columns, normalise=normalise)
    if method == "weighted_sum":
        score = weighted_sum(scaled, numbers)
    else:
        if scaled.attrs["filled"]:
            raise ValueError(f"{method} takes values as they are: choose missing='drop'.")
        for criterion in criteria:
            if criterion.direction == "target" or criterion.scaling == "value":
                raise ValueError(
                    f"{method} takes benefits and costs. Criterion {criterion.name!r} is a "
                    f"{criterion.direction} with scaling {criterion.scaling!r}."
                )
        values = criterion_columns(matrix, criteria).loc[scaled.index]
        function = topsis if method == "topsis" else weighted_product
        score = function(values, numbers, scaled.attrs["directions"])
    # Scores equal but for rounding are one number here already.
    # NaN (all sites alike) has no rank; the dtype stays whole numbers.
    ranks = score.rank(ascending=False, method="min").astype("Int64")
    out = pd.DataFrame({"score": score, "rank": ranks})
    out.attrs = {"method": method, **score.attrs, **scaled.attrs}
    return out
