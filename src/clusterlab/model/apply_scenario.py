"""Apply a scenario: new tables from old ones, each change made once and noted."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from .checks import column
from .industry_codes import admits, listed_codes
from .scenario import Scenario, check_zones
from .scenario_sections import ZONED

# Kinds of facility that the table of firms holds; all others but universities are institutions.
FIRM_KINDS = ("anchor", "firm", "startup")


def apply_scenario(
    scenario: Scenario, tables: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Make the changes of a scenario in copies of the tables.

    Parameters
    ----------
    scenario : Scenario
        As `read_scenario` returns it.
    tables : mapping of str to DataFrame
        By name; those that the scenario touches must be there: parcels (zone,
        allowed_industries, far_limit_pct, bcr_limit_pct, area_m2), firms, institutions,
        universities, homes (home_id, kind, homes, lon, lat), transit.

    Returns
    -------
    dict of str to DataFrame
        All tables; those untouched are the same objects. Added rows have status "present",
        location_basis "register", uncertainty_m 0 and source_id "scenario:<name>"; columns that a
        change does not speak of stay empty. A cap writes the column max_share_<use> of parcels.
        Land that grows or shrinks scales area_m2 of the zone's parcels.
        ``attrs["changes"]`` of a touched table: how many of its rows changed or were added.

    Raises
    ------
    ValueError
        An unknown zone, a table or column that is missing, an id that the table has already, or a
        code to remove that no parcel of the zone admits by name.

    Examples
    --------
    >>> from clusterlab.siting import Scenario
    >>> plots = pd.DataFrame({"zone": ["industry", "park"], "allowed_industries": ["C21", ""]})
    >>> wider = Scenario("wider", industries=({"zone": "industry", "add": ["M70"]},))
    >>> apply_scenario(wider, {"parcels": plots})["parcels"]["allowed_industries"].tolist()
    ['C21; M70', '']
    """
    out = dict(tables)
    if any(getattr(scenario, section) for section in ZONED):
        parcels = _table(out, "parcels", scenario)
        check_zones(scenario, column(parcels, "zone").dropna())
        out["parcels"] = _parcels(scenario, parcels)
    added: dict[str, list[dict[str, Any]]] = {}
    for row in (*scenario.facilities, *scenario.support_services):
        home = "firms" if row["kind"] in FIRM_KINDS else "institutions"
        home = "universities" if row["kind"] == "university" else home
        added.setdefault(home, []).append({**row, "employees": row.get("jobs")})
    for row in scenario.homes:
        added.setdefault("homes", []).append(row)
    for row in scenario.stops:
        added.setdefault("transit", []).append({**row, "mode": "on_demand", "line": "on demand"})
    for name, rows in added.items():
        out[name] = _append(_table(out, name, scenario), name, rows, scenario.name)
    return out


_KEYS = {
    "firms": "firm_id",
    "institutions": "institution_id",
    "universities": "campus_id",
    "homes": "home_id",
    "transit": "stop_id",
}


def _table(tables: Mapping[str, pd.DataFrame], name: str, scenario: Scenario) -> pd.DataFrame:
    if name not in tables:
        raise ValueError(f"Scenario {scenario.name!r} changes {name}. There is no such table.")
    return tables[name]


def _parcels(scenario: Scenario, parcels: pd.DataFrame) -> pd.DataFrame:
    out = parcels.copy()
    touched = pd.Series(False, index=out.index)
    for row in scenario.industries:
        here = _meant(scenario, out, row, "industries")
        lists = column(out, "allowed_industries")[here].fillna("").astype("str")
        for code in row.get("remove", []):
            if not any(code in listed_codes(text) for text in lists):
                raise ValueError(
                    f"Scenario {scenario.name!r} removes {code!r} from zone {row['zone']!r}, "
                    "where no parcel lists it."
                )
        changed = lists.map(lambda text, row=row: _relist(text, row))
        touched[here] |= changed != lists
        out["allowed_industries"] = out["allowed_industries"].astype("object")
        out.loc[here, "allowed_industries"] = changed.astype("object")
    for row in scenario.limits:
        here = out["zone"] == row["zone"]
        for name in ("far_limit_pct", "bcr_limit_pct"):
            if name in row:
                numbers = pd.to_numeric(column(out, name)).astype("float64")
                touched |= here & (numbers != row[name])
                out[name] = numbers.mask(here, float(row[name]))
    for row in scenario.land:
        scaled = _resized(scenario, out, row)
        old = pd.to_numeric(out["area_m2"]).astype("float64")
        touched |= (scaled - old).abs() > 1e-6 * old.abs()
        out["area_m2"] = scaled
    for row in scenario.share_caps:
        here = out["zone"] == row["zone"]
        name = f"max_share_{row['use']}"
        old = pd.to_numeric(out[name]) if name in out else pd.Series(float("nan"), out.index)
        touched |= here & (old != row["max_share"])
        out[name] = old.mask(here, float(row["max_share"]))
    out.attrs = {**parcels.attrs, "changes": int(touched.sum())}
    return out


