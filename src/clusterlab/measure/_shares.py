"""Checked counts and shares of a regions × industries table, for every areal measure."""

from difflib import get_close_matches
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..model.reason import Reason

FloatArray = npt.NDArray[np.float64]
Of = Literal["region", "industry"]


def counts(employment: pd.DataFrame, *, name: str = "employment") -> FloatArray:
    """Return the table as floats, or say in one line what is wrong with it.

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more, none missing.
    name : str
        What to call the table in an error.

    Returns
    -------
    ndarray, shape (regions, industries)

    Raises
    ------
    TypeError
        Not a DataFrame, or a column that is not numeric.
    ValueError
        A missing, infinite or negative cell, or a label given twice.
    """
    if not isinstance(employment, pd.DataFrame):
        raise TypeError(f"{name} must be a DataFrame, not {type(employment).__name__}.")
    for axis, labels in (("row", employment.index), ("column", employment.columns)):
        if not labels.is_unique:
            twice = labels[labels.duplicated()].tolist()[0]
            raise ValueError(f"{name} has the {axis} {twice!r} more than once.")
    try:
        values = employment.to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError):
        kinds = employment.dtypes
        bad = next(c for c in employment.columns if not pd.api.types.is_numeric_dtype(kinds[c]))
        raise TypeError(f"{name} has the column {bad!r}, which is not numeric.") from None
    wrong = ~(np.isfinite(values) & (values >= 0))
    if wrong.any():
        row, column = (int(k[0]) for k in np.nonzero(wrong))
        labels_at = employment.index.tolist()[row], employment.columns.tolist()[column]
        where = f"row {labels_at[0]!r}, column {labels_at[1]!r}"
        raise ValueError(
            f"{name} must be zero or more and known everywhere: {where} is {values[row, column]}."
        )
    return values


def ratio(part: Any, whole: Any) -> FloatArray:
    """Divide, giving NaN where the whole is zero and saying nothing about it."""
    whole = np.asarray(whole, dtype=np.float64)
    return np.asarray(np.divide(part, np.where(whole == 0, np.nan, whole)), dtype=np.float64)


Told = TypeVar("Told", pd.Series, pd.DataFrame)


def told_empty(result: Told, employment: pd.DataFrame) -> Told:
    """Say why all of a result is NaN, or it has no rows, where nothing was counted anywhere."""
    if not np.nansum(employment.to_numpy(dtype=np.float64)) > 0:
        result.attrs["reason"] = Reason("empty_table", regions=len(employment))
    return result


def profile(values: FloatArray, of: Of) -> FloatArray:
    """Turn counts into shares that add up to 1 in each region, or in each industry.

    Returns one row for each region (``of="region"``) or industry (``of="industry"``); the row is
    NaN where there is nothing to share.
    """
    table = values if choice("of", of, ("region", "industry")) == "region" else values.T
    return ratio(table, table.sum(axis=1, keepdims=True))


def labels(employment: pd.DataFrame, of: Of) -> pd.Index:
    """Return the labels that go with the rows of `profile`."""
    return employment.index if of == "region" else employment.columns


def aligned(reference: pd.Series, columns: pd.Index, *, name: str = "reference") -> FloatArray:
    """Return the reference counts in the order of the table's columns.

    Raises
    ------
    ValueError
        The labels differ, or a count is missing or negative.
    """
    missing = columns.difference(reference.index)
    extra = reference.index.difference(columns)
    if len(missing) or len(extra):
        odd, rule = (missing, "lacks") if len(missing) else (extra, "has besides")
        raise ValueError(
            f"{name} must name the same labels as the table; it {rule} {odd.tolist()[0]!r}."
        )
    return counts(reference.reindex(columns).to_frame(), name=name)[:, 0]


def choice(option: str, given: str, allowed: tuple[str, ...]) -> str:
    """Return the choice given, or list the choices and name the nearest."""
    if given not in allowed:
        near = get_close_matches(str(given), allowed, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"{option} is {given!r}; it must be one of {', '.join(allowed)}.{hint}")
    return given


def entropy_nats(shares: FloatArray) -> FloatArray:
    """Shannon entropy of each row of shares, with 0 ln 0 = 0 [nats]."""
    if not shares.shape[1]:
        return np.full(len(shares), np.nan)
    logs = np.log(np.where(shares > 0, shares, 1.0))
    # "0.0 -" keeps a single class at 0 rather than -0.
    return np.asarray(
        np.where(np.isnan(shares).any(axis=1), np.nan, 0.0 - (shares * logs).sum(axis=1))
    )
