"""Leave one site out: which sites, by their mere presence, order the others."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..model.checks import choice
from ..model.ties import level
from ._validation import Floats, Weights, table_values, weight_values
from .criteria import Criterion, criterion_columns, scale_values


def leave_one_out(
    matrix: pd.DataFrame,
    criteria: Sequence[Criterion],
    *,
    weights: Weights,
    method: str = "weighted_sum",
) -> pd.DataFrame:
    """Score the sites again without each one in turn, and count the neighbours that change order.

    Parameters
    ----------
    matrix : DataFrame, shape (sites, columns)
        Values in the unit of each criterion, none missing; three sites or more.
    criteria : sequence of Criterion
        What counts, and how; scaled anew each time.
    weights : Series, mapping or sequence, shape (criteria,)
        Zero or more, summing to 1.
    method : {"weighted_sum", "topsis"}
        TOPSIS takes benefits and costs only. (A weighted product never changes its order.)

    Returns
    -------
    DataFrame, shape (sites, 2)
        reversed_pairs: neighbouring pairs of the full ranking, the site's own left out, that turn
        without it; new_first: the site that then leads, missing where the leader stays.
        ``attrs["reversals"]``: how many sites turn some pair.

    Notes
    -----
    When no neighbouring pair turns, no pair does. Scores closer than 1e-12 count as tied, and a
    tie as no change.

    References
    ----------
    Wang & Luo (2009), Mathematical and Computer Modelling 49: 1221-1229.

    Examples
    --------
    >>> from clusterlab.siting import Criterion
    >>> plots = pd.DataFrame({"price": [1.0, 3.0, 9.0], "jobs": [40.0, 50.0, 45.0]},
    ...                      index=["a", "b", "c"])
    >>> leave_one_out(plots, [Criterion(name="price", direction="cost"), Criterion(name="jobs")],
    ...               weights=[0.45, 0.55])["reversed_pairs"].to_dict()
    {'a': 0, 'b': 1, 'c': 0}
    """
    choice(method, "method", ("weighted_sum", "topsis"))
    chosen = criterion_columns(matrix, criteria)
    values = table_values(chosen, "matrix")
    numbers = weight_values(weights, chosen.columns)
    if len(values) < 3:
        raise ValueError(f"leave_one_out needs three sites or more. There are {len(values)}.")
    if method == "topsis":
        for c in criteria:
            if c.direction == "target" or c.scaling == "value":
                raise ValueError(f"topsis takes benefits and costs. {c.name!r} is neither.")
    score = _topsis_scores if method == "topsis" else _sum_scores
    full = level(score(values, criteria, numbers), scale=1.0)
    order = np.argsort(-full, kind="stable")
    turned = np.zeros(len(values), dtype=np.int64)
    leader = np.full(len(values), -1)
    for out in range(len(values)):
        keep = order[order != out]
        again = score(values[keep], criteria, numbers)
        before = -np.diff(full[keep]) > 1e-12
        turned[out] = int((before & (np.diff(again) > 1e-12)).sum())
        first = int(np.argmax(again))
        leader[out] = keep[first] if again[first] > again[0] + 1e-12 else -1
    names = chosen.index.to_series().reset_index(drop=True)
    table = pd.DataFrame(
        {
            "reversed_pairs": turned,
            "new_first": names.reindex(leader).where(leader >= 0).to_numpy(),
        },
        index=chosen.index,
    )
    table.attrs["reversals"] = int((turned > 0).sum())
    return table


def _sum_scores(values: Floats, criteria: Sequence[Criterion], weights: Floats) -> Floats:
    scaled, _ = scale_values(values, criteria)
    score: Floats = scaled @ weights
    return score


def _topsis_scores(values: Floats, criteria: Sequence[Criterion], weights: Floats) -> Floats:
    size = np.sqrt((values**2).sum(axis=0))
    scale = weights / np.where(size > 0, size, 1)
    signs = np.array([-1.0 if c.direction == "cost" else 1.0 for c in criteria])
    worth = values * signs * scale
    to_best = np.sqrt(((worth - worth.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((worth - worth.min(axis=0)) ** 2).sum(axis=1))
    both = to_best + to_worst
    closeness: Floats = np.divide(to_worst, both, where=both > 0, out=np.zeros(len(values)))
    return closeness
