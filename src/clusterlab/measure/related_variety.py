"""Related variety: how varied a region is within and between groups of kindred industries."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ._shares import counts, entropy_nats, ratio


def related_variety(
    employment: pd.DataFrame, *, groups: Mapping[str, str] | pd.Series
) -> pd.DataFrame:
    r"""Split the entropy of a region's industries into that within groups and that between them.

    .. math:: UV = -\sum_g P_g \ln P_g, \qquad RV = \sum_g P_g H_g, \qquad
        H_g = -\sum_{i \in g} \frac{p_i}{P_g} \ln \frac{p_i}{P_g}

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more.
    groups : mapping or Series
        The group of each industry, such as the first two digits of its code.

    Returns
    -------
    DataFrame, indexed by region
        variety = related + unrelated [nats]. NaN for an empty region.

    Raises
    ------
    ValueError
        An industry has no group.

    Notes
    -----
    The paper takes logarithms to base 2: divide by ln 2 to get its bits.

    References
    ----------
    Frenken, Van Oort & Verburg (2007), Regional Studies 41: 685-697.

    Examples
    --------
    >>> jobs = pd.DataFrame({"211": [5, 10], "212": [5, 0], "10": [10, 10]}, index=["A", "B"])
    >>> related_variety(jobs, groups={"211": "21", "212": "21", "10": "10"}).round(4)
       variety  related  unrelated
    A   1.0397   0.3466     0.6931
    B   0.6931   0.0000     0.6931
    """
    values = counts(employment)
    of_group = pd.Series(groups).reindex(employment.columns)
    if of_group.isna().any():
        raise ValueError(f"groups must name every industry; it lacks {of_group.isna().idxmax()!r}.")
    code, names = pd.factorize(of_group)
    member = np.zeros((len(code), len(names)))
    member[np.arange(len(code)), code] = 1
    shares = ratio(values, values.sum(axis=1, keepdims=True))
    variety, unrelated = entropy_nats(shares), entropy_nats(shares @ member)
    related = variety - unrelated
    # A difference of two sums: what is left of rounding is no variety.
    related = np.where(np.abs(related) < 1e-14, 0.0, related)
    return pd.DataFrame(
        {"variety": variety, "related": related, "unrelated": unrelated}, index=employment.index
    )
