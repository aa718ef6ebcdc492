"""Level of a public index on a day, between the days on which it was published."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

BETWEEN = ("log_linear", "previous")


def index_levels(
    index: "pd.Series[float]", dates: "pd.Series[pd.Timestamp]", *, between: str = "log_linear"
) -> NDArray[np.float64]:
    r"""Read an index on given days.

    .. math:: \ln I(t) = \ln I_0 + (t - t_0)/(t_1 - t_0) \, (\ln I_1 - \ln I_0)

    Parameters
    ----------
    index : Series, indexed by date
        Total-return levels, above zero, dates rising.
    dates : Series of datetime64, shape (n,)
        Days to read, within the days of the index.
    between : {"log_linear", "previous"}
        Between two days of the index: growth at a constant rate (the formula), or the level of
        the day before, as on a closed market.

    Returns
    -------
    ndarray, shape (n,)
        Levels.

    Raises
    ------
    ValueError
        An index that is empty, does not rise in date, holds a level of zero or less or none, or
        does not reach a day that is asked for: it is never continued beyond its ends.

    Examples
    --------
    >>> index = pd.Series([100.0, 121.0], index=["2021-01-01", "2021-01-03"])
    >>> index_levels(index, pd.Series(pd.to_datetime(["2021-01-02"]))).round(9)
    array([110.])
    """
    if between not in BETWEEN:
        raise ValueError(f"between must be one of {', '.join(BETWEEN)}, not {between!r}.")
    if not len(index):
        raise ValueError("An index needs at least one level; the series is empty.")
    if pd.api.types.is_numeric_dtype(index.index):
        raise ValueError(f"An index must be indexed by date, not by {index.index[0]!r}.")
    days = pd.DatetimeIndex(pd.to_datetime(index.index)).tz_localize(None).normalize()
    if not days.is_monotonic_increasing or not days.is_unique:
        raise ValueError("The dates of an index must rise, each of them once.")
    levels = pd.to_numeric(index, errors="coerce").to_numpy(float)
    bad = ~(np.isfinite(levels) & (levels > 0))
    if bad.any():
        at = int(np.flatnonzero(bad)[0])
        raise ValueError(
            f"The index on {days[at].date()} is {index.iloc[at]}; levels must be above 0."
        )
    wanted = pd.DatetimeIndex(dates)
    outside = (wanted < days[0]) | (wanted > days[-1])
    if outside.any():
        raise ValueError(
            f"The index runs from {days[0].date()} to {days[-1].date()} and has no level for "
            f"{wanted[outside][0].date()}."
        )
    position = np.asarray((wanted - days[0]).days, dtype=float)
    known = np.asarray((days - days[0]).days, dtype=float)
    if between == "previous":
        return levels[np.searchsorted(known, position, side="right") - 1]
    read: NDArray[np.float64] = np.exp(np.interp(position, known, np.log(levels)))
    return read
