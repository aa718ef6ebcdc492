"""Economic complexity of regions and of industries."""

import numpy as np
import pandas as pd

from ..model.reason import Reason
from ._advantage import advantage
from ._memory import refuse_square
from ._shares import FloatArray


def complexity(employment: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    r"""Give the complexity of regions (ECI) and of industries (PCI) by the method of reflections.

    .. math:: K = D^{-1} M U^{-1} M^\top K \cdot \lambda^{-1}

    for the second largest eigenvalue λ, with :math:`M_{ri} = 1` where the location quotient is 1
    or more, D the regions' numbers of such industries and U the industries' numbers of regions.

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more.

    Returns
    -------
    eci : Series, shape (regions,)
    pci : Series, shape (industries,)
        Each with mean 0 and (population) standard deviation 1 [-]; the sign is that with which
        ECI rises with the number of strong industries. NaN for a region or industry without jobs.
        All NaN, with ``attrs["reason"]``, where the eigenvector is not one of a kind.

    Notes
    -----
    Codes of reasons: ``disconnected`` (regions and industries fall into parts that share nothing,
    so that the parts cannot be compared), ``no_structure`` (all regions are strong in the same),
    ``tie`` (two eigenvectors explain as much) and ``too_few`` (under two regions or industries).

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
    reason, left, right = _second_pair(scaled)
    if reason:
        eci.attrs["reason"] = pci.attrs["reason"] = Reason(
            reason, regions=int(rows.sum()), industries=int(columns.sum())
        )
        return eci, pci
    of_regions = left / np.sqrt(diversity[rows])
    of_industries = right / np.sqrt(ubiquity[columns])
    sign = _sign(of_regions, diversity[rows], of_industries, ubiquity[columns])
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


def _sign(
    of_regions: FloatArray, diversity: FloatArray, of_industries: FloatArray, ubiquity: FloatArray
) -> float:
    """Sign with which regions rise with diversity; failing that, industries fall with ubiquity."""
    for vector, yardstick in ((of_regions, diversity), (of_industries, -ubiquity)):
        lean = float((vector - vector.mean()) @ (yardstick - yardstick.mean()))
        if abs(lean) > 1e-9 * np.linalg.norm(vector) * np.linalg.norm(yardstick):
            return float(np.sign(lean))
    return float(np.sign(of_regions[np.argmax(np.abs(of_regions))]))
