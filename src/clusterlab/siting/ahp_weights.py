"""AHP weights: from judgements on pairs of criteria, with their consistency."""

import numpy as np
import pandas as pd

from ._validation import table_values
from .weights import weight_series

# Mean consistency index of random reciprocal matrices, for n = 1 ... 15 (Saaty 1980, table 1.5).
RANDOM_INDEX = (
    0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
)  # fmt: skip
CONSISTENT_BELOW = 0.1


def ahp_weights(pairwise: pd.DataFrame) -> pd.Series:
    r"""Derive weights from a matrix of pairwise judgements by its principal eigenvector.

    .. math:: A w = \lambda_{max} w, \quad
        CI = \frac{\lambda_{max} - n}{n - 1}, \quad CR = CI / RI_n

    Parameters
    ----------
    pairwise : DataFrame, shape (criteria, criteria)
        How many times the row's criterion matters more than the column's, 1/9 to 9 as a rule;
        a_ji = 1 / a_ij and ones on the diagonal. Rows and columns bear the same names.

    Returns
    -------
    Series, shape (criteria,)
        Weights [-], which sum to 1. ``attrs``: method "ahp", lambda_max, consistency_index,
        consistency_ratio, consistent (ratio of 0.1 or less), and least_consistent: the pair whose
        judgement is farthest from the ratio of its weights, empty when all agree.

    Raises
    ------
    ValueError
        A matrix that is not square, not positive or not reciprocal, or more than 15 criteria.

    Notes
    -----
    Judgements with a ratio above 0.1 are not refused; the result says so. With one or two criteria
    the ratio is 0, as no judgement can contradict another.

    References
    ----------
    Saaty (1980), The Analytic Hierarchy Process, McGraw-Hill.

    Examples
    --------
    >>> names = ["access", "price", "size"]
    >>> judged = pd.DataFrame([[1, 2, 4], [1/2, 1, 2], [1/4, 1/2, 1]], names, names)
    >>> weights = ahp_weights(judged)
    >>> weights.round(4).to_dict(), weights.attrs["consistent"]
    ({'access': 0.5714, 'price': 0.2857, 'size': 0.1429}, True)
    """
    values = table_values(pairwise, "pairwise")
    names = pairwise.columns
    count = len(names)
    if values.shape[0] != count or list(pairwise.index) != list(names):
        raise ValueError(
            "pairwise must have the same criteria as rows and columns. "
            f"Its shape is {values.shape}."
        )
    if count > len(RANDOM_INDEX):
        raise ValueError(f"pairwise may have {len(RANDOM_INDEX)} criteria. It has {count}.")
    if values.min() <= 0:
        raise ValueError(f"pairwise must be above zero. The lowest value is {values.min():g}.")
    # Judgements are often written with two decimals: 0.33 for a third is reciprocal enough.
    off = np.abs(values * values.T - 1)
    if off.max() > 0.02:
        row, col = divmod(int(off.argmax()), count)
        raise ValueError(
            f"pairwise must be reciprocal. {names[row]!r} against {names[col]!r} is "
            f"{values[row, col]:g}, the other way {values[col, row]:g}."
        )
    roots, vectors = np.linalg.eig(values)
    top = int(np.argmax(roots.real))
    vector = np.abs(vectors[:, top].real)
    weights = vector / vector.sum()
    index = max(float(roots[top].real) - count, 0.0) / (count - 1) if count > 1 else 0.0
    ratio = index / RANDOM_INDEX[count - 1] if count > 2 else 0.0
    strain = np.abs(np.log(values * weights[None, :] / weights[:, None]))
    row, col = divmod(int(strain.argmax()), count)
    return weight_series(
        pd.Series(weights, index=names.copy()),
        method="ahp",
        lambda_max=float(roots[top].real),
        consistency_index=index,
        consistency_ratio=ratio,
        consistent=ratio <= CONSISTENT_BELOW,
        least_consistent=[names[row], names[col]] if strain.max() > 0.02 else [],
    )
