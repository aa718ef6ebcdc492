"""Industry cells: rows of plants added up by region and industry, ready for a measure."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from ..model.checks import column
from ._shares import FloatArray

Codes = NDArray[np.int32]
MOST_CELLS = 50_000_000  # 400 MB
SPAN = 4_000_000  # whole numbers up to this far apart are looked up in place of sorted
BLOCK = 1 << 18  # rows handled at a time


def industry_cells(
    plants: pd.DataFrame,
    *,
    value: str | None = "employees",
    region: str = "region",
    industry: str = "industry",
) -> pd.DataFrame:
    r"""Add up plants, or what they have, in each region and industry.

    .. math:: x_{ri} = \sum_{p \in r, i} e_p

    Parameters
    ----------
    plants : DataFrame
        One row for each plant.
    value : str, optional
        Column of numbers to add up, such as jobs [persons], NaN where unknown; None counts rows.
    region, industry : str
        Columns that say where a plant lies and what it does: text, whole numbers or categories.

    Returns
    -------
    DataFrame, shape (regions, industries)
        Labels that occur, sorted; of a categorical column all categories in their order, so that
        empty ones stay in. 0 where there is no plant, NaN where there are plants of none of which
        the value is known. ``attrs``: value; left_out, rows without a region or an industry;
        unknown, rows in the table whose value is not known, so that sums are lower bounds.

    Raises
    ------
    ValueError
        A column is missing, holds no numbers, or regions x industries are too many to hold.

    Notes
    -----
    Rows are added up by whole numbers that stand for the labels; memory grows by 8 bytes a row
    beside the table.

    Examples
    --------
    >>> sites = pd.DataFrame({"region": ["B", "A", "A"], "industry": ["bio", "bio", "food"],
    ...                       "employees": [5, 20, 7]})
    >>> industry_cells(sites)  # doctest: +NORMALIZE_WHITESPACE
    industry   bio  food
    region
    A         20.0   7.0
    B          5.0   0.0
    """
    rows, row_labels = _coded(column(plants, region))
    columns, column_labels = _coded(column(plants, industry))
    shape = (len(row_labels), len(column_labels))
    if shape[0] * shape[1] > MOST_CELLS:
        raise ValueError(
            f"{shape[0]:,} regions x {shape[1]:,} industries are {shape[0] * shape[1]:,} cells, "
            f"and {MOST_CELLS:,} are allowed: {MOST_CELLS // shape[1]:,} regions would fit. "
            f"Are {region!r} and {industry!r} the columns meant?"
        )
    numbers = None if value is None else _numbers(column(plants, value), value)
    sums, left_out, unknown = _sums(rows, columns, numbers, shape)
    table = pd.DataFrame(
        sums,
        index=pd.Index(row_labels, name=region),
        columns=pd.Index(column_labels, name=industry),
        copy=False,
    )
    table.attrs = {"value": value or "count", "left_out": left_out, "unknown": unknown}
    return table


def _sums(
    rows: Codes, columns: Codes, numbers: FloatArray | None, shape: tuple[int, int]
) -> tuple[Any, int, int]:
    """Add up by cell; also count rows left out and values unknown."""
    size = shape[0] * shape[1]
    total = np.zeros(size, dtype=np.int64 if numbers is None else np.float64)
    lost = np.zeros(0, dtype=np.bool_)
    left_out = unknown = 0
    for part, place, kept in _cells(rows, columns, shape):
        cell, jobs = place, None if numbers is None else numbers[part][kept]
        left_out += part.stop - part.start - len(cell)
        # A sum of which one part is unknown is unknown: no flags where all is known.
        if jobs is not None and np.isnan(jobs.sum()):
            given = ~np.isnan(jobs)
            unknown += int(len(given) - given.sum())
            lost = lost if len(lost) else np.zeros(size, dtype=np.bool_)
            lost[cell[~given]] = True
            cell, jobs = cell[given], jobs[given]
        total += np.bincount(cell, weights=jobs, minlength=size)
    if unknown and numbers is not None:
        for part, cell, kept in _cells(rows, columns, shape):
            lost[cell[~np.isnan(numbers[part][kept])]] = False
        total[lost] = np.nan
    return total.reshape(shape), left_out, unknown


def _cells(
    rows: Codes, columns: Codes, shape: tuple[int, int]
) -> Iterator[tuple[slice, NDArray[np.intp], slice | NDArray[np.bool_]]]:
    """Yield some rows at a time: which, their cells, and which of them have one."""
    # Longer parts where there are many cells: each part makes a table of its own.
    step = max(BLOCK, min(shape[0] * shape[1], 16 * BLOCK))
    for start in range(0, len(rows), step):
        part = slice(start, min(start + step, len(rows)))
        row, col = rows[part], columns[part]
        cell = row.astype(np.intp)
        cell *= shape[1]
        cell += col
        # A label that is missing has the code -1.
        if min(row.min(), col.min()) < 0:
            kept = (row >= 0) & (col >= 0)
            yield part, cell[kept], kept
        else:
            yield part, cell, slice(None)


def _coded(labels: pd.Series) -> tuple[Codes, pd.Index]:
    """Return a whole number for each row, -1 where missing, and the labels that they stand for."""
    if isinstance(labels.dtype, pd.CategoricalDtype):
        return labels.cat.codes.to_numpy().astype(np.int32, copy=False), labels.cat.categories
    if isinstance(labels.dtype, np.dtype) and labels.dtype.kind in "iu" and len(labels):
        found = _coded_numbers(labels.to_numpy())
        if found is not None:
            return found
    if isinstance(labels.dtype, pd.StringDtype):
        return _coded_text(labels)
    codes, names = pd.factorize(labels, sort=True)
    return codes.astype(np.int32), pd.Index(names)


def _coded_numbers(values: NDArray[Any]) -> tuple[Codes, pd.Index] | None:
    """Look whole numbers up in a list as long as they lie apart, if that is not too long."""
    low, high = int(values.min()), int(values.max())
    if high - low >= SPAN:
        return None
    seen = np.zeros(high - low + 1, dtype=np.bool_)
    for start in range(0, len(values), BLOCK):
        seen[values[start : start + BLOCK] - low] = True
    present = np.flatnonzero(seen)
    place = np.zeros(len(seen), dtype=np.int32)
    place[present] = np.arange(len(present))
    codes = np.empty(len(values), dtype=np.int32)
    for start in range(0, len(values), BLOCK):
        part = slice(start, start + BLOCK)
        codes[part] = place[values[part] - low]
    return codes, pd.Index(present.astype(values.dtype) + low)


def _coded_text(labels: pd.Series) -> tuple[Codes, pd.Index]:
    """Let Arrow number the texts, which is twice as fast as pandas."""
    texts = pa.chunked_array(pa.array(labels)) if len(labels) else pa.chunked_array([[""]])[:0]
    coded = texts.dictionary_encode().combine_chunks()
    names = np.array(coded.dictionary.to_pylist(), dtype=object)
    order = np.argsort(names, kind="stable")
    # One place more, which is also that of -1 and stays -1.
    place = np.full(len(order) + 1, -1, dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return place[codes], pd.Index(names[order], dtype=labels.dtype)


def _numbers(values: pd.Series, name: str) -> FloatArray:
    try:
        numbers = pd.to_numeric(values).to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError):
        raise ValueError(f"{name!r} must hold numbers. It holds {values.dtype}.") from None
    if np.isinf(numbers).any():
        raise ValueError(f"{name!r} must be finite. One value is not.")
    return numbers
