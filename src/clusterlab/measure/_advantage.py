"""Revealed advantage: in which industries a region is at least as specialised as the area."""

import numpy as np
import pandas as pd

from ._shares import FloatArray, counts


def advantage(employment: pd.DataFrame) -> FloatArray:
    """Mark each region's industries with a location quotient of 1 or more.

    Returns an array of 0 and 1, shape (regions, industries); 0 where the quotient is undefined.
    The quotient is compared as a product, so that counts that give exactly 1 are not lost to
    rounding.
    """
    values = counts(employment)
    # A frame of one type holds its columns in rows: the products lie as the counts do.
    expected = np.outer(values.sum(axis=0), values.sum(axis=1)).T
    expected *= 1 - 1e-12
    reached = values * values.sum() >= expected
    reached &= values > 0
    return np.asarray(reached, dtype=np.float64)
