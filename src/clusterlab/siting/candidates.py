"""Candidates: one table of places to compare, from parcels, a user's list, or hexagons."""

import geopandas as gpd
import numpy as np
import pandas as pd

from ..model.checks import column

# What every table of candidates has, besides geometry; absent cells stay empty.
COLUMNS = (
    "origin", "district_id", "zone", "allowed_industries", "area_m2", "far_limit_pct",
    "bcr_limit_pct", "floor_built_m2", "vacant", "price_m2", "location_basis", "uncertainty_m",
    "source_id",
)  # fmt: skip


def candidates_from_parcels(
    parcels: gpd.GeoDataFrame, *, only_vacant: bool = False
) -> gpd.GeoDataFrame:
    """Make each parcel a candidate.

    Parameters
    ----------
    parcels : GeoDataFrame
        Parcels with parcel_id, in a metric CRS where they are polygons: area_m2 is then theirs
        unless a column gives it.
    only_vacant : bool
        Leave out parcels that are not marked vacant; those not known are left out as well.

    Returns
    -------
    GeoDataFrame, indexed by candidate_id
        The columns of every table of candidates, and any other of the parcels.

    Examples
    --------
    >>> import geopandas as gpd, shapely
    >>> plots = gpd.GeoDataFrame({"parcel_id": ["p1"], "zone": ["industry"]},
    ...                          geometry=[shapely.box(0, 0, 50, 20)], crs=5186)
    >>> candidates_from_parcels(plots)[["origin", "zone", "area_m2"]].iloc[0].to_dict()
    {'origin': 'parcel', 'zone': 'industry', 'area_m2': 1000.0}
    """
    chosen = parcels
    if only_vacant:
        marks = column(parcels, "vacant").astype("str").str.lower()
        chosen = parcels[marks == "true"]
    return _table(chosen, "parcel_id", "parcel")


def candidates_from_sites(
    sites: gpd.GeoDataFrame, *, id_column: str = "site_id"
) -> gpd.GeoDataFrame:
    """Make a user's own list of places the candidates.

    Parameters
    ----------
    sites : GeoDataFrame
        Points or polygons with an id.
    id_column : str
        Column that names them.

    Returns
    -------
    GeoDataFrame, indexed by candidate_id
        The columns of every table of candidates, and any other of the list.
    """
    return _table(sites, id_column, "site")


def candidates_from_hexagons(
    hexagons: gpd.GeoDataFrame, districts: gpd.GeoDataFrame, *, minimum_share: float = 0.5
) -> gpd.GeoDataFrame:
    """Make hexagons, clipped to the districts, the candidates.

    Parameters
    ----------
    hexagons : GeoDataFrame, indexed by hexagon id
        Cells of one size in a metric CRS.
    districts : GeoDataFrame
        Planning districts with district_id and polygons; rows without an outline are left out.
    minimum_share : float
        Least share of a hexagon inside the districts [0-1]; cells below it are left out.

    Returns
    -------
    GeoDataFrame, indexed by candidate_id
        The clipped cells with area_m2 and share_inside; district_id is the one that holds most of
        the cell, the smallest id where equal.

    Raises
    ------
    ValueError
        A CRS that is missing or not in metres, or a share outside 0-1.
    """
    if not 0 <= minimum_share <= 1:
        raise ValueError(f"minimum_share must be from 0 to 1. It is {minimum_share}.")
    if hexagons.crs is None or not hexagons.crs.is_projected:
        raise ValueError(f"hexagons must be in a metric CRS. It is {hexagons.crs}.")
    column(districts, "district_id")
    outlines = districts[districts.geometry.notna()].to_crs(hexagons.crs)
    outlines = outlines.sort_values("district_id")[["district_id", "geometry"]]
    cells = gpd.GeoDataFrame(
        {"hexagon_id": hexagons.index.astype("str"), "full_m2": hexagons.geometry.area.to_numpy()},
        geometry=hexagons.geometry.to_numpy(),
        crs=hexagons.crs,
    )
    pieces = gpd.overlay(cells, outlines, how="intersection", keep_geom_type=True)
    pieces["piece_m2"] = pieces.geometry.area
    largest = pieces.sort_values(
        ["piece_m2", "district_id"], ascending=[False, True], kind="stable"
    )
    owner = largest.drop_duplicates("hexagon_id").set_index("hexagon_id")["district_id"]
    merged = pieces.dissolve("hexagon_id", aggfunc={"full_m2": "first"})
    merged["district_id"] = owner.reindex(merged.index)
    merged["share_inside"] = merged.geometry.area / merged["full_m2"]
    merged = merged[merged["share_inside"] >= minimum_share].drop(columns="full_m2")
    return _table(merged.reset_index(), "hexagon_id", "hexagon")


def _table(places: gpd.GeoDataFrame, id_column: str, origin: str) -> gpd.GeoDataFrame:
    """Bring places to the common columns, candidate_id as index."""
    names = column(places, id_column).astype("str")
    if names.duplicated().any():
        raise ValueError(f"{id_column} must differ. {names[names.duplicated()].iloc[0]!r} repeats.")
    out = places.copy()
    out.index = pd.Index(names, name="candidate_id")
    out["origin"] = origin
    polygons = out.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).to_numpy()
    metric = out.crs is not None and out.crs.is_projected
    for name in COLUMNS:
        if name not in out.columns:
            out[name] = np.nan if name.endswith(("_m2", "_pct", "_m")) else None
    if metric:
        out["area_m2"] = pd.to_numeric(out["area_m2"])
        unknown = out["area_m2"].isna().to_numpy() & polygons
        out.loc[unknown, "area_m2"] = out.geometry.area[unknown]
    others = [name for name in out.columns if name not in (*COLUMNS, "geometry", id_column)]
    return out[[*COLUMNS, *others, "geometry"]]
