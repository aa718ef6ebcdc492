"""Carries the errors of places into what studies measure, and says what they leave."""

from typing import Any

import pandas as pd

from ..model.said import Said, said

POSITION_DRAWS = 20
"""Draws of places behind each band."""


def placed_within(points: pd.DataFrame) -> dict[str, Any]:
    """Give a measure of distance the errors of its points, where all are known.

    Returns
    -------
    dict
        uncertainty_m and position_draws; empty where some error is unknown, or nothing is placed.
    """
    if "uncertainty_m" not in points or not len(points) or points["uncertainty_m"].isna().any():
        return {}
    return {"uncertainty_m": "uncertainty_m", "position_draws": POSITION_DRAWS}


def is_undefined(curve: pd.DataFrame) -> bool:
    """Say whether a curve has no value at any distance, so that its reason is the answer.

    Below the resolution of its places a curve has none either, but goes on beyond it.
    """
    return bool(curve.attrs.get("reason")) and bool(curve["observed"].isna().all())


def position_told(curve: pd.DataFrame, metres: Any = None) -> list[Said]:
    """Say from which distance on places tell anything, and how far their errors move a value.

    Parameters
    ----------
    curve : DataFrame
        With position_low and position_high.
    metres : float, optional
        The distance spoken of [m]; that of the highest value where it is not given.
    """
    if "position_low" not in curve or not curve["observed"].notna().any():
        return []
    at: Any = curve["observed"].idxmax() if metres is None or pd.isna(metres) else metres
    row: Any = curve.loc[at]
    return [
        said(
            "position_band",
            resolution=float(curve.attrs["resolution_m"]),
            metres=at,
            value=float(row["observed"]),
            low=float(row["position_low"]),
            high=float(row["position_high"]),
        )
    ]
