"""Floor-space slack: how much more may be built on each parcel."""

import numpy as np
import pandas as pd

from ..model.checks import column


def floor_slack(parcels: pd.DataFrame) -> pd.DataFrame:
    r"""Subtract the floor that stands from the floor that the limit allows.

    .. math:: S = A \cdot FAR / 100 - F

    Parameters
    ----------
    parcels : DataFrame
        area_m2, far_limit_pct (floor-area ratio [%]) and floor_built_m2; cells may be empty.

    Returns
    -------
    DataFrame, same index
        allowed_m2; slack_m2, below 0 where more stands than is allowed; NaN where a figure is
        not known. ``attrs``: total_m2 of the slack above 0, unknown and above_limit parcels.

    Raises
    ------
    ValueError
        A column that is missing, or a negative figure.

    Examples
    --------
    >>> plots = pd.DataFrame({"area_m2": [1000.0], "far_limit_pct": [350.0],
    ...                       "floor_built_m2": [500.0]})
    >>> floor_slack(plots)["slack_m2"].tolist()
    [3000.0]
    """
    names = ("area_m2", "far_limit_pct", "floor_built_m2")
    numbers = pd.DataFrame({name: pd.to_numeric(column(parcels, name)) for name in names})
    for name in names:
        if (numbers[name] < 0).any():
            raise ValueError(f"{name} must be zero or more. The lowest is {numbers[name].min():g}.")
    allowed = numbers["area_m2"] * numbers["far_limit_pct"] / 100
    slack = allowed - numbers["floor_built_m2"]
    out = pd.DataFrame({"allowed_m2": allowed, "slack_m2": slack}, index=parcels.index)
    out.attrs = {
        "total_m2": float(slack.clip(lower=0).sum()) if slack.notna().any() else np.nan,
        "unknown": int(slack.isna().sum()),
        "above_limit": int((slack < 0).sum()),
    }
    return out
