"""Entropy weights: criteria that tell the sites apart weigh more."""

import numpy as np
import pandas as pd

from ._validation import table_values
from .weights import weight_series


def entropy_weights(matrix: pd.DataFrame) -> pd.Series:
    r"""Weigh criteria by how far their shares over the sites are from even.

    .. math:: p_{ij} = x_{ij} / \sum_i x_{ij}, \quad
        e_j = -\sum_i p_{ij} \ln p_{ij} / \ln n, \quad
        w_j = (1 - e_j) / \sum_l (1 - e_l)

    Parameters
    ----------
    matrix : DataFrame, shape (sites, criteria)
        Values on a ratio scale, zero or more; at least two sites.

    Returns
    -------
    Series, shape (criteria,)
        Weights [-], which sum to 1. ``attrs``: method "entropy", entropies, and constant: criteria
        in which all sites are alike, whose weight is 0.

    Raises
    ------
    ValueError
        A negative value, fewer than two sites, or all criteria are constant.

    Notes
    -----
    The weights say what varies, not what matters: they hang on the unit's zero (degrees Celsius
    and kelvin differ) and on which sites are compared. 0 ln 0 counts as 0.

    References
    ----------
    Zeleny (1982), Multiple Criteria Decision Making, McGraw-Hill, chapter 7.

    Examples
    --------
    >>> sites = pd.DataFrame({"jobs": [1.0, 3.0], "slope": [2.0, 2.0]})
    >>> entropy_weights(sites).to_dict()
    {'jobs': 1.0, 'slope': 0.0}
    """
    values = table_values(matrix, "matrix")
    if len(values) < 2:
        raise ValueError(f"Entropy weights need two sites or more. There is {len(values)}.")
    if values.min() < 0:
        raise ValueError(f"matrix must be zero or more. The lowest value is {values.min():g}.")
    constant = np.ptp(values, axis=0) == 0
    if constant.all():
        raise ValueError("Entropy weights need a criterion that varies. All are constant.")
    totals = values.sum(axis=0)
    shares = values / np.where(totals > 0, totals, 1)
    logs = np.log(shares, where=shares > 0, out=np.zeros_like(shares))
    entropies = -(shares * logs).sum(axis=0) / np.log(len(values))
    entropies[constant] = 1.0
    spread = np.maximum(1 - entropies, 0)
    return weight_series(
        pd.Series(spread / spread.sum(), index=matrix.columns),
        method="entropy",
        entropies=dict(zip(matrix.columns, entropies.tolist(), strict=True)),
        constant=list(matrix.columns[constant]),
    )
