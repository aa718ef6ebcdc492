"""Theil index: how far a spread departs from that of all jobs, in information."""

import numpy as np
import pandas as pd

from ._shares import Of, choice, counts, labels, ratio, told_empty


def theil(employment: pd.DataFrame, *, of: Of = "industry") -> pd.Series:
    r"""Give the relative entropy of each industry's regions, or each region's industries.

    .. math:: T_i = \sum_r s_{ri} \ln \frac{s_{ri}}{x_r}, \qquad 0 \ln 0 = 0

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more.
    of : {"industry", "region"}
        "industry": its shares over regions against those of all jobs. "region": its shares over
        industries against those of the whole area.

    Returns
    -------
    Series, shape (industries,) or (regions,)
        From 0 (no departure) to ln(1/x) of the place that holds it all [nats]. NaN where there is
        nothing to share.

    Notes
    -----
    The mean over industries, weighted by their size, equals that over regions: both are the
    mutual information of region and industry.

    References
    ----------
    Theil (1967), Economics and Information Theory, North-Holland.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [30, 10], "food": [20, 40]}, index=["Osong", "rest"])
    >>> theil(jobs).round(4)
    bio     0.1308
    food    0.0566
    Name: theil, dtype: float64
    """
    values = counts(employment)
    table = values if choice("of", of, ("region", "industry")) == "region" else values.T
    total = table.sum()
    shares = ratio(table, table.sum(axis=1, keepdims=True))
    quotient = ratio(shares, ratio(table.sum(axis=0), total))
    # Where the share is 0 the term is 0, even if nothing at all is in that place.
    logs = np.log(np.where(shares > 0, quotient, 1.0))
    index = (np.where(shares > 0, shares, 0.0) * logs).sum(axis=1)
    index = np.where(table.sum(axis=1) > 0, np.maximum(index, 0.0), np.nan)
    return told_empty(pd.Series(index, index=labels(employment, of), name="theil"), employment)
