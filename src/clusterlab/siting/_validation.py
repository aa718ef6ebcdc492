"""Checks that the siting functions share: numeric tables, names, whole numbers, weights."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model.checks import listed, nearest

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]

# Weights written with a few decimals (0.333 three times) still count as summing to 1.
SUM_TOLERANCE = 1e-6

Weights: TypeAlias = pd.Series | Mapping[str, float] | Sequence[float] | Floats


def unique(index: pd.Index, name: str) -> None:
    """Refuse an index that gives a name twice."""
    if not index.is_unique:
        raise ValueError(
            f"{name} must be named once. {index[index.duplicated()][0]!r} is repeated."
        )


def table_values(
    table: pd.DataFrame, name: str, *, missing: bool = False, infinite: bool = False
) -> Floats:
    """Return a table's numbers, shape (rows, columns), after checking names and cells."""
    if not isinstance(table, pd.DataFrame):
        raise ValueError(f"{name} must be a DataFrame. It is a {type(table).__name__}.")
    if table.shape[0] == 0 or table.shape[1] == 0:
        raise ValueError(f"{name} must have rows and columns. Its shape is {table.shape}.")
    unique(table.index, f"Each row of {name}")
    unique(table.columns, f"Each column of {name}")
    for label, kind in table.dtypes.items():
        if not pd.api.types.is_numeric_dtype(kind):
            raise ValueError(f"{name} must hold numbers. Column {label!r} is {kind}.")
    values: Floats = table.to_numpy(dtype=np.float64, na_value=np.nan)
    bad = (np.isnan(values) & (not missing)) | (np.isinf(values) & (not infinite))
    if bad.any():
        row, col = (int(i) for i in np.argwhere(bad)[0])
        what = "missing" if np.isnan(values[row, col]) else "infinite"
        raise ValueError(
            f"{name} must be known and finite. Row {table.index[row]!r}, "
            f"column {table.columns[col]!r} is {what}."
        )
    return values


def by_name(values: Any, names: pd.Index, what: str) -> list[Any]:
    """Put values in the order of names: a Series or mapping by name, a sequence by position."""
    if isinstance(values, (pd.Series, Mapping)):
        given = list(values.index if isinstance(values, pd.Series) else values)
        if len(set(given)) != len(given):
            raise ValueError(f"{what} must be given once for each criterion.")
        for key in given:
            if key not in names:
                raise ValueError(
                    f"{what} names an unknown criterion {key!r}. The criteria are {listed(names)}."
                    + nearest(key, names)
                )
        absent = [name for name in names if name not in given]
        if absent:
            raise ValueError(f"{what} must be given for every criterion. {absent[0]!r} has none.")
        return [values[name] for name in names]
    if isinstance(values, str) or len(values) != len(names):
        raise ValueError(f"{what} must be {len(names)} values, one for each of {listed(names)}.")
    return list(values)


def weight_values(weights: Any, names: pd.Index, *, normalise: bool = False) -> Floats:
    """Return weights in the order of the criteria, made sure to be usable and to sum to 1."""
    values = np.array([float(w) for w in by_name(weights, names, "weights")])
    for name, value in zip(names, values, strict=True):
        if not np.isfinite(value) or value < 0:
            raise ValueError(f"Weights must be zero or more. That of {name!r} is {value:g}.")
    total = float(values.sum())
    if total == 0:
        raise ValueError("Weights must not all be zero.")
    if not normalise and abs(total - 1) > SUM_TOLERANCE:
        raise ValueError(
            f"Weights must sum to 1. They sum to {total:g}; normalise=True divides them by it."
        )
    if abs(total - 1) <= len(values) * np.finfo(np.float64).eps:
        # Dividing by a rounding error would change weights each time they are handed on.
        return values
    scaled: Floats = values / total
    return scaled
