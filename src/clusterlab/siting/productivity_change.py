"""Productivity change: what a denser place is worth at a stated agglomeration elasticity."""

import numpy as np
import pandas as pd


def productivity_change(
    effective_density_before: pd.Series,
    effective_density_after: pd.Series,
    *,
    elasticity: float,
    elasticity_low: float,
    elasticity_high: float,
) -> pd.DataFrame:
    r"""Apply an elasticity of productivity to the change of effective density.

    .. math:: \Delta = (D_{after} / D_{before})^{\varepsilon} - 1

    Parameters
    ----------
    effective_density_before, effective_density_after : Series
        Jobs weighted by nearness, for the same places, above zero.
    elasticity, elasticity_low, elasticity_high : float
        Elasticity and its range [-], with a source; published ones lie about 0.02 to 0.1.

    Returns
    -------
    DataFrame, same index
        change, low, high [-]: 0.01 is one per cent; low is the smaller end whichever way density
        goes. NaN where a density is zero or not known. ``attrs``: elasticity, as three numbers.

    Raises
    ------
    ValueError
        Other places after than before, a negative density, or elasticities that are not finite or
        out of order.

    Notes
    -----
    An elasticity across places is not the effect of a policy: firms that move leave another place
    less dense, and better firms choose dense places (Combes & Gobillon 2015).

    References
    ----------
    Graham (2007), Journal of Transport Economics and Policy 41: 317-343.
    Melo, Graham & Noland (2009), Regional Science and Urban Economics 39: 332-342.

    Examples
    --------
    >>> productivity_change(pd.Series([100.0]), pd.Series([200.0]), elasticity=0.04,
    ...                     elasticity_low=0.02, elasticity_high=0.06).round(4).iloc[0].to_dict()
    {'change': 0.0281, 'low': 0.014, 'high': 0.0425}
    """
    before, after = effective_density_before, effective_density_after
    if not before.index.equals(after.index):
        raise ValueError("Densities before and after must be of the same places, in one order.")
    numbers = (elasticity_low, elasticity, elasticity_high)
    if not np.isfinite(numbers).all() or not elasticity_low <= elasticity <= elasticity_high:
        raise ValueError(
            "Elasticities must be finite and rise from low to high. "
            f"Given are {', '.join(f'{n:g}' for n in numbers)}."
        )
    lowest = min(before.min(), after.min())
    if lowest < 0:
        raise ValueError(f"Effective density must be zero or more. The lowest is {lowest:g}.")
    ratio = (after / before).where((before > 0) & (after > 0))
    out = pd.DataFrame({"change": ratio**elasticity - 1})
    ends = pd.DataFrame({n: ratio**value - 1 for n, value in enumerate((numbers[0], numbers[2]))})
    out["low"], out["high"] = ends.min(axis=1), ends.max(axis=1)
    out.attrs["elasticity"] = list(numbers)
    return out
