"""Economic complexity of regions and of industries."""

import numpy as np
import pandas as pd

from ..model.reason import Reason
from ._advantage import advantage
from ._memory import refuse_square
from ._shares import FloatArray


def complexity(
    employment: pd.DataFrame, *, least_industries: int = 2
) -> tuple[pd.Series, pd.Series]:
    r"""Give the complexity of regions (ECI) and of industries (PCI) by the method of reflections.

    .. math:: K = D^{-1} M U^{-1} M^\top K \cdot \lambda^{-1}

    for the second largest eigenvalue λ, with :math:`M_{ri} = 1` where the location quotient is 1
    or more, D the regions' numbers of such industries and U the industries' numbers of regions.

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more.
    least_industries : int
        Industries with jobs that the table must tell apart; with fewer, both are undefined.

    Returns
    -------
    eci : Series, shape (regions,)
    pci : Series, shape (industries,)
        Each with mean 0 and (population) standard deviation 1 [-]; the sign is that with which
        ECI rises with the number of strong industries, and both are undefined where it does
        neither rise nor fall with it: nothing else tells which end is the complex one. NaN for a
        region or industry without jobs. All NaN, with ``attrs["reason"]``, where the eigenvector
        is not one of a kind.

    Notes
    -----
    Codes of reasons: ``disconnected`` (regions and industries fall into parts that share nothing,
    so that the parts cannot be compared), ``no_structure`` (all regions are strong in the same),
    ``tie`` (two eigenvectors explain as much), ``too_few`` (under two regions or industries),
    ``too_few_industries`` (fewer than asked for) and ``sign_undetermined``. Over a dozen broad
    groups the index is an axis for or against the largest of them rather than complexity; the
    studies of this package ask for 50 industries.

    References
    ----------
    Hidalgo & Hausmann (2009), PNAS 106: 10570-10575.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [9, 1, 0], "law": [9, 8, 1], "food": [2, 9, 9]},
    ...                     index=["Seoul", "Osong", "Gokseong"])
    >>> eci, pci = complexity(jobs)
    >>> eci.round(3).to_dict()
    {'Seoul': 1.309, 'Osong': -0.191, 'Gokseong': -1.118}
    >>> pci.round(3).to_dict()
    {'bio': 1.118, 'law': 0.191, 'food': -1.309}
    """
    strong = advantage(employment)
    refuse_square(min(strong.shape), "regions and industries")
    diversity, ubiquity = strong.sum(axis=1), strong.sum(axis=0)
    rows, columns = diversity > 0, ubiquity > 0
    eci = pd.Series(np.nan, index=employment.index, name="eci")
    pci = pd.Series(np.nan, index=employment.columns, name="pci")
    scaled = strong[np.ix_(rows, columns)] / np.sqrt(np.outer(diversity[rows], ubiquity[columns]))
    regions, industries = int(rows.sum()), int(columns.sum())
    if industries < least_industries and industries >= 2:
        why = Reason("too_few_industries", industries=industries, minimum=least_industries)
        eci.attrs["reason"] = pci.attrs["reason"] = why
        return eci, pci
    reason, left, right = _second_pair(scaled)
    sign = 0.0
    if not reason:
        sign = _sign(left / np.sqrt(diversity[rows]), diversity[rows])
        reason = "" if sign else "sign_undetermined"
    if reason:
        eci.attrs["reason"] = pci.attrs["reason"] = Reason(
            reason, regions=regions, industries=industries
        )
        return eci, pci
    of_regions = left / np.sqrt(diversity[rows])
    of_industries = right / np.sqrt(ubiquity[columns])
    eci[rows] = sign * (of_regions - of_regions.mean()) / of_regions.std()
    pci[columns] = sign * (of_industries - of_industries.mean()) / of_industries.std()
    return eci, pci


def _second_pair(scaled: FloatArray) -> tuple[str, FloatArray, FloatArray]:
    """Second singular vectors, or the reason why there are none to choose."""
    none = np.empty(0)
    if min(scaled.shape) < 2:
        return "too_few", none, none
    tall = scaled.shape[0] > scaled.shape[1]
    # The smaller of the two products has the same eigenvalues.
    values, vectors = np.linalg.eigh(scaled.T @ scaled if tall else scaled @ scaled.T)
    second, third = values[-2], values[-3] if len(values) > 2 else 0.0
    if second > 1 - 1e-9:
        return "disconnected", none, none
    if second < 1e-9:
        return "no_structure", none, none
    if second - third < 1e-9:
        return "tie", none, none
    near = vectors[:, -2]
    far = (scaled @ near if tall else scaled.T @ near) / np.sqrt(second)
    return ("", far, near) if tall else ("", near, far)


def _sign(of_regions: FloatArray, diversity: FloatArray) -> float:
    """Sign with which regions rise with diversity; 0 where they neither rise nor fall with it."""
    apart, yardstick = of_regions - of_regions.mean(), diversity - diversity.mean()
    lean = float(apart @ yardstick)
    # What rounding leaves of a correlation of zero would flip with the order of the rows.
    settled = abs(lean) > 1e-9 * np.linalg.norm(apart) * np.linalg.norm(yardstick)
    return float(np.sign(lean)) if settled else 0.0
