"""The registry: each table of a cluster folder and each of its columns, written down once."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from .choices import (
    CONTEXT_KINDS,
    FUND_AMOUNTS,
    FUND_STATUSES,
    FUND_USES,
    GRADES,
    INSTITUTION_KINDS,
    INVESTOR_KINDS,
    LAND_CATEGORIES,
    PLACED_BY,
    PLOT_KINDS,
    PLOT_USES,
    SECTORS,
    STATUSES,
)
from .columns import MONEY, Column, ForeignKey, Table, may, need
from .name_tables import NAME_TABLES
from .policy_tables import POLICY_TABLES


def _amounts(names: Iterable[str], *, unit: str, kind: Any = "number") -> tuple[Column, ...]:
    return tuple(may(name, kind, unit=unit, minimum=0) for name in names)


SOURCE = ForeignKey("source_id", "sources", "source_id")
DISTRICT = ForeignKey("district_id", "districts", "district_id")
PLACED = (
    may("lon", "longitude", unit="degree"),
    may("lat", "latitude", unit="degree"),
    need("location_basis", choices=PLACED_BY),
    may("uncertainty_m", "number", unit="m", minimum=0),
)
DEAL_PLACES = tuple(
    may(f"{who}_{name}", "number", unit="degree", minimum=-reach, maximum=reach)
    for who in ("firm", "investor")
    for name, reach in (("lon", 180), ("lat", 90))
)
SUCCEEDED = (
    may("succeeded_by"),
    may("renamed_to"),
    may("changed_on", "date"),
    may("change_source_id"),
)
CHANGE = ForeignKey("change_source_id", "sources", "source_id")
GRADED = (need("confidence", choices=GRADES), need("source_id"), may("note"))

TABLES: tuple[Table, ...] = (
    Table(
        "districts",
        (
            need("district_id"),
            need("name_ko"),
            need("name_en"),
            need("role", choices=("district", "whole", "context")),
            may("official_area_m2", "number", unit="m2", minimum=0),
            need("precision"),
            may("uncertainty_m", "number", unit="m", minimum=0),
            may("drawn_from"),
            may("note"),
            need("source_id"),
        ),
        key=("district_id",),
        foreign_keys=(SOURCE,),
        format="geojson",
        geometry=("Polygon", "MultiPolygon"),
        required=True,
    ),
    Table(
        "dongs",
        (
            need("dong_code"),
            need("name_ko"),
            may("name_en"),
            may("sigungu_ko"),
            may("sido_ko"),
            need("source_id"),
        ),
        key=("dong_code",),
        foreign_keys=(SOURCE,),
        format="geojson",
        geometry=("Polygon", "MultiPolygon"),
    ),
    Table(
        "land_use",
        (
            need("district_id"),
            need("plan"),
            need(
                "category",
                choices=LAND_CATEGORIES,
            ),
            need("category_published"),
            may("area_m2", "number", unit="m2", minimum=0),
            may("share_pct", "number", unit="%", minimum=0, maximum=100),
            need("as_of", "date"),
            need("status", choices=("plan", "built")),
            need("method"),
            *GRADED,
        ),
        key=("district_id", "plan", "category_published", "source_id"),
        any_of=("area_m2", "share_pct"),
        foreign_keys=(DISTRICT, SOURCE),
    ),
    Table(
        "parcels",
        (
            need("parcel_id"),
            may("name_ko"),
            may("name_en"),
            may("kind", choices=PLOT_KINDS),
            may("district_id"),
            need("zone"),
            may("zone_en"),
            may("complex_id"),
            may("allowed_industries"),
            may("allowed_complete", "boolean"),
            may("area_m2", "number", unit="m2", minimum=0),
            may("area_basis"),
            *_amounts(("far_limit_pct", "far_limit_high_pct"), unit="%"),
            may("bcr_limit_pct", "number", unit="%", minimum=0, maximum=100),
            *_amounts(("floor_built_m2", "floor_total_m2"), unit="m2"),
            may("owner_class"),
            may("vacant", "boolean"),
            may("use_status", choices=PLOT_USES),
            may("price_m2", "number", unit=MONEY, minimum=0),
            may("price_as_of", "date"),
            *PLACED,
            may("as_of", "date"),
            may("confidence", choices=GRADES),
            need("source_id"),
            may("note"),
        ),
        key=("parcel_id",),
        foreign_keys=(DISTRICT, SOURCE),
    ),
    Table(
        "buildings",
        (
            need("building_id"),
            need("parcel_id"),
            may("district_id"),
            may("name"),
            need("main_use"),
            need("use_class"),
            *_amounts(("floor_area_m2", "far_floor_area_m2", "footprint_m2"), unit="m2"),
            *_amounts(("floors_above", "floors_below"), unit="floors", kind="integer"),
            may("approved", "integer", unit="year", minimum=1800, maximum=2100),
            need("counted", "boolean"),
            *PLACED,
            need("source_id"),
            may("note"),
        ),
        key=("building_id",),
        foreign_keys=(ForeignKey("parcel_id", "parcels", "parcel_id"), DISTRICT, SOURCE),
    ),
    Table(
        "firms",
        (
            need("firm_id"),
            need("name_ko"),
            may("name_en"),
            need("kind", choices=("anchor", "firm", "startup")),
            need("sector", choices=SECTORS),
            may("industry"),
            may("industry_name"),
            may("employees", "number", unit="persons", minimum=0),
            may("since", "date"),
            may("since_basis"),
            need("status", choices=STATUSES),
            need("listing", choices=("curated", "register")),
            may("same_as"),
            *SUCCEEDED,
            may("address"),
            may("district_id"),
            *PLACED,
            *GRADED,
        ),
        key=("firm_id",),
        foreign_keys=(
            ForeignKey("same_as", "firms", "firm_id"),
            ForeignKey("succeeded_by", "firms", "firm_id"),
            CHANGE,
            DISTRICT,
            SOURCE,
        ),
        required=True,
    ),
    Table(
        "universities",
        (
            need("campus_id"),
            need("name_ko"),
            may("name_en"),
            may("students", "number", unit="persons", minimum=0),
            may("students_basis"),
            may("fields"),
            need("status", choices=STATUSES),
            *PLACED,
            *GRADED,
        ),
        key=("campus_id",),
        foreign_keys=(SOURCE,),
    ),
    Table(
        "institutions",
        (
            need("institution_id"),
            need("name_ko"),
            may("name_en"),
            need(
                "kind",
                choices=INSTITUTION_KINDS,
            ),
            may("field"),
            may("employees", "number", unit="persons", minimum=0),
            may("since", "date"),
            may("since_basis"),
            need("status", choices=STATUSES),
            *SUCCEEDED,
            may("address"),
            *PLACED,
            *GRADED,
        ),
        key=("institution_id",),
        foreign_keys=(
            ForeignKey("succeeded_by", "institutions", "institution_id"),
            CHANGE,
            SOURCE,
        ),
    ),
    Table(
        "funds",
        (
            need("fund_id"),
            need("name"),
            need("kind", choices=("fund", "programme", "cumulative", "target", "budget")),
            need("scope"),
            may("gp"),
            may("vintage", "integer", unit="year", minimum=1900, maximum=2100),
            may("term_years", "number", unit="years", minimum=0),
            may("ends", "date"),
            may("last_seen", "date"),
            *_amounts((*FUND_AMOUNTS, *FUND_USES), unit=MONEY),
            may("stage"),
            may("sector"),
            may("mandate"),
            need("status", choices=FUND_STATUSES),
            need("as_of", "date"),
            *GRADED,
        ),
        key=("fund_id", "as_of", "source_id"),
        foreign_keys=(SOURCE,),
    ),
    Table(
        "cash_flows",
        (
            need("fund_id"),
            need("date", "day"),
            need("kind", choices=("call", "distribution", "nav")),
            need("amount", "number", unit=MONEY, minimum=0),
        ),
        foreign_keys=(ForeignKey("fund_id", "funds", "fund_id"),),
    ),
    Table(
        "fund_investors",
        (
            need("fund_id"),
            need("investor_kind", choices=INVESTOR_KINDS),
            may("investor"),
            may("amount", "number", unit=MONEY, minimum=0),
            may("share_pct", "number", unit="%", minimum=0, maximum=100),
            need("as_of", "date"),
            *GRADED,
        ),
        key=("fund_id", "investor_kind", "investor", "as_of", "source_id"),
        any_of=("amount", "share_pct"),
        foreign_keys=(ForeignKey("fund_id", "funds", "fund_id"), SOURCE),
    ),
    Table(
        "deals",
        (
            need("deal_id"),
            may("fund_id"),
            may("investor_id"),
            need("firm_id"),
            need("date", "date"),
            need("stage"),
            need("amount", "number", unit=MONEY, minimum=0),
            need("region"),
            *DEAL_PLACES,
            *GRADED,
        ),
        key=("deal_id",),
        foreign_keys=(ForeignKey("fund_id", "funds", "fund_id"), SOURCE),
    ),
    Table(
        "appraisal_terms",
        (
            need("site_id"),
            need("name_ko"),
            need("name_en"),
            may("district_id"),
            need("term"),
            need("low", "number"),
            need("mode", "number"),
            need("high", "number"),
            need("unit"),
            need("basis", choices=("fact", "derived", "assumption")),
            *GRADED,
        ),
        key=("site_id", "term"),
        foreign_keys=(DISTRICT, SOURCE),
    ),
    Table(
        "transit",
        (
            need("stop_id"),
            need("name_ko"),
            may("name_en"),
            need("line"),
            need("mode"),
            may("opened", "date"),
            need("lon", "longitude", unit="degree"),
            need("lat", "latitude", unit="degree"),
            need("uncertainty_m", "number", unit="m", minimum=0),
            need("source_id"),
            may("note"),
        ),
        key=("stop_id",),
        foreign_keys=(SOURCE,),
    ),
    Table(
        "context",
        (
            need("context_id"),
            need("kind", choices=CONTEXT_KINDS),
            may("name_ko"),
            may("name_en"),
            may("width_m", "number", unit="m", minimum=0),
            need("source_id"),
            may("note"),
        ),
        key=("context_id",),
        foreign_keys=(SOURCE,),
        format="geojson",
        geometry=("Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon"),
    ),
    Table(
        "industries",
        (
            may("region_code"),
            need("region"),
            need("level"),
            may("parent"),
            need("industry"),
            need("industry_name"),
            need("year", "integer", unit="year", minimum=1900, maximum=2100),
            may("establishments", "number", unit="establishments", minimum=0),
            may("employees", "number", unit="persons", minimum=0),
            may("value_added", "number", unit=MONEY),
            may("sales", "number", unit=MONEY, minimum=0),
            need("suppressed", "boolean"),
            need("source_id"),
            may("note"),
        ),
        key=("level", "parent", "region", "industry", "year", "source_id"),
        any_of=("establishments", "employees", "value_added", "sales"),
        foreign_keys=(SOURCE,),
    ),
    Table(
        "regions",
        (
            need("region_code"),
            need("region"),
            need("level"),
            may("parent"),
            may("name_en"),
            need("area_m2", "number", unit="m2", minimum=0),
            need("lon", "longitude", unit="degree"),
            need("lat", "latitude", unit="degree"),
            need("as_of", "date"),
            need("source_id"),
            may("note"),
        ),
        key=("region_code",),
        foreign_keys=(SOURCE,),
    ),
    Table(
        "complexes",
        (
            need("complex_id"),
            may("kicox_code"),
            need("kind"),
            may("sido"),
            may("sigungu"),
            need("name"),
            may("parent_id"),
            need("count_as_complex", "boolean"),
            need("count_as_leaf", "boolean"),
            may("development_status"),
            *_amounts(
                (
                    "designated_area_m2",
                    "managed_area_m2",
                    "industrial_area_m2",
                    "for_sale_area_m2",
                    "sold_area_m2",
                    "unsold_area_m2",
                ),
                unit="m2",
            ),
            *_amounts(("tenants", "operating"), unit="firms"),
            may("designated", "date"),
            may("cluster"),
            need("as_of", "date"),
            need("source_id"),
            may("note"),
        ),
        key=("complex_id",),
        foreign_keys=(ForeignKey("parent_id", "complexes", "complex_id"), SOURCE),
    ),
    Table(
        "facts",
        (
            need("fact_id"),
            need("indicator"),
            may("value", "number"),
            may("value_text"),
            need("unit"),
            need("as_of", "date"),
            *GRADED,
        ),
        key=("fact_id",),
        any_of=("value", "value_text"),
        foreign_keys=(SOURCE,),
    ),
    *NAME_TABLES,
    *POLICY_TABLES,
    Table(
        "sources",
        (
            need("source_id"),
            need("title"),
            may("path"),
            need("publisher"),
            need("date", "issued"),
            need("licence"),
            need("kind"),
        ),
        key=("source_id",),
        format="descriptor",
        required=True,
    ),
)


@cache
def table(name: str) -> Table:
    """Find a table of the registry by its name.

    Returns
    -------
    Table
        The record; ``KeyError`` where there is none of that name.
    """
    for record in TABLES:
        if record.name == name:
            return record
    raise KeyError(f"There is no table {name!r}. The tables are {', '.join(TABLE_NAMES)}.")


TABLE_NAMES = tuple(record.name for record in TABLES)
