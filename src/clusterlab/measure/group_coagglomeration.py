"""Group coagglomeration: whether the industries of a group lie together."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ._plants import read_plants
from ._shares import ratio


def group_coagglomeration(
    plants: pd.DataFrame,
    groups: Mapping[str, str] | pd.Series,
    *,
    regions: Sequence[str] | pd.Series | None = None,
) -> pd.DataFrame:
    r"""Give Ellison and Glaeser's index of coagglomeration for groups of industries.

    .. math:: \gamma^c = \frac{G / (1 - \sum_r x_r^2) - H - \sum_j \gamma_j w_j^2 (1 - H_j)}
        {1 - \sum_j w_j^2}

    with :math:`w_j` the share of industry j in the group's workers, :math:`H = \sum_j w_j^2 H_j`,
    and G of the group as a whole.

    Parameters
    ----------
    plants : DataFrame
        One row for each plant, with the columns region, industry and employees.
    groups : mapping or Series
        The group of each industry; industries that it does not name belong to none, yet count in
        :math:`x_r`.
    regions : sequence or Series, optional
        As in `ellison_glaeser`.

    Returns
    -------
    DataFrame, indexed by group
        industries, plants, employees, G, H, gamma [-]: above 0 the industries lie together. NaN,
        with a `reason`, where a group has workers in fewer than two industries ("one_industry"),
        or one region holds all jobs ("one_region").

    Notes
    -----
    It is the mean of `coagglomeration` over the pairs of the group, weighted by the product of
    their sizes. It says nothing about plants of one industry among themselves.

    References
    ----------
    Ellison & Glaeser (1997), Journal of Political Economy 105: 889-927, section V.

    Examples
    --------
    >>> sites = pd.DataFrame({"region": ["A", "A", "B", "A", "B", "B"], "employees": 10,
    ...                       "industry": ["bio", "drugs", "steel", "bio", "steel", "cars"]})
    >>> table = group_coagglomeration(sites, {"bio": "health", "drugs": "health"})
    >>> float(table.loc["health", "gamma"])
    1.0
    """
    sites = read_plants(plants, regions)
    group_of = pd.Series(groups).reindex(sites.industries)
    code, names = pd.factorize(group_of)
    inside = code >= 0
    jobs = sites.table()
    size = jobs.sum(axis=0)
    x = sites.area
    free = 1 - np.square(x).sum() if (x > 0).sum() > 1 else np.nan
    z = sites.size_shares()
    H = np.nan_to_num(sites.by_industry(z**2))
    G = np.nan_to_num(np.square(ratio(jobs, size) - x[:, None]).sum(axis=0))
    member = np.zeros((len(code), len(names)))
    member[inside, code[inside]] = 1
    workers = size @ member
    w2 = np.where(inside, np.nan_to_num(ratio(size, (member @ workers))), 0.0) ** 2
    group_G = np.square(ratio(jobs @ member, workers) - x[:, None]).sum(axis=0)
    pairs = 1 - w2 @ member
    # The plant sizes of each industry fall out of the formula, so that one plant is no obstacle.
    excess = (group_G - (w2 * G) @ member) / free
    several = ((size > 0).astype(float) @ member) > 1
    reason = np.where(several, "", "one_industry") if free > 0 else "one_region"
    return pd.DataFrame(
        {
            "industries": member.sum(axis=0).astype(int),
            "plants": (np.bincount(sites.industry, minlength=len(code)) @ member).astype(int),
            "employees": workers,
            "G": group_G,
            "H": (w2 * H) @ member,
            "gamma": np.where(several, ratio(excess, pairs), np.nan),
            "reason": reason,
        },
        index=pd.Index(names, name="group"),
    )
