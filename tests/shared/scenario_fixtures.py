"""A cluster made by hand: three plots, three firms, two dongs, four regions, and stated rates."""

from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

CRS = "EPSG:5186"


def rate(name: str, low: float, value: float, high: float) -> list[dict[str, Any]]:
    ends = (("_low", low), ("", value), ("_high", high))
    return [
        {
            "fact_id": f"{name}{part}",
            "indicator": f"{name}{part}",
            "value": number,
            "unit": "m2/job",
            "as_of": "2020",
            "confidence": "B",
            "source_id": f"s{part}",
        }
        for part, number in ends
    ]


@pytest.fixture
def facts() -> pd.DataFrame:
    rows = [
        *rate("floor_per_job_office", 20, 25, 50),
        *rate("floor_per_job_shops", 10, 20, 40),
        *rate("land_per_job_office", 100, 200, 400),
        *rate("density_elasticity", 0.02, 0.04, 0.08),
        *rate("density_decay", 1, 1, 1),
        *rate("bus_speed", 20, 30, 40),
        *rate("way_factor", 1, 1.2, 1.5),
        *rate("stop_time", 15, 30, 60),
        *rate("on_demand_riders", 10, 20, 40),
    ]
    figures = (("jobs", 300.0), ("homes", 200.0), ("riders", 12.0))
    rows += [
        {
            "fact_id": f"f-{name}",
            "indicator": name,
            "value": value,
            "unit": "1",
            "as_of": "2021",
            "confidence": "A",
            "source_id": "s",
        }
        for name, value in figures
    ]
    return pd.DataFrame(rows)


@pytest.fixture
def parcels() -> gpd.GeoDataFrame:
    table = pd.DataFrame(
        {
            "parcel_id": ["p", "q", "r"],
            "kind": ["plot", "plot", "total"],
            "zone": ["works", "works", "new"],
            "zone_en": ["Works", "Works", "New land"],
            "allowed_industries": ["C21", "C21", "C21"],
            "area_m2": [1000.0, None, 5000.0],
            "far_limit_pct": [200.0, 200.0, 300.0],
            "bcr_limit_pct": [60.0, 60.0, 60.0],
            "floor_built_m2": [500.0, 800.0, None],
            "floor_total_m2": [600.0, 1400.0, None],
            "use_status": ["built", "built", "for_sale"],
            "source_id": "s",
        }
    )
    shapes = gpd.points_from_xy([127.0, 127.01, 127.02], [37.5, 37.5, 37.5])
    return gpd.GeoDataFrame(table, geometry=shapes, crs=4326)


@pytest.fixture
def place(parcels: gpd.GeoDataFrame, facts: pd.DataFrame) -> Any:
    """Stand-in for a Cluster with the attributes that levers ask for."""
    firms = gpd.GeoDataFrame(
        {
            "firm_id": ["f1", "f2", "f3"],
            "name_ko": ["가", "나", "다"],
            "name_en": ["A", "B", None],
            "industry": ["M7012", "2110", None],
            "status": "present",
            "same_as": None,
            "uncertainty_m": [10.0, 10.0, 10.0],
            "employees": [1.0, 2.0, 3.0],
            "kind": "firm",
            "source_id": "s",
        },
        geometry=gpd.points_from_xy([200_000.0, 200_900.0, 203_000.0], [550_000.0] * 3),
        crs=CRS,
    )
    institutions = gpd.GeoDataFrame(
        {
            "institution_id": ["i1"],
            "name_ko": ["법률"],
            "name_en": ["Law"],
            "kind": ["law"],
            "status": ["present"],
            "uncertainty_m": [10.0],
            "source_id": ["s"],
        },
        geometry=gpd.points_from_xy([200_000.0], [550_100.0]),
        crs=CRS,
    )
    transit = gpd.GeoDataFrame(
        {"stop_id": ["t"], "name_ko": ["역"], "mode": ["metro"], "line": ["1"]},
        geometry=gpd.points_from_xy([200_500.0], [550_500.0]),
        crs=CRS,
    )
    dongs = gpd.GeoDataFrame(
        {"dong_code": ["1", "2"], "name_ko": ["갑동", "을동"], "source_id": "s"},
        geometry=[box(200_000, 549_500, 201_000, 550_500), box(210_000, 550_000, 211_000, 551_000)],
        crs=CRS,
    )
    regions = pd.DataFrame(
        {
            "region_code": ["1", "2", "3", "4"],
            "region": ["west", "middle", "east", "far"],
            "level": "sigungu",
            "area_m2": [100e6] * 4,
            "lon": [126.5, 127.0, 127.5, 129.0],
            "lat": [37.0, 37.0, 37.0, 35.5],
            "source_id": "s",
        }
    )
    amounts = {
        "B+C": [10.0, 20.0, 30.0, 400.0],
        "M+N": [40.0, 30.0, 10.0, 5.0],
        "J": [20.0, 5, 5, 5],
    }
    industries = pd.DataFrame(
        [
            {
                "region": region,
                "level": "sigungu",
                "industry": industry,
                "year": 2022,
                "value_added": value,
                "source_id": "s",
            }
            for industry, values in amounts.items()
            for region, value in zip(regions["region"], values, strict=True)
        ]
        + [
            {
                "region": "all",
                "level": "nation",
                "industry": "ALL",
                "year": 2022,
                "employees": 116.0,
                "source_id": "n",
            }
        ]
    )
    tables = {
        "parcels": parcels,
        "firms": firms,
        "institutions": institutions,
        "transit": transit,
        "dongs": dongs,
        "industries": industries,
        "universities": gpd.GeoDataFrame({"campus_id": []}, geometry=[], crs=CRS),
    }
    sources = pd.DataFrame({"source_id": ["s", "s_low", "s_high", "n"]})

    def points(*, max_uncertainty_m: float = 300) -> gpd.GeoDataFrame:
        return firms[firms["uncertainty_m"] <= max_uncertainty_m]

    return SimpleNamespace(
        slug="toy",
        tables=tables,
        parcels=parcels,
        firms=firms,
        institutions=institutions,
        transit=transit,
        dongs=dongs,
        regions=regions,
        industries=industries,
        facts=facts,
        shared_facts=facts.iloc[:0],
        sources=sources,
        measure_crs=CRS,
        national_crs="EPSG:5179",
        scenarios={},
        districts=gpd.GeoDataFrame({"source_id": ["s"]}, geometry=[None], crs=CRS),
        name_ko="장난감",
        name_en="Toy",
        as_of="2024",
        hashes={},
        meta={"reference_regions": {"sigungu": "middle"}},
        country={
            "industry_groups": {
                "making": ["B+C"],
                "knowing": ["M+N", "P", "Q"],
                "core": ["C21"],
            }
        },
        levels=("sigungu",),
        industry_totals=("ALL",),
        home={"sigungu": "middle"}.get,
        money_unit=lambda _: "100 million KRW",
        names_in=lambda _: {},
        points=points,
    )
