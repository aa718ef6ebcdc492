"""Which columns of the tables of places may leave in a GeoPackage, and how each layer is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from ...draw.palette import SYMBOLS, symbol_group
from ..privacy import check_text

_NAMES = ("name_ko", "name_en", "name")
_PLACED = ("location_basis", "uncertainty_m", "confidence", "as_of", "source_id")


@dataclass(frozen=True)
class Layer:
    """A table of places as it leaves the house.

    Attributes
    ----------
    key : str
        Its column of ids.
    columns : tuple of str
        Those that may leave besides id, names and what is known of the place.
    colour : str
        Of areas, and of points without a kind.
    """

    key: str
    columns: tuple[str, ...]
    colour: str


# In the order in which they lie, the lowest first. What is not named here stays in the house.
LAYERS: dict[str, Layer] = {
    "dongs": Layer("dong_code", (), "#d9dfe2"),
    "districts": Layer(
        "district_id", ("role", "official_area_m2", "precision", "drawn_from"), "#1d5b79"
    ),
    "parcels": Layer(
        "parcel_id",
        (
            "kind", "district_id", "zone", "zone_en", "area_m2", "far_limit_pct",
            "far_limit_high_pct", "bcr_limit_pct", "floor_built_m2", "floor_total_m2",
            "owner_class", "vacant", "use_status", "price_m2", "price_as_of",
        ),
        "#cb9d55",
    ),
    "buildings": Layer(
        "building_id",
        (
            "parcel_id", "district_id", "main_use", "use_class", "floor_area_m2",
            "far_floor_area_m2", "footprint_m2", "floors_above", "floors_below", "approved",
        ),
        "#9aa6ac",
    ),
    "transit": Layer("stop_id", ("line", "mode", "opened"), "#1f2a30"),
    "firms": Layer(
        "firm_id",
        ("kind", "sector", "industry", "employees", "since", "status", "listing", "district_id"),
        "#0072b2",
    ),
    "universities": Layer("campus_id", ("students", "fields", "status"), "#e69f00"),
    "institutions": Layer(
        "institution_id", ("kind", "field", "employees", "since", "status"), "#6b7278"
    ),
}  # fmt: skip


def admitted(
    tables: Mapping[str, pd.DataFrame], figures: Sequence[Mapping[str, str]], *, confidential: bool
) -> dict[str, gpd.GeoDataFrame]:
    """Keep the tables and columns that may leave, and put the figures of a place beside it.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Tables of one cluster by name.
    figures : sequence of mapping
        Rows of metrics.csv: a measure whose every scope is an id of a layer becomes a column.
    confidential : bool
        Whether the register is confidential: its rows of firms, and all jobs, stay.

    Returns
    -------
    dict of str to GeoDataFrame
        Placed rows alone, in EPSG:4326.

    Raises
    ------
    ValueError
        A text looks like personal data.
    """
    found = {}
    for name, layer in LAYERS.items():
        table = tables.get(name)
        if not isinstance(table, gpd.GeoDataFrame) or table.empty:
            continue
        placed = table[table.geometry.notna()]
        if "same_as" in placed:
            # A row of the register that repeats a curated one is the same establishment.
            placed = placed[placed["same_as"].isna()]
        if confidential and "listing" in placed:
            placed = placed[placed["listing"] != "register"]
        kept = [
            column
            for column in (layer.key, *_NAMES, *layer.columns, *_PLACED)
            if column in placed.columns and not (confidential and column == "employees")
        ]
        if placed.empty:
            continue
        made = gpd.GeoDataFrame(placed[[*dict.fromkeys(kept), placed.geometry.name]])
        made.attrs = {}
        for column in made.columns:
            if made[column].dtype == object or pd.api.types.is_string_dtype(made[column]):
                check_text(" ".join(map(str, made[column].dropna())))
        found[name] = _with_figures(made.reset_index(drop=True), layer.key, figures)
    return found


def _with_figures(
    layer: gpd.GeoDataFrame, key: str, figures: Sequence[Mapping[str, str]]
) -> gpd.GeoDataFrame:
    ids = set(layer[key].astype(str))
    scopes: dict[str, dict[str, float]] = {}
    for row in figures:
        if row["value"]:
            scopes.setdefault(row["measure"], {})[row["scope"]] = float(row["value"])
    for measure, values in scopes.items():
        if values.keys() <= ids and measure not in layer.columns:
            layer[measure] = layer[key].astype(str).map(values).astype("float64")
    return layer


def kinds(name: str, layer: gpd.GeoDataFrame) -> dict[str, Any]:
    """Give the symbol of each kind that a layer of organisations has; empty for other layers."""
    if name not in {"firms", "institutions", "universities"}:
        return {}
    if "kind" not in layer:
        return {"": SYMBOLS["university"]}
    return {kind: SYMBOLS[symbol_group(kind)] for kind in sorted(set(layer["kind"].astype(str)))}
