"""Maurel-Sédillot index: the excess chance that two workers of different plants are neighbours."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ._plants import read_plants
from ._shares import ratio


def maurel_sedillot(
    plants: pd.DataFrame, *, regions: Sequence[str] | pd.Series | None = None
) -> pd.DataFrame:
    r"""Estimate how far plants of an industry prefer each other's region.

    .. math:: \gamma = \frac{p - \sum_r x_r^2}{1 - \sum_r x_r^2}
        = \frac{G - H}{1 - H}, \qquad G = \frac{\sum_r s_r^2 - \sum_r x_r^2}{1 - \sum_r x_r^2},
        \qquad p = \frac{\sum_r s_r^2 - H}{1 - H}

    Parameters
    ----------
    plants : DataFrame
        One row for each plant, with the columns region, industry and employees.
    regions : sequence or Series, optional
        As in `ellison_glaeser`.

    Returns
    -------
    DataFrame, indexed by industry
        plants, employees, G, H, p: estimated chance that two plants, weighted by size, lie in the
        same region [0-1]; gamma [-]; z: distance of p from :math:`\sum x^2` in the standard
        deviations of plants placed independently. NaN with a `reason` as in `ellison_glaeser`.

    Notes
    -----
    z rests on the exact variance of :math:`\sum s_r^2` when each plant picks its region with the
    probabilities :math:`x_r`.

    References
    ----------
    Maurel & Sédillot (1999), Regional Science and Urban Economics 29: 575-604.

    Examples
    --------
    >>> sites = pd.DataFrame({"region": ["A", "A", "B", "A", "B", "B"], "employees": 10,
    ...                       "industry": ["bio"] * 2 + ["food"] * 4})
    >>> maurel_sedillot(sites)[["G", "H", "gamma"]]  # doctest: +NORMALIZE_WHITESPACE
                 G     H  gamma
    industry
    bio       1.00  0.50    1.0
    food      0.25  0.25    0.0
    """
    sites = read_plants(plants, regions)
    shares = ratio(sites.table(), sites.by_industry(sites.workers))
    z = sites.size_shares()
    x = sites.area
    x2, x3 = np.square(x).sum(), (x**3).sum()
    free = 1 - x2 if (x > 0).sum() > 1 else np.nan
    same = np.square(shares).sum(axis=0)
    H, cubes, fourths = (sites.by_industry(z**power) for power in (2, 3, 4))
    reasons = sites.reasons()
    alone = np.array([reason != "" for reason in reasons])
    p = np.where(alone, np.nan, ratio(same - H, 1 - H))
    # Pairs of plants that agree by themselves, and pairs of pairs that share a plant.
    pairs = 2 * (H**2 - fourths) * (x2 - x2**2)
    chains = 4 * (H - 2 * cubes + 2 * fourths - H**2) * (x3 - x2**2)
    variance = pairs + chains
    spread = np.where(variance > 1e-15, np.sqrt(np.maximum(variance, 0)), np.nan)
    return pd.DataFrame(
        {
            "plants": np.bincount(sites.industry, minlength=len(sites.industries)),
            "employees": sites.by_industry(sites.workers),
            "G": (same - x2) / free,
            "H": H,
            "p": p,
            "gamma": (p - x2) / free,
            "z": (same - H - (1 - H) * x2) / spread,
            "reason": reasons,
        },
        index=sites.industries,
    )
