"""Krugman indices: how far one region's mix, or one industry's spread, departs from the whole."""

from typing import Literal

import numpy as np
import pandas as pd

from ._shares import FloatArray, aligned, choice, counts, ratio, told_empty

Against = Literal["total", "rest"]


def krugman_concentration(employment: pd.DataFrame, *, against: Against = "total") -> pd.Series:
    r"""Add up how far an industry's spread over regions departs from that of all jobs.

    .. math:: K_i = \sum_r | s_{ri} - x_r |, \qquad s_{ri} = x_{ri} / x_i

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more. Empty regions stay in.
    against : {"total", "rest"}
        :math:`x_r` is the region's share of all industries, or of all but the industry itself.

    Returns
    -------
    Series, shape (industries,)
        From 0 (spread like the others) to below 2 [-]. NaN for an industry without jobs, and
        against the rest where there is no other industry.

    References
    ----------
    Krugman (1991), Geography and Trade, MIT Press.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [30, 10], "food": [20, 40]}, index=["Osong", "rest"])
    >>> krugman_concentration(jobs)
    bio     0.500000
    food    0.333333
    Name: krugman_concentration, dtype: float64
    """
    values = counts(employment)
    distance = _distance(values.T, values.sum(axis=1), against)
    return told_empty(
        pd.Series(distance, index=employment.columns, name="krugman_concentration"), employment
    )


def krugman_specialisation(
    employment: pd.DataFrame, *, against: Against = "total", reference: pd.Series | None = None
) -> pd.Series:
    r"""Add up how far a region's mix of industries departs from that of the whole area.

    .. math:: K_r = \sum_i | b_{ri} - b_i |, \qquad b_{ri} = x_{ri} / x_r

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more.
    against : {"total", "rest"}
        Compare with the whole area, or with all of it but the region itself.
    reference : Series, shape (industries,), optional
        Counts of the whole area by industry; the sum of the regions if not given.

    Returns
    -------
    Series, shape (regions,)
        From 0 (the same mix) to 2 (no industry in common) [-]. NaN for an empty region.

    Raises
    ------
    ValueError
        Against the rest: `reference` is smaller than the region it is said to hold.

    References
    ----------
    Krugman (1991), Geography and Trade, MIT Press.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [30, 10], "food": [20, 40]}, index=["Osong", "rest"])
    >>> krugman_specialisation(jobs, against="rest")
    Osong    0.8
    rest     0.8
    Name: krugman_specialisation, dtype: float64
    """
    values = counts(employment)
    area = values.sum(axis=0) if reference is None else aligned(reference, employment.columns)
    if against == "rest" and reference is not None and (values > area).any():
        row, column = (int(k[0]) for k in np.nonzero(values > area))
        raise ValueError(
            f"reference must hold every region: {employment.columns[column]!r} is {area[column]} "
            f"there, but {values[row, column]} in {employment.index[row]!r}."
        )
    distance = _distance(values, area, against)
    return told_empty(
        pd.Series(distance, index=employment.index, name="krugman_specialisation"), employment
    )


def _distance(values: FloatArray, area: FloatArray, against: Against) -> FloatArray:
    """Sum of absolute differences between each row's shares and the area's."""
    own = ratio(values, values.sum(axis=1, keepdims=True))
    other = area if choice("against", against, ("total", "rest")) == "total" else area - values
    others = ratio(other, other.sum(axis=-1, keepdims=True))
    # A sum over nothing is no 0: nothing was measured.
    there = values.sum(axis=1) > 0
    return np.asarray(np.where(there, np.abs(own - others).sum(axis=1), np.nan))
