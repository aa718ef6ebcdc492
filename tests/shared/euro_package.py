"""Invented packages of other countries, and Korea with one more year, from a seeded generator."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from clusterlab.load.catalog import data_folder
from clusterlab.load.seal import seal

LON, LAT = 13.51, 52.42
INDUSTRIES = {
    "A": "Landwirtschaft", "C": "Verarbeitendes Gewerbe", "F": "Baugewerbe",
    "G-I": "Handel und Verkehr", "J": "Information und Kommunikation", "M_N": "Dienste",
}  # fmt: skip
LEVELS = {"nuts1": "Land", "nuts2": "Bezirk", "nuts3": "Kreis"}
SOURCE = {
    "name": "erfunden", "title": "Erfundene Tabelle", "path": "https://example.org/",
    "publisher": "Niemand", "date": "2024-05", "licence": "CC0", "kind": "invented",
}  # fmt: skip
YEARS = (2021, 2023)
HOME = {"nuts1": "Land 1", "nuts2": "Bezirk 1", "nuts3": "Kreis 11"}
MONEY = (
    "funds.size", "funds.public", "funds.private", "funds.lp_central_government",
    "funds.lp_policy_bank", "funds.lp_local_government", "funds.lp_bank", "funds.lp_corporate",
    "funds.lp_gp", "funds.lp_other", "funds.invested", "funds.bound", "deals.amount",
    "cash_flows.amount", "fund_investors.amount",
)  # fmt: skip
GRADE = {"confidence": "C", "source_id": "erfunden"}
AT = {"location_basis": "register", "uncertainty_m": 20}


def euro(home: Path) -> Path:
    """Make the euro cluster and, beside it, its country: NACE, NUTS, German names alone.

    Parameters
    ----------
    home : Path
        A folder to write both into.

    Returns
    -------
    Path
        The cluster's folder.
    """
    _country(home / "land")
    rng = np.random.default_rng(12)
    folder = home / "spreefeld"
    meta = _meta("spreefeld", "Spreefeld (erfunden)", "de") | {
        "measure_crs": "EPSG:25833",
        "extent": [13.3, 52.3, 13.7, 52.55],
        "references": ["land"],
        "reference_regions": HOME,
        "outlines": "surveyed",
        "complexes": ["gp1"],
        "counts": {"firms": ["firms_counted"], "jobs": []},
        "money_unit": dict.fromkeys(MONEY, "million EUR")
        | {"parcels.price_m2": "EUR"},
    }  # fmt: skip
    _write(folder, meta, _tables(rng), district_names=("13", "14", "15"), lang="de")
    _scenario(folder)
    seal(folder)
    return folder


def dollars(home: Path) -> Path:
    """Make a cluster of English names, US dollars and no country beside it: deals and no jobs.

    Parameters
    ----------
    home : Path
        A folder to write it into.

    Returns
    -------
    Path
        The cluster's folder: districts 1 to 14 of the ids that firms are counted in.
    """
    folder = home / "inv"
    meta = _meta("inv", "Invented", "en") | {
        "measure_crs": "EPSG:26986",
        "extent": [-71.2, 42.3, -71.0, 42.45],
        "currency": "USD",
        "industry_classification": "NAICS 2022",
        "money_unit": dict.fromkeys(MONEY[:3], "million USD") | {"deals.amount": "million USD"},
    }  # fmt: skip
    places = [(-71.10 + 0.0005 * (n % 4), 42.36 + 0.0005 * (n // 4)) for n in range(13)]
    firms = [_firm(n, f"Example {n}", "en", lon=x, lat=y) for n, (x, y) in enumerate(places)]
    deal = {"date": "2024-03-01", "stage": "seed", "amount": 1.5, "region": "Invented"}
    tables = {
        "firms": firms,
        "deals": [{"deal_id": f"d{n}", "firm_id": f"f{n}"} | deal | GRADE for n in range(4)],
        "funds": [
            {"fund_id": "x1", "name": "Example Fund", "kind": "fund", "scope": "Invented",
             "vintage": 2023, "size": 120, "public": 30, "private": 90, "status": "formed",
             "as_of": "2024"} | GRADE
        ],
        "transit": [{"stop_id": "t1", "name_en": "Stop", "line": "R", "mode": "metro",
                     "lon": -71.105, "lat": 42.362, "uncertainty_m": 20, "source_id": "erfunden"}],
        "universities": [{"campus_id": "u1", "name_en": "Example University", "lon": -71.11,
                          "lat": 42.365, "status": "present"} | AT | GRADE],
    }  # fmt: skip
    names = tuple(str(n) for n in range(1, 15))
    _write(folder, meta, tables, district_names=names, lang="en", at=(-71.16, 42.355))
    seal(folder)
    return folder


def one_more_year(home: Path) -> tuple[Path, int]:
    """Copy Korea and one cluster, with invented rows of one more year, and part of another one.

    Parameters
    ----------
    home : Path
        A folder to write both into.

    Returns
    -------
    folder : Path
        The cluster's folder.
    year : int
        The year that was added; the year after it has rows of 30 regions only.
    """
    for slug in ("korea", "magok"):
        shutil.copytree(data_folder() / slug, home / slug)
    path = home / "korea" / "industries.csv"
    rows = pd.read_csv(path, dtype="str", keep_default_na=False)
    added = rows[rows["value_added"] != ""]
    newest = int(added["year"].max())
    latest = added[added["year"] == str(newest)]
    more = _later(latest, newest + 1)
    few = latest["region"].drop_duplicates().head(29)
    own = latest["region"].eq("서울특별시 강서구")
    partial = _later(latest[latest["region"].isin(few) | own], newest + 2)
    pd.concat([rows, more, partial]).to_csv(path, index=False, lineterminator="\n")
    seal(home / "korea")
    return home / "magok", newest + 1


def _later(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    grown = (rows["value_added"].astype(float) * 1.03).round(2).astype(str)
    return rows.assign(year=str(year), value_added=grown, note="invented for a test")


def _meta(slug: str, name: str, lang: str) -> dict[str, Any]:
    return {
        "slug": slug, f"name_{lang}": name, f"region_{lang}": "Nirgendwo", "as_of": "2024-12",
        "languages": [lang], "currency": "EUR", "industry_classification": "NACE Rev. 2",
        "boundary_vintage": "2024", "address_script": "latin", "confidential_register": False,
        "example": True, f"notes_{lang}": ["Erfunden."],
    }  # fmt: skip


def _country(folder: Path) -> None:
    rng = np.random.default_rng(7)
    meta = _meta("land", "Land (erfunden)", "de") | {
        "kind": "reference",
        "measure_crs": "EPSG:25833",
        "national_crs": "EPSG:3035",
        "extent": [5, 47, 16, 56],
        "levels": list(LEVELS),
        "industry_totals": ["TOTAL"],
        "money_unit": {"industries.value_added": "million EUR"},
    }
    kreise = {f"Kreis {b}{n}": f"Bezirk {b}" for b in range(1, 6) for n in range(1, 5)}
    bezirke = {f"Bezirk {b}": f"Land {1 + b // 3}" for b in range(1, 6)}
    regions, industries = [], []
    for number, (region, parent) in enumerate(kreise.items()):
        place = {"lon": LON - 1 + 0.4 * (number % 5), "lat": LAT - 0.6 + 0.4 * (number // 5)}
        regions.append({"region_code": f"DE{number:03d}", "region": region, "level": "nuts3",
                        "parent": parent, "area_m2": 4e8, "as_of": "2024",
                        "source_id": "erfunden"} | place)  # fmt: skip
        weight = rng.lognormal(0, 0.7, len(INDUSTRIES)) * 800
        for year, growth in zip(YEARS, (1.0, 1.05), strict=True):
            values = weight * growth * rng.uniform(0.9, 1.1, len(INDUSTRIES))
            found = {**dict(zip(INDUSTRIES, values, strict=True)), "TOTAL": values.sum()}
            industries += [
                _figure(region, "nuts3", parent, code, year, value_added=round(value, 1))
                for code, value in found.items()
            ]
    for region, parent in bezirke.items():
        industries += [
            _figure(region, "nuts2", parent, code, YEARS[-1], employees=int(jobs))
            for code, jobs in zip(INDUSTRIES, rng.integers(2_000, 90_000, 6), strict=True)
        ]
    named = [("level", level, name) for level, name in LEVELS.items()]
    named += [("industry", code, name) for code, name in INDUSTRIES.items()]
    named += [("region", name, name) for name in {**kreise, **bezirke, "Land 1": "", "Land 2": ""}]
    columns = ("group", "code", "name_de")
    names = [dict(zip(columns, row, strict=True)) | {"source_id": "erfunden"} for row in named]
    _write(folder, meta, {"regions": regions, "industries": industries, "names": names})
    seal(folder)


def _figure(
    region: str, level: str, parent: str, code: str, year: int, **values: float
) -> dict[str, Any]:
    return {
        "region": region, "level": level, "parent": parent, "industry": code,
        "industry_name": INDUSTRIES.get(code, "Alle"), "year": year, "suppressed": "false",
        "source_id": "erfunden", "note": "invented for a test",
    } | values  # fmt: skip


def _firm(number: int, name: str, lang: str, *, lon: float, lat: float) -> dict[str, Any]:
    sector = ("bio", "electronics_ict", "bio", "machinery")[number % 4]
    kind = "anchor" if number == 0 else "startup" if number % 6 == 5 else "firm"
    return {
        "firm_id": f"f{number}", f"name_{lang}": name, "kind": kind, "sector": sector,
        "status": "present", "listing": "register", "lon": round(lon, 6), "lat": round(lat, 6),
    } | AT | GRADE  # fmt: skip


def _tables(rng: np.random.Generator) -> dict[str, list[dict[str, Any]]]:
    spots = np.column_stack(
        [LON + rng.uniform(0.001, 0.029, 60), LAT + rng.uniform(0.001, 0.009, 60)]
    )
    spots[:20] = rng.normal((LON + 0.012, LAT + 0.004), 0.0006, (20, 2))
    firms = [
        _firm(n, f"Beispiel {n} GmbH", "de", lon=x, lat=y)
        | {"district_id": str(13 + int((x - LON) // 0.01)), "industry": ("C21", "J62")[n % 2],
           "industry_name": ("Pharma", "Software")[n % 2], "since": str(2010 + n % 12)}
        for n, (x, y) in enumerate(spots)
    ]  # fmt: skip
    kinds = ("institute", "hospital", "agency", "incubator", "accelerator", "investor", "law",
             "accounting", "support", "institute")  # fmt: skip
    institutions = [
        {"institution_id": f"i{n}", "name_de": f"Haus {n}", "kind": kind, "status": "present",
         "lon": round(LON + 0.003 * n, 6), "lat": LAT + 0.006} | AT | GRADE
        for n, kind in enumerate(kinds)
    ]  # fmt: skip
    parcels = [
        {"parcel_id": str(n), "name_de": f"Flur {n}", "kind": "plot", "zone": "Gewerbe",
         "district_id": str(13 + n % 3), "allowed_industries": "C21", "allowed_complete": "true",
         "area_m2": 2000 + 150 * n, "far_limit_pct": 200, "bcr_limit_pct": 60,
         "floor_built_m2": 300 * (n % 4), "use_status": "idle", "price_as_of": "2024",
         "price_m2": 180 + 7 * n, "lon": round(LON + 0.01 * (n % 3) + 0.002 + 0.0006 * (n // 3), 6),
         "lat": LAT + 0.007, "as_of": "2024"} | AT | GRADE
        for n in range(1, 16)
    ]  # fmt: skip
    buildings = [
        {"building_id": f"b{n}", "parcel_id": str(n), "district_id": str(13 + n % 3),
         "main_use": "Labor", "use_class": ("research", "office", "housing")[n % 3],
         "floor_area_m2": 900 + n, "far_floor_area_m2": 700 + n, "approved": 2012 + n,
         "counted": "true", "lon": parcels[n - 1]["lon"], "lat": LAT + 0.007,
         "source_id": "erfunden"} | AT
        for n in range(1, 10)
    ]  # fmt: skip
    land = [
        {"district_id": str(d), "plan": "Plan 2024", "category": category,
         "category_published": category, "area_m2": 100_000 * (d - 11 + n), "as_of": "2024",
         "status": "plan", "method": "stated"} | GRADE
        for d in (13, 14, 15) for n, category in enumerate(("residential", "industrial", "park"))
    ]  # fmt: skip
    facts = [
        {"fact_id": name, "indicator": indicator, "value": value, "unit": unit, "as_of": "2024"}
        | GRADE
        for name, indicator, value, unit in (
            ("e1", "firms_counted", 66, "firms"),
            ("e2", "floor_per_job_research", 40, "m2"),
            ("e3", "floor_per_job_research_low", 30, "m2"),
            ("e4", "floor_per_job_research_high", 50, "m2"),
            ("e5", "density_elasticity", 0.04, "1"),
            ("e6", "density_elasticity_low", 0.02, "1"),
            ("e7", "density_elasticity_high", 0.06, "1"),
            ("e8", "density_decay", 1.0, "1"),
        )
    ]
    return {
        "firms": firms, "institutions": institutions, "parcels": parcels, "buildings": buildings,
        "land_use": land, "facts": facts, **_money(rng),
        "universities": [
            {"campus_id": f"u{n}", "name_de": f"Hochschule {n}", "status": "present",
             "lon": LON + 0.011 * n, "lat": LAT + 0.003} | AT | GRADE for n in (1, 2)
        ],
        "transit": [
            {"stop_id": f"t{n}", "name_de": f"Halt {n}", "line": "S9", "mode": "rail",
             "lon": LON + 0.01 * n, "lat": LAT + 0.002, "uncertainty_m": 20,
             "source_id": "erfunden"} for n in (0, 1, 2)
        ],
        "complexes": [
            {"complex_id": "gp1", "kind": "Gewerbepark", "name": "Gewerbepark Spreefeld",
             "count_as_complex": "true", "count_as_leaf": "true", "designated_area_m2": 900_000,
             "for_sale_area_m2": 400_000, "sold_area_m2": 300_000, "unsold_area_m2": 100_000,
             "tenants": 66, "operating": 60, "as_of": "2024", "source_id": "erfunden"}
        ],
    }  # fmt: skip


def _money(rng: np.random.Generator) -> dict[str, list[dict[str, Any]]]:
    terms = (
        ("site_area_m2", 9000, 10000, 11000, "m2"), ("far_pct", 180, 200, 220, "%"),
        ("efficiency_pct", 70, 80, 90, "%"), ("construction_cost_m2", 2500, 3000, 3600, "EUR/m2"),
        ("land_price_m2", 150, 200, 260, "EUR/m2"), ("rent_m2_year", 180, 220, 260, "EUR/m2/year"),
        ("vacancy_pct", 3, 6, 12, "%"), ("exit_yield_pct", 4.5, 5, 6, "%"),
        ("discount_rate_pct", 5, 6, 8, "%/year"), ("build_years", 2, 2, 3, "years"),
        ("let_years", 10, 10, 10, "years"), ("public_cost", 2e7, 2.5e7, 3e7, "EUR"),
        ("public_start_year", 2024, 2024, 2024, "year"),
        ("public_end_year", 2028, 2028, 2028, "year"),
        ("jobs", 300, 400, 500, "persons"), ("jobs_year", 2030, 2030, 2030, "year"),
        ("private_investment", 5e7, 6e7, 8e7, "EUR"),
    )  # fmt: skip
    names = ("term", "low", "mode", "high", "unit")
    flows = (("2019-03-01", "call", 20), ("2021-06-30", "distribution", 6),
             ("2023-12-31", "nav", 24))  # fmt: skip
    return {
        "appraisal_terms": [
            {"site_id": "1", "name_de": "Baufeld 1", "district_id": "13", "basis": "assumption"}
            | dict(zip(names, term, strict=True)) | GRADE for term in terms
        ],
        "funds": [
            {"fund_id": f"{n}", "name": f"Fonds {n}", "kind": "fund", "scope": "Spreefeld",
             "gp": f"Verwalter {n % 2}", "vintage": 2018 + n, "term_years": 10, "size": 40 + 13 * n,
             "public": 13 + n, "private": 27 + 12 * n, "lp_local_government": 13 + n,
             "lp_bank": 27 + 12 * n, "sector": "bio", "status": "operating", "as_of": "2024"}
            | GRADE for n in range(1, 5)
        ],
        "fund_investors": [
            {"fund_id": "1", "investor_kind": kind, "investor": f"Haus {kind}", "amount": amount,
             "as_of": "2024"} | GRADE for kind, amount in (("bank", 39), ("local_government", 14))
        ],
        "cash_flows": [
            dict(zip(("fund_id", "date", "kind", "amount"), ("1", *flow), strict=True))
            for flow in flows
        ],
        "deals": [
            {"deal_id": f"{n}", "fund_id": str(1 + n % 4), "firm_id": f"f{n}",
             "date": f"{2020 + n % 4}-03-01", "stage": ("seed", "series_a")[n % 2],
             "amount": round(float(rng.uniform(0.5, 4)), 2), "region": "Kreis 11"} | GRADE
            for n in range(16)
        ],
    }  # fmt: skip


def _scenario(folder: Path) -> None:
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "labor.toml").write_text(
        'name = "labor"\ntitle_ko = "연구 허용(지어낸 예)"\ntitle_en = "Research (invented)"\n'
        'date = "2024-06"\nsources = ["erfunden"]\n'
        '[[industries]]\nzone = "Gewerbe"\nadd = ["M72"]\nfloor_use = "research"\n'
        '[[limits]]\nzone = "Gewerbe"\nfar_limit_pct = 250\nfar_limit_pct_was = 200\n'
        '[[support_services]]\nid = "desk"\nkind = "law"\nname_ko = "창구"\nname_en = "Desk"\n'
        f"lon = {LON + 0.01}\nlat = {LAT + 0.005}\n"
        '[[candidates]]\nid = "a"\nname_ko = "후보 가"\nname_en = "Place A"\n'
        f"lon = {LON}\nlat = {LAT}\nuncertainty_m = 500\nfixed = true\n"
        '[[candidates]]\nid = "b"\nname_ko = "후보 나"\nname_en = "Place B"\n'
        f"lon = {LON - 0.5}\nlat = {LAT + 0.3}\nuncertainty_m = 500\nfixed = false\n",
        encoding="utf-8",
    )


def _write(
    folder: Path,
    meta: dict[str, Any],
    tables: dict[str, list[dict[str, Any]]],
    *,
    district_names: tuple[str, ...] = (),
    lang: str = "de",
    at: tuple[float, float] = (LON, LAT),
) -> None:
    """Write a folder: its descriptor, its tables, and a row of square districts."""
    folder.mkdir()
    descriptor = {"clusterlab": meta, "sources": [SOURCE]}
    text = json.dumps(descriptor, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    if not district_names:
        return
    west, south = at
    features = []
    for number, name in enumerate(district_names):
        left, right = west + 0.01 * number, west + 0.01 * (number + 1)
        ring = [[left, south], [right, south], [right, south + 0.01], [left, south + 0.01]]
        features.append({
            "type": "Feature",
            "properties": {
                "district_id": name, f"name_{lang}": f"Viertel {chr(65 + number)}",
                "role": "district", "official_area_m2": 755_000, "precision": "surveyed",
                "source_id": "erfunden",
            },
            "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
        })  # fmt: skip
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "districts.geojson").write_text(json.dumps(collection), encoding="utf-8")
