"""Location quotient: how specialised a region is in an industry."""

import numpy as np
import pandas as pd

from ._shares import aligned, counts, ratio, told_empty


def location_quotient(
    employment: pd.DataFrame, *, reference: pd.Series | None = None
) -> pd.DataFrame:
    r"""Compare each region's industry share with the share in the whole area.

    .. math:: LQ_{ri} = \frac{x_{ri} / x_{r}}{x_{i} / x}

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more.
    reference : Series, shape (industries,), optional
        Counts of the whole area by industry, where they come from a source of their own. Without
        it the area is the sum of the regions given.

    Returns
    -------
    DataFrame, shape (regions, industries)
        Ratio [-]; 1 is the area average. NaN where a region or an industry has nothing.

    Raises
    ------
    ValueError
        A count is negative or missing, or `reference` names other industries.

    Notes
    -----
    The mean over regions, weighted by their size, is 1 for every industry. Say what was counted:
    a quotient of value added is not one of jobs.

    References
    ----------
    Florence (1939), Report on the Location of Industry, Political and Economic Planning.
    Balassa (1965), The Manchester School 33: 99-123.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [30, 10], "food": [20, 40]}, index=["Osong", "rest"])
    >>> location_quotient(jobs)
           bio      food
    Osong  1.5  0.666667
    rest   0.5  1.333333
    """
    values = counts(employment)
    area = values.sum(axis=0) if reference is None else aligned(reference, employment.columns)
    share = ratio(values, values.sum(axis=1, keepdims=True))
    quotient = ratio(share, ratio(area, area.sum()))
    return told_empty(
        pd.DataFrame(np.asarray(quotient), index=employment.index, columns=employment.columns),
        employment,
    )
