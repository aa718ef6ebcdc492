"""Jobs admitted: how many workplaces a floor space holds at a stated space for each."""

import pandas as pd

from ..model.checks import positive


def jobs_admitted(
    floor_m2: pd.Series,
    *,
    floor_per_job_m2: float,
    floor_per_job_low_m2: float,
    floor_per_job_high_m2: float,
    usable_share: float = 1.0,
) -> pd.DataFrame:
    r"""Divide floor space by the floor space for each job.

    .. math:: J = u \max(F, 0) / f

    Parameters
    ----------
    floor_m2 : Series
        Floor space or slack [m2]; what is below 0 holds no job.
    floor_per_job_m2 : float
        Gross floor for each job [m2], with a source; offices take 15-30, laboratories 30-60,
        factories more.
    floor_per_job_low_m2, floor_per_job_high_m2 : float
        Range of that figure.
    usable_share : float
        Share u of the floor that may go to jobs [0-1].

    Returns
    -------
    DataFrame, same index
        jobs, jobs_low (at the high floor for each job), jobs_high [persons], not rounded; NaN
        where the floor is not known. ``attrs``: the rates.

    Raises
    ------
    ValueError
        Rates of zero or less, out of order, or a share outside 0-1.

    Examples
    --------
    >>> jobs_admitted(pd.Series([3000.0]), floor_per_job_m2=30, floor_per_job_low_m2=20,
    ...               floor_per_job_high_m2=60).iloc[0].to_dict()
    {'jobs': 100.0, 'jobs_low': 50.0, 'jobs_high': 150.0}
    """
    middle = positive(floor_per_job_m2, "floor_per_job_m2")
    low = positive(floor_per_job_low_m2, "floor_per_job_low_m2")
    high = positive(floor_per_job_high_m2, "floor_per_job_high_m2")
    if not low <= middle <= high:
        raise ValueError(
            f"floor_per_job must rise from low to high. Given are {low:g}, {middle:g}, {high:g}."
        )
    if not 0 <= usable_share <= 1:
        raise ValueError(f"usable_share must be from 0 to 1. It is {usable_share}.")
    floor = floor_m2.clip(lower=0) * usable_share
    out = pd.DataFrame({"jobs": floor / middle, "jobs_low": floor / high, "jobs_high": floor / low})
    out.attrs = {
        "floor_per_job_m2": [low, middle, high],
        "usable_share": usable_share,
    }
    return out
