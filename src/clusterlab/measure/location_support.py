"""Location support: whether enough points are placed finely enough for a distance."""

import geopandas as gpd
import numpy as np
import pandas as pd

from ..model.checks import column, positive, whole_number
from ..model.reason import Reason
from ._validation import Floats

# Of the points, so many must be placed at least as finely as the distance spoken of.
SHARE = 0.5


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
        enough (bool), reason (None or "too_few_points"), resolution_m: the distance below which
        these points tell nothing (see `resolution_of`; NaN where no error is known).
        `attrs["reason"]` holds the same as codes and numbers when the points are not enough.

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
            "resolution_m": resolution_of(uncertainty[located]),
        },
        name="location_support",
        dtype=object,
    )
    if not enough:
        support.attrs["reason"] = Reason(
            "too_few_points", n=fine, minimum=least, scale_m=scale, total=len(points)
        )
    return support


def resolution_of(errors: Floats) -> float:
    """Return the distance below which stated errors leave a measure of distance no say [m].

    Parameters
    ----------
    errors : array, shape (points,)
        How far each may be off [m]; NaN where unknown.

    Returns
    -------
    float
        The least distance as finely as which half of the points are placed; NaN where fewer than
        half have a known error.

    Notes
    -----
    An error uniform in a disc of radius u moves the distance of two points by sqrt((u² + u²) / 2) =
    u as a root mean square. At distances below the median u most pairs are thus moved farther than
    the distance itself.

    >>> import numpy as np
    >>> resolution_of(np.array([40.0, 250.0, 250.0]))
    250.0
    """
    known = np.sort(np.where(np.isfinite(errors), errors, np.inf))
    if not known.size:
        return float("nan")
    value = float(known[int(np.ceil(SHARE * known.size)) - 1])
    return value if np.isfinite(value) else float("nan")
