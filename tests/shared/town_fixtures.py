"""An invented town as studies see a cluster: two languages or one, a dozen firms, one campus."""

from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

CRS = "EPSG:25832"


def town_organisations() -> gpd.GeoDataFrame:
    """Twelve firms (ten of them on one spot), two campuses, one plan, one firm not placed."""
    rows = [(f"f{n}", "firm", "bio", "present", 20.0, shapely.Point(500, 500)) for n in range(10)]
    rows += [
        ("g1", "startup", "food", "present", 20.0, shapely.Point(900, 100)),
        ("g2", "firm", "food", "present", 20.0, shapely.Point(100, 900)),
        ("u1", "university", "unknown", "present", 20.0, shapely.Point(500, 600)),
        ("u2", "institute", "unknown", "present", 20.0, shapely.Point(500, 400)),
        ("p1", "firm", "bio", "planned", 20.0, shapely.Point(1500, 500)),
        ("x1", "firm", "bio", "present", float("nan"), None),
    ]
    columns = ["organisation_id", "type", "sector", "status", "uncertainty_m", "geometry"]
    table = gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), crs=CRS)
    return table.assign(
        name_en=table["organisation_id"], employees=10.0, since="2020", confidence="A",
        location_basis="address", source_id="s1",
    )  # fmt: skip


def town_districts() -> gpd.GeoDataFrame:
    """Two squares of a square kilometre, the second published as a tenth larger."""
    shapes = [shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)]
    return gpd.GeoDataFrame(
        {
            "district_id": ["d1", "d2"],
            "name_en": ["West (old)", "East"],
            "role": "district",
            "official_area_m2": [float("nan"), 1.1e6],
            "source_id": "s2",
        },
        geometry=shapes,
        crs=CRS,
    )


def town(**differing: Any) -> Any:
    """Make the town; tables and members given stand in for its own."""
    everyone = differing.pop("organisations", None)
    everyone = town_organisations() if everyone is None else everyone

    def organisations(*, include: Any = ("present",)) -> gpd.GeoDataFrame:
        return everyone[everyone["status"].isin(list(include))]

    def points(*, max_uncertainty_m: float = 300) -> gpd.GeoDataFrame:
        own = organisations()
        return own[own.geometry.notna() & (own["uncertainty_m"] <= max_uncertainty_m)]

    facts = pd.DataFrame(columns=["indicator", "value", "unit", "as_of", "source_id"])
    own = {
        "slug": "town",
        "meta": {"name_en": "Town", "complexes": ["c1"]},
        "districts": town_districts(),
        "organisations": organisations,
        "points": points,
        "transit": gpd.GeoDataFrame({"source_id": []}, geometry=[], crs=CRS),
        "facts": facts,
        "tables": {},
    }
    return SimpleNamespace(**own | differing)
