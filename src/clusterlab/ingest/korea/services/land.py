"""Tables with outlines, made of what map services send: districts, dongs, lots, land use."""

from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from ...services.records import Cut, Made, left_out
from ...services.tidy import DECIMALS, GEOMETRY

CATEGORIES = (
    ("주거", "residential"),
    ("상업", "commercial"),
    ("공업", "industrial"),
    ("녹지", "other"),
)
POLYGONS = frozenset({"Polygon", "MultiPolygon"})


def outlines(frame: pd.DataFrame) -> gpd.GeoSeries:
    """Read the geometry of rows.

    Parameters
    ----------
    frame : DataFrame
        With GeoJSON in EPSG:4326 in the column geometry.

    Returns
    -------
    GeoSeries
        None where a row has no polygon. Rings that cross themselves are mended.
    """
    return gpd.GeoSeries(
        [_polygon(drawn) for drawn in frame[GEOMETRY]], index=frame.index, crs="EPSG:4326"
    )


def _polygon(drawn: Any) -> BaseGeometry | None:
    if not isinstance(drawn, dict) or drawn.get("type") not in POLYGONS:
        return None
    made = shape(drawn)
    if not made.is_valid:
        parts = [part for part in shapely.get_parts(shapely.make_valid(made)) if part.area > 0]
        made = shapely.union_all([part for part in parts if part.geom_type in POLYGONS])
    return None if made.is_empty or made.geom_type not in POLYGONS else made