def _meant(
    scenario: Scenario, parcels: pd.DataFrame, row: Mapping[str, Any], section: str
) -> pd.Series:
    """Pick the parcels of a zone, or the one that is named."""
    here: pd.Series = parcels["zone"] == row["zone"]
    if "parcel" in row:
        here = here & (column(parcels, "parcel_id") == row["parcel"])
        if not here.any():
            raise ValueError(
                f"Scenario {scenario.name!r} names an unknown parcel {row['parcel']!r} of zone "
                f"{row['zone']!r} in {section}."
            )
    return here


def _resized(scenario: Scenario, parcels: pd.DataFrame, row: Mapping[str, Any]) -> pd.Series:
    """Give the parcels of a zone, or the one that is named, another area in all."""
    here = _meant(scenario, parcels, row, "land")
    numbers = pd.to_numeric(column(parcels, "area_m2")).astype("float64")
    total = float(numbers[here].sum())
    if numbers[here].isna().any() or total <= 0:
        raise ValueError(
            f"Scenario {scenario.name!r} changes the area of zone {row['zone']!r}, "
            "where the area of a parcel is not known."
        )
    return numbers.where(~here, numbers * (row["area_m2"] / total))


def _relist(text: str, row: Mapping[str, Any]) -> str:
    """Take codes out of a list of permitted industries and put new ones in."""
    parts = [part.strip() for part in text.replace(",", ";").split(";") if part.strip()]
    gone = set(row.get("remove", []))
    kept = [part for part in parts if not gone & set(listed_codes(part))]
    new = [code for code in row.get("add", []) if not admits("; ".join(kept), code)]
    return "; ".join([*kept, *new])


def _append(
    table: pd.DataFrame, name: str, rows: list[dict[str, Any]], scenario: str
) -> pd.DataFrame:
    """Add rows to a table in its own columns."""
    key = _KEYS[name]
    known = set(column(table, key).astype("str"))
    for row in rows:
        if row["id"] in known:
            raise ValueError(f"Scenario {scenario!r} adds {row['id']!r}, which {name} has already.")
    common = {
        "status": "present",
        "listing": "curated",
        "location_basis": "register",
        "uncertainty_m": 0.0,
        "source_id": f"scenario:{scenario}",
    }
    new = pd.DataFrame([{**common, **row, key: row["id"]} for row in rows])
    new = new.reindex(columns=table.columns)
    if "geometry" in table.columns:
        new["geometry"] = _points(rows, table)
    for label, kind in table.dtypes.items():
        # Whole-number columns without missing cells cannot take an empty one: they widen.
        if not (new[label].isna().any() and pd.api.types.is_integer_dtype(kind)):
            new[label] = new[label].astype(kind)
    out = pd.concat([table, new], ignore_index=True)
    if table.index.name is not None or not isinstance(table.index, pd.RangeIndex):
        out.index = pd.Index([*table.index, *new[key]], name=table.index.name)
    out.attrs = {**table.attrs, "changes": len(rows)}
    return out


def _points(rows: list[dict[str, Any]], table: Any) -> Any:
    """Place rows as points in the table's own CRS."""
    import geopandas as gpd

    lon, lat = [row["lon"] for row in rows], [row["lat"] for row in rows]
    points = gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=4326)
    return points if table.crs is None else points.to_crs(table.crs)
