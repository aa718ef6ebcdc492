"""Location support: whether enough points are placed finely enough for a distance."""

import geopandas as gpd
import numpy as np
import pandas as pd

from ..model.checks import column, positive, whole_number
from ..model.reason import Reason


def location_support(points: gpd.GeoDataFrame, *, scale_m: float, minimum: int = 30) -> pd.Series:
    """Count the points whose place is known at least as finely as a distance.

    Parameters
    ----------
    points : GeoDataFrame
        Column `uncertainty_m` [m], how far a location may be off; empty when unknown. Geometry may
        be missing, in any CRS.
    scale_m : float
        The distance that a measure is to speak about [m].
    minimum : int
        Points needed.

    Returns
    -------
    Series
        total, located (with a geometry), within_scale (uncertainty_m <= scale_m), minimum, scale_m,
        enough (bool), reason (None or "too_few_points"). `attrs["reason"]` holds the same as codes
        and numbers when the points are not enough.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import location_support
    >>> places = gpd.GeoDataFrame(
    ...     {"uncertainty_m": [50, 200, 1500]},
    ...     geometry=gpd.points_from_xy([0, 1, 2], [0, 1, 2]), crs=5186)
    >>> location_support(places, scale_m=300, minimum=3)["within_scale"]
    2
    """
    scale = positive(scale_m, "scale_m")
    least = whole_number(minimum, "minimum", minimum=1)
    located = (points.geometry.notna() & ~points.geometry.is_empty).to_numpy()
    uncertainty = pd.to_numeric(column(points, "uncertainty_m")).to_numpy(dtype=np.float64)
    typical = float(np.nanmedian(uncertainty)) if np.isfinite(uncertainty).any() else 0.0
    # Nobody asks for a metre where the usual error is twenty of them; in kilometres they do.
    if scale <= 1 and scale < typical / 20:
        raise ValueError(
            f"scale_m: {scale:,.6g}; uncertainty_m is {typical:,.0f} m at the median: metres are "
            f"expected; did you mean {1000 * scale:,.6g}?"
        )
    fine = int((located & (uncertainty <= scale)).sum())
    enough = fine >= least
    support = pd.Series(
        {
            "total": len(points),
            "located": int(located.sum()),
            "within_scale": fine,
            "minimum": least,
            "scale_m": scale,
            "enough": enough,
            "reason": None if enough else "too_few_points",
        },
        name="location_support",
        dtype=object,
    )
    if not enough:
        support.attrs["reason"] = Reason(
            "too_few_points", n=fine, minimum=least, scale_m=scale, total=len(points)
        )
    return support
