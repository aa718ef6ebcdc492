"""A small made-up cluster to draw."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely


@pytest.fixture
def sources() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "source_id": ["plan", "press"],
            "title": ["Plan of the town", "Town paper"],
            "publisher": ["Town", "Paper"],
            "date": ["2024-05", "2025-01-02"],
            "licence": ["KOGL type 1", "press, facts only"],
        }
    )


@pytest.fixture
def districts() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "district_id": ["d1", "d2", "all", "far"],
            "name_ko": ["첫째 지구(주거)", "둘째 지구", "전체", "없는 곳"],
            "name_en": ["First district (homes)", "Second district", "Whole area", "Nowhere"],
            "role": ["district", "district", "whole", "context"],
            "official_area_m2": [1_000_000.0, None, 2_000_000.0, None],
            "precision": ["schematic ±200 m", "generalised ±20 m", "schematic ±200 m", "none"],
            "uncertainty_m": [200.0, 20.0, 200.0, None],
            "source_id": ["plan"] * 4,
            "per_ha": [0.5, 2.0, None, None],
        },
        geometry=[
            shapely.box(126.82, 37.56, 126.83, 37.57),
            shapely.box(126.83, 37.56, 126.84, 37.57),
            shapely.box(126.82, 37.56, 126.84, 37.57),
            None,
        ],
        crs="EPSG:4326",
    )


@pytest.fixture
def organisations() -> gpd.GeoDataFrame:
    spots = [(126.825, 37.565)] * 2 + [
        (126.835, 37.565),
        (126.832, 37.562),
        (126.828, 37.568),
        (126.83, 37.56),
    ]
    return gpd.GeoDataFrame(
        {
            "organisation_id": [f"o{i}" for i in range(6)],
            "name_ko": [
                "가나전자",
                "다라바이오",
                "마바대학교",
                "사아병원",
                "자차연구소",
                "카타물산",
            ],
            "name_en": ["Gana Electronics", None, "Maba University", None, "Jacha Institute", None],
            "type": ["anchor", "anchor", "university", "hospital", "institute", "firm"],
            "sector": ["electronics_ict", "bio", None, None, "unknown", "other"],
            "status": ["present", "present", "present", "present", "planned", "present"],
            "since": ["2018", None, None, None, None, None],
            "employees": [1200.0, None, None, 300.0, None, None],
            "location_basis": ["address", "block", "address", "register", "block", "dong"],
            "uncertainty_m": [50.0, 50.0, 120.0, 30.0, 200.0, 1200.0],
            "source_id": ["press", "press", "plan", "plan", "press", "press"],
            "phone": ["010-1234-5678"] * 6,
        },
        geometry=gpd.points_from_xy(*zip(*spots, strict=True)),
        crs="EPSG:4326",
    )
