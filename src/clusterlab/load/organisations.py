"""Firms, universities and institutions in one table of organisations."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from ..model.problem import meant, shown
from .areas import area_of
from .choices import STATUSES

COLUMNS = (
    "organisation_id",
    "name_ko",
    "name_en",
    "type",
    "sector",
    "status",
    "employees",
    "since",
    "uncertainty_m",
    "location_basis",
    "confidence",
    "source_id",
    "district_id",
)


def organisations(
    tables: Mapping[str, pd.DataFrame], *, include: Sequence[str] = ("present",)
) -> gpd.GeoDataFrame:
    """List all organisations, placed or not, each establishment once.

    Parameters
    ----------
    tables : mapping
        The tables firms, universities, institutions and districts of a package.
    include : sequence of str
        Statuses to keep.

    Returns
    -------
    GeoDataFrame, EPSG:4326
        Columns organisation_id, name_ko, name_en, type (anchor, firm, startup, university, or
        the kind of institution), sector, status, employees [persons], since, uncertainty_m [m],
        location_basis, confidence, source_id, district_id and geometry, which is None where the
        place is not known. Rows of a register that repeat a curated one (same_as) are left out.

    Raises
    ------
    ValueError
        Where a status is unknown.
    """
    for status in include:
        if status not in STATUSES:
            raise ValueError(
                f"Unknown status {shown(status)}{meant(status, STATUSES)}. "
                f"The statuses are {', '.join(STATUSES)}."
            )
    firms = tables["firms"]
    parts = [
        _part(firms[firms["same_as"].isna()], key="firm_id"),
        _part(tables["universities"].assign(kind="university"), key="campus_id"),
        _part(tables["institutions"], key="institution_id"),
    ]
    every = pd.concat(parts, ignore_index=True)
    kept = every[every["status"].isin(list(include))].reset_index(drop=True)
    found = district_of(gpd.GeoSeries(kept["geometry"], crs="EPSG:4326"), tables["districts"])
    kept = kept.assign(district_id=kept["district_id"].fillna(found).astype("str"))
    return gpd.GeoDataFrame(kept, geometry="geometry", crs="EPSG:4326")


def district_of(points: gpd.GeoSeries, districts: gpd.GeoDataFrame) -> pd.Series:
    """Find the district that each point lies in.

    Parameters
    ----------
    points : GeoSeries
        Points, or None.
    districts : GeoDataFrame
        Columns district_id, role and geometry; those whose role is "district" count.

    Returns
    -------
    Series of str
        Same index; missing where no district covers the point.

    Notes
    -----
    A point on a border belongs to the district with the smallest id that covers it.

    Examples
    --------
    >>> import shapely
    >>> squares = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    >>> districts = gpd.GeoDataFrame(
    ...     {"district_id": ["b", "a"], "role": "district"}, geometry=squares
    ... )
    >>> district_of(gpd.GeoSeries([shapely.Point(1, 0.5), shapely.Point(3, 0)]), districts).tolist()
    ['a', nan]
    """
    return area_of(points, districts[districts["role"] == "district"], key="district_id")


def _part(table: pd.DataFrame, *, key: str) -> pd.DataFrame:
    named = pd.DataFrame(table).rename(columns={key: "organisation_id", "kind": "type"})
    for column in COLUMNS:
        if column not in named:
            named[column] = pd.Series(
                np.nan, index=named.index, dtype="float64" if column == "employees" else "str"
            )
    return named[[*COLUMNS, "geometry"]]
