"""What decides each neighbouring pair of a ranking, and how little would turn it."""

import numpy as np
import pandas as pd

from ..model.ties import SAME
from ._validation import Weights, table_values, weight_values
from .weighted_sum import weighted_sum


def pair_decisions(scaled: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    r"""Name the criterion that puts each site before the next one in a weighted sum.

    With advantages :math:`a_j = w_j (s_{uj} - s_{lj})` of the upper over the lower site, the
    deciding criterion has the largest. Its weight at which the two would tie, the others keeping
    their proportions, is :math:`w^* = \rho / (\rho - \delta)` with
    :math:`\delta = s_{uj} - s_{lj}` and :math:`\rho = \sum_{l \ne j} a_l / (1 - w_j)`.

    Parameters
    ----------
    scaled : DataFrame, shape (sites, criteria)
        Criteria on one scale on which more is better, as `scale` returns them.
    weights : Series, mapping or sequence, shape (criteria,)
        Zero or more, summing to 1.

    Returns
    -------
    DataFrame, shape (sites - 1, 7), best pair first
        upper, lower: sites; margin: difference of scores [-]; criterion: the deciding one, missing
        where the two tie in all; advantage: its part of the margin, above the margin where other
        criteria speak against; weight: its weight; weight_at_tie: NaN where no weight of it turns
        the pair.

    Examples
    --------
    >>> scaled = pd.DataFrame({"access": [1.0, 0.0], "price": [0.0, 1.0]}, index=["a", "b"])
    >>> pairs = pair_decisions(scaled, [0.7, 0.3]).round(3)
    >>> pairs[["upper", "lower", "margin", "criterion", "weight_at_tie"]].to_numpy().tolist()
    [['a', 'b', 0.4, 'access', 0.5]]
    """
    values = table_values(scaled, "scaled")
    numbers = weight_values(weights, scaled.columns)
    order = np.argsort(-weighted_sum(scaled, weights).to_numpy(), kind="stable")
    upper, lower = order[:-1], order[1:]
    difference = values[upper] - values[lower]
    advantage = difference * numbers
    top = advantage.argmax(axis=1)
    rows = np.arange(len(top))
    best, weight = advantage[rows, top], numbers[top]
    margin = advantage.sum(axis=1)
    margin[np.abs(margin) <= SAME * np.abs(values).max()] = 0.0
    decided = best > 0
    rest = 1 - weight
    with np.errstate(divide="ignore", invalid="ignore"):
        others = (margin - best) / rest
        tie = others / (others - difference[rows, top])
    turns = decided & (rest > 0) & (tie >= 0) & (tie <= 1)
    return pd.DataFrame(
        {
            "upper": scaled.index[upper],
            "lower": scaled.index[lower],
            "margin": margin,
            "criterion": scaled.columns[top].where(decided),
            "advantage": np.where(decided, best, np.nan),
            "weight": np.where(decided, weight, np.nan),
            "weight_at_tie": np.where(turns, tie, np.nan),
        }
    )
