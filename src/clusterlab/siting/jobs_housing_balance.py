"""Jobs-housing balance: jobs for each home, in a place and within reach of it."""

import numpy as np
import pandas as pd

from ..model.checks import positive
from ._validation import table_values


def jobs_housing_balance(
    jobs: pd.Series,
    homes: pd.Series,
    *,
    minutes: pd.DataFrame | None = None,
    within_min: float = 30.0,
) -> pd.DataFrame:
    """Divide jobs by homes.

    Parameters
    ----------
    jobs : Series, indexed by place
        Jobs [persons], zero or more.
    homes : Series, indexed by place
        Homes and dormitory rooms, zero or more; the same places.
    minutes : DataFrame, shape (places, places), optional
        Travel time from row to column [min]; infinite where there is no way.
    within_min : float
        Travel time that counts as within reach [min]; itself included.

    Returns
    -------
    DataFrame, indexed by place
        jobs, homes; ratio: jobs for each home, NaN without a home; with minutes also homes_within:
        homes within reach of the place, and ratio_within: its jobs for each of those.

    Raises
    ------
    ValueError
        Places that differ, negative numbers, or missing times.

    Notes
    -----
    0.75 to 1.5 jobs for each home is often called balanced (Cervero 1989); it says nothing of
    whether those who work there can pay for the homes there. ratio_within counts a home for every
    place that reaches it.

    References
    ----------
    Cervero (1989), Journal of the American Planning Association 55: 136-150.

    Examples
    --------
    >>> jobs_housing_balance(pd.Series({"a": 300.0}), pd.Series({"a": 200.0}))["ratio"].tolist()
    [1.5]
    """
    if not jobs.index.equals(homes.index):
        raise ValueError("jobs and homes must be of the same places, in one order.")
    for name, numbers in (("jobs", jobs), ("homes", homes)):
        if (numbers < 0).any():
            raise ValueError(f"{name} must be zero or more. The lowest is {numbers.min():g}.")
    out = pd.DataFrame({"jobs": jobs.astype("float64"), "homes": homes.astype("float64")})
    out["ratio"] = out["jobs"] / out["homes"].where(out["homes"] > 0)
    if minutes is not None:
        times = table_values(minutes, "minutes", infinite=True)
        if not minutes.index.equals(jobs.index) or not minutes.columns.equals(jobs.index):
            raise ValueError("minutes must have the places of jobs as rows and as columns.")
        reached = times <= positive(within_min, "within_min")
        out["homes_within"] = np.where(reached, out["homes"].to_numpy()[None, :], 0).sum(axis=1)
        out["ratio_within"] = out["jobs"] / out["homes_within"].where(out["homes_within"] > 0)
    return out
