"""Monte Carlo of an appraisal: many futures at once, with terms that move together."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from ._development import measures
from .site_terms import WHOLE, read_terms

Array = NDArray[np.float64]


def simulate_appraisal(
    assumptions: Mapping[str, float],
    *,
    spread: pd.DataFrame,
    correlation: pd.DataFrame | None = None,
    draws: int = 100_000,
    seed: int = 0,
    phasing: Sequence[float] | None = None,
) -> pd.DataFrame:
    r"""Draw uncertain terms together and appraise every draw.

    Each term is triangular between `low`, `mode` and `high`; ranks are tied by a Gaussian copula
    whose correlations are :math:`2 \sin(\pi \rho_S / 6)`.

    Parameters
    ----------
    assumptions : mapping of str to float
        Terms as in `site_terms`, for those that are certain.
    spread : DataFrame, indexed by term
        low, mode, high of each uncertain term, in its unit.
    correlation : DataFrame, shape (terms, terms), optional
        Spearman rank correlations ρ_S of uncertain terms, symmetric with ones on the diagonal;
        terms that it does not name are independent.
    draws : int
        How many.
    seed : int
        Same seed, same draws, on any number of threads.
    phasing : sequence of float, optional
        As in `development_flows`.

    Returns
    -------
    DataFrame, one row a draw
        The drawn terms; npv [won], NaN without a land price; land_value_m2 [won/m2]. `attrs`:
        loss_probability (share of draws with npv below zero, NaN without a price), draws, seed.

    Raises
    ------
    ValueError
        Ends out of order, a term that counts whole years, correlations that are not symmetric,
        out of range or contradict each other (not positive semi-definite), terms in disorder.

    References
    ----------
    Iman and Conover (1982), Communications in Statistics 11: 311-334; Kruskal (1958), Journal
    of the American Statistical Association 53: 814-861, for the sine.

    Examples
    --------
    >>> plot = {"site_area_m2": 1000, "far_pct": 200, "efficiency_pct": 100, "build_years": 1,
    ...         "construction_cost_m2": 10, "land_price_m2": 20, "discount_rate_pct": 8}
    >>> spread = pd.DataFrame({"low": [20], "mode": [24], "high": [30]}, index=["sale_price_m2"])
    >>> table = simulate_appraisal(plot, spread=spread, draws=1000)
    >>> len(table), 0 < table.attrs["loss_probability"] < 1
    (1000, True)
    """
    if draws < 1:
        raise ValueError(f"draws must be 1 or more, not {draws}.")
    names = [str(name) for name in spread.index]
    whole = [name for name in names if name in WHOLE]
    if whole:
        raise ValueError(f"{whole[0]} counts whole years and cannot be drawn; use a tornado.")
    ends = spread[["low", "mode", "high"]].to_numpy(float)
    for name, (low, mode, high) in zip(names, ends, strict=True):
        if not low <= mode <= high:
            raise ValueError(
                f"The spread of {name} is {low:g}, {mode:g}, {high:g}; it must be low, mode, high."
            )
    factor = _factor(names, correlation)
    normal = np.random.default_rng(seed).standard_normal((draws, len(names)))
    # Not a matrix product: how that is summed may depend on the number of threads.
    normal = np.einsum("dk,jk->dj", normal, factor)
    drawn = {
        name: _triangular(ndtr(normal[:, column]), *ends[column])
        for column, name in enumerate(names)
    }
    terms = read_terms({**assumptions, **drawn})
    found = measures(terms, phasing=phasing)
    table = pd.DataFrame({**drawn, **{k: np.broadcast_to(v, (draws,)) for k, v in found.items()}})
    priced = bool(table["npv"].notna().all())
    table.attrs["loss_probability"] = float((table["npv"] < 0).mean()) if priced else np.nan
    table.attrs |= {"draws": draws, "seed": seed}
    return table


def _triangular(probability: Array, low: float, mode: float, high: float) -> Array:
    """Quantiles of the triangular distribution."""
    if low == high:
        return np.full(probability.shape, low)
    left = (mode - low) / (high - low)
    rising = low + np.sqrt(probability * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - probability) * (high - low) * (high - mode))
    quantiles: Array = np.where(probability < left, rising, falling)
    return quantiles


def _factor(names: list[str], correlation: pd.DataFrame | None) -> Array:
    """Matrix that turns independent normal draws into correlated ones."""
    ranks = pd.DataFrame(np.eye(len(names)), index=names, columns=names)
    if correlation is not None:
        given = [str(name) for name in correlation.index]
        strange = [name for name in (*given, *correlation.columns) if name not in names]
        if strange:
            raise ValueError(f"{strange[0]!r} is correlated but has no spread.")
        values = correlation.reindex(columns=correlation.index).to_numpy(float)
        if not np.allclose(values, values.T) or not np.allclose(np.diag(values), 1):
            raise ValueError("Correlations must be symmetric with ones on the diagonal.")
        if (np.abs(values) > 1).any():
            raise ValueError(f"Correlations must be from -1 to 1, not {np.abs(values).max():g}.")
        ranks.loc[given, given] = values
    normal = 2 * np.sin(np.pi * ranks.to_numpy() / 6)
    roots, vectors = np.linalg.eigh(normal)
    if roots.size and roots[0] < -1e-9:
        raise ValueError(
            f"The correlations contradict each other: the least eigenvalue is {roots[0]:.3g}."
        )
    # The symmetric root: unlike the eigenvectors it is one and the same on every machine.
    factor: Array = (vectors * np.sqrt(np.clip(roots, 0, None))) @ vectors.T
    return factor
