"""Ellison-Glaeser index: concentration beyond what the sizes of plants alone would bring."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ._plants import read_plants
from ._shares import ratio


def ellison_glaeser(
    plants: pd.DataFrame, *, regions: Sequence[str] | pd.Series | None = None
) -> pd.DataFrame:
    r"""Compare each industry's concentration with that of darts thrown at the map of jobs.

    .. math:: \gamma = \frac{G - (1 - \sum_r x_r^2) H}{(1 - \sum_r x_r^2)(1 - H)},
        \qquad G = \sum_r (s_r - x_r)^2, \qquad H = \sum_k z_k^2

    with z the share of each plant in the industry's workers.

    Parameters
    ----------
    plants : DataFrame
        One row for each plant, with the columns region, industry and employees.
    regions : sequence or Series, optional
        All regions, so that empty ones are known; as a Series, all jobs in each, where `plants`
        does not hold every industry. Without it, :math:`x_r` comes from the plants.

    Returns
    -------
    DataFrame, indexed by industry
        plants, employees, G, H, gamma [-] and z: distance of G from what darts would give, in
        standard deviations. Above 0 is concentration; the authors call more than 0.05 strong.
        gamma is NaN, with a `reason`, where an industry has no workers ("no_workers") or all at
        one plant ("one_plant"), or one region has all jobs ("one_region"); z also where darts
        could not scatter.

    References
    ----------
    Ellison & Glaeser (1997), Journal of Political Economy 105: 889-927.

    Examples
    --------
    >>> sites = pd.DataFrame({"region": ["A", "A", "B", "A", "B", "B"], "employees": 10,
    ...                       "industry": ["bio"] * 2 + ["food"] * 4})
    >>> ellison_glaeser(sites)[["G", "H", "gamma"]]  # doctest: +NORMALIZE_WHITESPACE
                  G     H  gamma
    industry
    bio       0.500  0.50    1.0
    food      0.125  0.25    0.0
    """
    sites = read_plants(plants, regions)
    shares = ratio(sites.table(), sites.by_industry(sites.workers))
    z = sites.size_shares()
    x = sites.area
    x2, x3 = np.square(x).sum(), (x**3).sum()
    free = 1 - x2 if (x > 0).sum() > 1 else np.nan
    G = np.square(shares - x[:, None]).sum(axis=0)
    H, z4 = sites.by_industry(z**2), sites.by_industry(z**4)
    variance = 2 * (H**2 * (x2 - 2 * x3 + x2**2) - z4 * (x2 - 4 * x3 + 3 * x2**2))
    # Where darts cannot scatter, the variance is 0 but for rounding.
    spread = np.where(variance > 1e-15, np.sqrt(np.maximum(variance, 0)), np.nan)
    excess = G - free * H
    reasons = sites.reasons()
    alone = np.array([reason != "" for reason in reasons])
    return pd.DataFrame(
        {
            "plants": np.bincount(sites.industry, minlength=len(sites.industries)),
            "employees": sites.by_industry(sites.workers),
            "G": G,
            "H": H,
            "gamma": np.where(alone, np.nan, ratio(excess, free * (1 - H))),
            "z": excess / spread,
            "reason": reasons,
        },
        index=sites.industries,
    )
