"""Every notebook on folders that have little: what is missing is said, and the rest is done."""

import contextlib
import csv
import io
import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from clusterlab.load.check import check
from clusterlab.load.template import new_cluster
from clusterlab.report import notebook
from clusterlab.run import parameters

SECTORS = ("bio", "electronics_ict", "machinery", "services")
ABOUT = {
    "name_ko": "얇은 예시",
    "name_en": "Thin example",
    "region_ko": "어딘가",
    "region_en": "Somewhere",
    "as_of": "2026-06",
    "boundary_vintage": "made up",
    "example": "true",
}
SOURCE = {
    "name": "s1",
    "title": "Made-up rows",
    "path": "",
    "publisher": "clusterlab",
    "date": "2026-06",
    "licence": "CC0-1.0",
    "kind": "example",
}


def write(
    home: Path,
    slug: str,
    *,
    outline: bool,
    tables: Mapping[str, list[dict[str, Any]]],
    corner: tuple[float, float] = (127.35, 36.37),
    meta: Mapping[str, Any] | None = None,
) -> Path:
    folder = new_cluster(slug, home, about=ABOUT)
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["clusterlab"] |= dict(meta or {})
    descriptor["sources"] = [SOURCE]
    # A folder need not say what is optional.
    for name in ("references", "reference_regions", "complexes", "notes_ko", "notes_en"):
        del descriptor["clusterlab"][name]
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    x, y = corner
    ring = [[x, y], [x + 0.02, y], [x + 0.02, y + 0.02], [x, y + 0.02], [x, y]]
    district = {
        "type": "Feature",
        "properties": {
            "district_id": "d1",
            "name_ko": "하나",
            "name_en": "One",
            "role": "district",
            "precision": "exact" if outline else "none",
            "source_id": "s1",
        },
        "geometry": {"type": "Polygon", "coordinates": [ring]} if outline else None,
    }
    collection = {"type": "FeatureCollection", "features": [district]}
    (folder / "districts.geojson").write_text(
        json.dumps(collection, ensure_ascii=False), encoding="utf-8"
    )
    for name, rows in tables.items():
        header = (folder / f"{name}.csv").read_text(encoding="utf-8").strip().split(",")
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def firm(number: int, lon: float | None = None, lat: float | None = None, **more: Any) -> dict:
    placed = {"lon": lon, "lat": lat, "location_basis": "register", "uncertainty_m": 30}
    row = {
        "firm_id": f"f{number}",
        "name_ko": f"예시기업{number}",
        "kind": "firm",
        "sector": SECTORS[number % len(SECTORS)],
        "status": "present",
        "listing": "register",
        "confidence": "C",
        "source_id": "s1",
    }
    return row | (placed if lon is not None else {"location_basis": "none"}) | more


def scattered(corner: tuple[float, float], count: int, **more: Any) -> list[dict]:
    return [
        firm(n, corner[0] + (n * 37 % 97) / 5000, corner[1] + (n * 61 % 89) / 5000, **more)
        for n in range(1, count + 1)
    ]


def nothing_placed(home: Path) -> Path:
    return write(home, "nothing", outline=False, tables={"firms": [firm(1)]})


def universities_alone(home: Path) -> Path:
    campus = {
        "name_ko": "예시대학교",
        "status": "present",
        "location_basis": "register",
        "uncertainty_m": 30,
        "confidence": "C",
        "source_id": "s1",
    }
    campuses = [
        campus | {"campus_id": f"u{n}", "lon": 127.355 + n / 500, "lat": 36.38} for n in range(3)
    ]
    firms = scattered((127.35, 36.37), 40, sector="bio")
    return write(home, "campuses", outline=True, tables={"firms": firms, "universities": campuses})


def another_country(home: Path) -> Path:
    corner = (13.40, 52.50)
    stop = {
        "stop_id": "t1",
        "name_ko": "예시역",
        "name_en": "Example station",
        "line": "U1",
        "mode": "metro",
        "lon": 13.41,
        "lat": 52.51,
        "uncertainty_m": 20,
        "source_id": "s1",
    }
    firms = [row | {"employees": 3 + n % 50} for n, row in enumerate(scattered(corner, 45))]
    meta = {
        "measure_crs": "EPSG:25833",
        "extent": [13.0, 52.3, 13.8, 52.7],
        "currency": "EUR",
        "industry_classification": "NACE 2",
        "money_unit": {},
    }
    tables = {"firms": firms, "transit": [stop]}
    return write(home, "elsewhere", outline=True, tables=tables, corner=corner, meta=meta)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("thin")
    made = [build(home) for build in (nothing_placed, universities_alone, another_country)]
    return {folder.name: folder for folder in made}


@pytest.mark.parametrize("slug", ["nothing", "campuses", "elsewhere"])
@pytest.mark.parametrize("name", notebook.names())
def test_a_notebook_says_what_is_missing_and_does_the_rest(folders, slug, name):
    assert check(folders[slug]) == []
    source = notebook.read(notebook.locate(name))
    own = {"cluster": str(folders[slug]), "clusters": [str(folders[slug]), "osong"], "lang": "ko"}
    names: dict[str, object] = {}
    said = io.StringIO()
    for cell in source["cells"]:
        if cell["cell_type"] != "code":
            continue
        with contextlib.redirect_stdout(said), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(cell["source"], name, "exec"), names)
        if "parameters" in cell["metadata"].get("tags", []):
            names |= {k: v for k, v in own.items() if k in parameters.declared(source)}
