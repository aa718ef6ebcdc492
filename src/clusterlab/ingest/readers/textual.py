"""Typed cells of other formats turned back into text, as a person would have written them."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

LARGEST = 2.0**53
"""Beyond it not every whole number has a float of its own."""


def cell_text(value: Any) -> str:
    """Write one value as text.

    Parameters
    ----------
    value : object
        As a workbook, a GeoPackage or JSON holds it.

    Returns
    -------
    str
        Empty for what is missing; whole numbers without a point; days without midnight.

    Examples
    --------
    >>> cell_text(3.0), cell_text(True), cell_text(None), cell_text(0.1)
    ('3', 'true', '', '0.1')
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float | np.floating):
        number = float(value)
        if number != number:  # NaN is not itself
            return ""
        whole = number.is_integer() and abs(number) < LARGEST
        return str(int(number)) if whole else repr(number)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    return str(value)


def text_column(values: pd.Series) -> pd.Series:
    """Write a column as text.

    Parameters
    ----------
    values : Series
        Of any type.

    Returns
    -------
    Series of str
        Empty where a value is missing.
    """
    if str(values.dtype) in {"str", "string"}:
        return values.fillna("").astype("str").reset_index(drop=True)
    return pd.Series([cell_text(value) for value in values.tolist()], dtype="str")


def text_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Write a table as text.

    Parameters
    ----------
    frame : DataFrame
        Without geometry.

    Returns
    -------
    DataFrame of str
        The same headings, its rows numbered from 0.
    """
    return pd.DataFrame({str(name): text_column(frame[name]) for name in frame})