def district_outlines(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make districts of industrial complexes.

    Returns
    -------
    Made
        One district a complex; the parts that several rows draw are joined. The layer has no
        English names: the Korean ones stand in their place.
    """
    drawn = outlines(frame)
    named = frame["단지ID"].where(frame["단지ID"] != "", frame["단지명"])
    whole = drawn.notna() & (frame["단지명"] != "")
    rows, places = [], []
    for district, part in frame[whole].groupby(named[whole], sort=True):
        first = part.iloc[0]
        places.append(part.index[0])
        rows.append(
            {
                "district_id": str(district),
                "name_ko": first["단지명"],
                "name_en": first["단지명"],
                "role": "district",
                "precision": "official outline",
                "drawn_from": cut.source_id,
                "note": f"{first['단지분류명']}; no English name in the source".lstrip("; "),
                "source_id": cut.source_id,
                "geometry": shapely.union_all(drawn[part.index].to_list()),
            }
        )
    made = gpd.GeoDataFrame(rows, index=places, geometry="geometry" if rows else None)
    return Made(made, left_out(frame, ("without a name or an outline", ~whole)))


def dongs(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make dongs of administrative areas, each with its full name.

    Returns
    -------
    Made
        Areas above the dong are left out. In Sejong, which has no districts, the province stands
        for the district.
    """
    drawn = outlines(frame)
    words = [str(name).split() for name in frame["행정구역명"]]
    many = pd.Series([len(parts) >= 2 for parts in words], index=frame.index, dtype="bool")
    whole = drawn.notna() & (frame["행정구역코드"].str.len() >= 7) & many
    kept = [parts for parts, is_whole in zip(words, whole, strict=True) if is_whole]
    made = gpd.GeoDataFrame(
        {
            "dong_code": frame.loc[whole, "행정구역코드"],
            "name_ko": [names[-1] for names in kept],
            "name_en": frame.loc[whole, "읍면동영문명"],
            "sigungu_ko": [" ".join(names[1:-1]) or names[0] for names in kept],
            "sido_ko": [names[0] for names in kept],
            "source_id": cut.source_id,
        },
        geometry=drawn[whole],
    ).sort_values("dong_code", kind="stable")
    return Made(made, left_out(frame, ("no dong, or without an outline", ~whole)))


def parcels(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make parcels of lots: a point within each, and the official land price.

    Returns
    -------
    Made
        ``uncertainty_m`` is half the longer side of the box round the lot.

    Raises
    ------
    ValueError
        Where the user did not say the zone: the map does not know it.
    """
    if "zone" not in cut.parameters:
        raise ValueError(
            "the cadastral map does not say the zone of a lot: add -p zone …, "
            "or write the lots to a file with --out"
        )
    drawn = outlines(frame)
    whole = drawn.notna() & (frame["고유번호"] != "")
    shapes = drawn[whole]
    points = shapes.representative_point()
    bounds = shapes.to_crs(5179).bounds
    reach = bounds[["maxx", "maxy"]].to_numpy() - bounds[["minx", "miny"]].to_numpy()
    price = frame.loc[whole, "공시지가"].str.replace(",", "")
    month = frame.loc[whole, "기준년"] + "-" + frame.loc[whole, "기준월"].str.zfill(2)
    month = month.where(month.str.fullmatch(r"\d{4}-\d{2}"), "")
    made = pd.DataFrame(
        {
            "parcel_id": frame.loc[whole, "고유번호"],
            "zone": cut.parameters["zone"],
            "kind": "plot",
            "allowed_industries": cut.parameters.get("industries", ""),
            "area_m2": shapes.to_crs(cut.measure_crs).area.round(1).astype(str),
            "area_basis": "of the outline on the cadastral map",
            "price_m2": price.where(price.str.fullmatch(r"[1-9]\d*"), ""),
            "price_as_of": month.where(price.str.fullmatch(r"[1-9]\d*"), ""),
            "lon": points.x.round(DECIMALS).astype(str),
            "lat": points.y.round(DECIMALS).astype(str),
            "location_basis": "register",
            "uncertainty_m": (reach.max(axis=1) / 2).round(1).astype(str),
            "as_of": cut.fetched,
            "confidence": "A",
            "source_id": cut.source_id,
        }
    )
    return Made(made, left_out(frame, ("without a number or an outline", ~whole)))


def category(zone: str) -> str:
    """Sort a zone of urban planning among the categories of the table land_use.

    Returns
    -------
    str
        Green zones are ``other``: most of them are no parks.

    Examples
    --------
    >>> category("제2종일반주거지역"), category("준공업지역"), category("자연녹지지역")
    ('residential', 'industrial', 'other')
    """
    return next((name for word, name in CATEGORIES if word in zone), "other")


def land_use(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make land use: the area of each zone within each district of the cluster.

    Returns
    -------
    Made
        Areas in the cluster's metric reference system [m2]. Zones that lie over each other are
        counted each: the sum may exceed the district.

    Raises
    ------
    ValueError
        Where the cluster has no outlines to cut the zones with.
    """
    districts = cut.districts
    drawn_districts = None if districts is None else districts[districts.geometry.notna()]
    if drawn_districts is None or drawn_districts.empty:
        raise ValueError(
            "zoning becomes land use within districts: --into a cluster that has outlines in "
            "districts.geojson, or write the zones to a file with --out"
        )
    drawn = outlines(frame)
    whole = drawn.notna() & (frame["용도지역명"] != "")
    zones = drawn[whole].to_crs(cut.measure_crs)
    rows = []
    metric = drawn_districts.to_crs(cut.measure_crs)
    for district_id, outline in zip(metric["district_id"], metric.geometry, strict=True):
        within = zones.intersection(outline)
        areas = within.area.groupby(frame.loc[whole, "용도지역명"]).sum()
        rows += [
            {
                "district_id": district_id,
                "plan": f"zoning as of {cut.fetched}",
                "category": category(str(zone)),
                "category_published": str(zone),
                "area_m2": f"{area:.0f}",
                "as_of": cut.fetched,
                "status": "plan",
                "method": "zones cut by the outline of the district",
                "confidence": "A",
                "source_id": cut.source_id,
            }
            for zone, area in areas.sort_index().items()
            if area >= 1
        ]
    return Made(pd.DataFrame(rows), left_out(frame, ("without a name or an outline", ~whole)))
