"""A small made-up cluster that every test of this room writes, bends and reads."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SQUARE = [[126.82, 37.56], [126.83, 37.56], [126.83, 37.57], [126.82, 37.57], [126.82, 37.56]]
BESIDE = [[126.83, 37.56], [126.84, 37.56], [126.84, 37.57], [126.83, 37.57], [126.83, 37.56]]

META: dict[str, Any] = {
    "slug": "toy",
    "name_ko": "장난감",
    "name_en": "Toy",
    "region_ko": "서울",
    "region_en": "Seoul",
    "as_of": "2024-06",
    "measure_crs": "EPSG:5186",
    "extent": [126.0, 37.0, 128.0, 38.0],
    "currency": "KRW",
    "money_unit": {},
    "industry_classification": "KSIC 10",
    "boundary_vintage": "2024",
    "confidential_register": False,
    "references": [],
    "example": True,
}
SOURCES = [
    {
        "name": "s1",
        "title": "A register",
        "path": "https://example.org/",
        "publisher": "An office",
        "date": "2024-05",
        "licence": "CC0",
        "kind": "register",
    }
]
FIRM: dict[str, Any] = {
    "firm_id": "f1",
    "name_ko": "가나바이오",
    "kind": "firm",
    "sector": "bio",
    "employees": "12",
    "status": "present",
    "listing": "curated",
    "same_as": "",
    "district_id": "",
    "lon": "126.825",
    "lat": "37.565",
    "location_basis": "register",
    "uncertainty_m": "30",
    "confidence": "A",
    "source_id": "s1",
    "note": "",
}


def district(name: str, ring: list[list[float]], **changes: Any) -> dict[str, Any]:
    properties = {
        "district_id": name,
        "name_ko": "가",
        "name_en": "A",
        "role": "district",
        "official_area_m2": 980000.0,
        "precision": "exact",
        "source_id": "s1",
    }
    return {
        "type": "Feature",
        "properties": properties | changes,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def firm() -> Callable[..., dict[str, Any]]:
    """Make a row of firms, with changes."""
    return lambda **changes: FIRM | changes


@pytest.fixture
def features() -> Callable[..., dict[str, Any]]:
    """Make a district feature, with changes to its properties."""
    return district


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a cluster folder from rows, raw bytes, or GeoJSON features; not yet sealed."""

    def make(
        tables: dict[str, Any] | None = None,
        *,
        meta: dict[str, Any] | None = None,
        sources: list[dict[str, Any]] | None = None,
        slug: str = "toy",
    ) -> Path:
        folder = tmp_path / slug
        folder.mkdir()
        default = {
            "districts.geojson": [district("d1", SQUARE), district("d2", BESIDE)],
            "firms.csv": [FIRM],
        }
        contents = default | (tables or {})
        for name, content in contents.items():
            if content is None:
                continue
            path = folder / name
            if isinstance(content, bytes):
                path.write_bytes(content)
            elif name.endswith(".geojson"):
                collection = {"type": "FeatureCollection", "features": content}
                path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
            else:
                write_csv(path, content)
        descriptor = {
            "clusterlab": META | {"slug": slug} | (meta or {}),
            "resources": [
                {"name": name.split(".")[0], "path": name}
                for name, content in contents.items()
                if content is not None
            ],
            "sources": SOURCES if sources is None else sources,
        }
        text = json.dumps(descriptor, ensure_ascii=False)
        (folder / "datapackage.json").write_text(text, encoding="utf-8")
        return folder

    return make
