"""Points on a drawing that a pencil can follow, for what is asked of points."""

from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import numpy as np


def points(xy: Any, types: Any) -> gpd.GeoDataFrame:
    x, y = zip(*xy, strict=True)
    return gpd.GeoDataFrame(
        {"type": types}, index=range(len(xy)), geometry=gpd.points_from_xy(x, y), crs=5186
    )


def two_camps(seed: int = 1) -> gpd.GeoDataFrame:
    """Scatter thirty of bio round one spot and thirty of food round another, a kilometre away."""
    draw = np.random.default_rng(seed)
    near = draw.normal((1_000, 1_000), 40, size=(30, 2))
    far = draw.normal((2_000, 1_000), 40, size=(30, 2))
    return points([*near, *far], ["bio"] * 30 + ["food"] * 30)


def study(found: gpd.GeoDataFrame, **more: Any) -> SimpleNamespace:
    """Make a study of points, each of which names a source."""
    own = {"points": found.assign(sector=found["type"], source_id="s1"), "plants": None}
    return SimpleNamespace(**own | more)
