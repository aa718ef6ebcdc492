"""A small notebook that needs no data, for what runs and lays out notebooks."""

import json
from pathlib import Path
from typing import ClassVar

import nbformat
import pytest

BLOCK = "application/vnd.clusterlab.block+json"
TITLE = {
    "kind": "title",
    "slug": "toy",
    "name": "장난감 <b>마을</b>",
    "kicker": "연습",
    "place": "Toytown",
    "as_of": "2024-06",
    "facts": [["기준일", "2024-06"]],
    "notes": ["경계는 개략도입니다."],
}
SOURCE = {
    "source_id": "s1",
    "title": "A table <i>of</i> numbers",
    "path": "https://example.org/a",
    "publisher": "An office",
    "date": "2024-06",
    "licence": "CC0",
    "kind": "office",
}
MAP = {
    "kind": "map",
    "caption": "지도",
    "head": [["style", ".toy { color: #000000; }"]],
    "body": '<div class="toy">지도</div>',
    "script": "document.body.dataset.drawn = 'yes';",
    "titled": False,
    "page": "<!doctype html><title>map</title>",
}
METRIC = {
    "measure": "toys",
    "scope": "toy",
    "value": 7.0,
    "unit": "count",
    "n": 7,
    "as_of": "2024-06",
    "status": "ok",
    "reason": "",
    "sources": ["s1"],
}
FUND_AMOUNTS = [
    "size", "public", "private", "lp_central_government", "lp_policy_bank", "lp_local_government",
    "lp_bank", "lp_corporate", "lp_gp", "lp_other", "invested", "bound",
]  # fmt: skip


def show(block: dict) -> str:
    """Write the cell that shows one block."""
    block = {"sources": [], "as_of": ""} | block
    return (
        "from IPython.display import display\n"
        f"display({{{BLOCK!r}: {block!r}, 'text/plain': ''}}, raw=True)"
    )


def toy_notebook(*cells: str) -> nbformat.NotebookNode:
    """Make a notebook with a title, a question in two languages, some cells, and a source list."""
    new = nbformat.v4
    parameters = 'cluster: str = "toy"\nlang: str = "ko"\nlimit_m: float = 2.5\nseed: int = 1'
    book = new.new_notebook(
        cells=[
            new.new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]}),
            new.new_code_cell(show(TITLE), id="title"),
            new.new_markdown_cell(
                "## 장난감은 몇 개인가?", id="how-many-ko", metadata={"tags": ["ko"]}
            ),
            new.new_markdown_cell("## How many toys?", id="how-many-en", metadata={"tags": ["en"]}),
            *(new.new_code_cell(cell, id=f"cell-{n}") for n, cell in enumerate(cells)),
            new.new_code_cell(
                "\n".join(
                    show(block)
                    for block in (
                        {"kind": "sentence", "tone": "say", "text": "일곱 개.", "sources": ["s1"]},
                        {"kind": "metrics", "rows": [METRIC]},
                        MAP,
                        {"kind": "sources", "rows": [SOURCE]},
                    )
                ),
                id="rest",
            ),
        ],
        metadata={"clusterlab": {"parameters": {"limit_m": {"minimum": 0, "maximum": 100}}}},
    )
    nbformat.validate(book)
    return book


@pytest.fixture(scope="session")
def built_in():
    """Load the built-in clusters once, by slug."""
    import clusterlab as cl

    return {slug: cl.load(slug) for slug in ("magok", "incheon", "osong")}


@pytest.fixture(scope="session")
def korea_funds(built_in):
    """Give the funds of the whole country."""
    return built_in["osong"].package.references["korea"].tables["funds"]


@pytest.fixture
def make_funds():
    """Make a table of invented funds; what is not given is not told."""
    import numpy as np
    import pandas as pd

    def make(*rows: dict) -> pd.DataFrame:
        base = {
            "kind": "fund", "scope": "here", "gp": "g", "vintage": 2020.0, "stage": None,
            "sector": "bio", "status": "closed", "as_of": "2024", "source_id": "s",
        } | dict.fromkeys(FUND_AMOUNTS, np.nan)  # fmt: skip
        table = pd.DataFrame([base | {"name": row["fund_id"]} | row for row in rows])
        return table.astype(dict.fromkeys(FUND_AMOUNTS, float))

    return make


@pytest.fixture
def write_notebook(tmp_path: Path):
    """Write a toy notebook with some more cells into a file."""

    def write(*cells: str, name: str = "toy_profile") -> Path:
        path = tmp_path / f"{name}.ipynb"
        path.write_text(json.dumps(toy_notebook(*cells)), encoding="utf-8")
        return path

    return write


@pytest.fixture
def make_notebook():
    """Make a toy notebook with some more cells."""
    return toy_notebook


@pytest.fixture
def executed():
    """Make a toy notebook as if it had been run, with some more blocks."""

    def run(*blocks: dict, without: str = "", source: dict | None = None):
        book = toy_notebook("pass")
        shown = [
            TITLE,
            *blocks,
            MAP,
            {"kind": "metrics", "rows": [METRIC]},
            {"kind": "sources", "rows": [SOURCE | (source or {})]},
        ]
        for cell in book.cells:
            if cell["id"] == "cell-0":
                cell.outputs = [
                    nbformat.v4.new_output(
                        "display_data", {BLOCK: {"sources": [], "as_of": ""} | block}
                    )
                    for block in shown
                    if block["kind"] != without
                ]
        return book

    return run


@pytest.fixture(scope="session")
def real_reports(tmp_path_factory):
    """Make every built-in report in Korean, and one in English, with few simulations."""
    from clusterlab.run import index
    from clusterlab.run.plan import Request, plan
    from clusterlab.run.workers import run_all

    out = tmp_path_factory.mktemp("reports")
    given = {"simulations": "100", "draws": "500", "displacements": "5"}
    jobs = plan(Request((), None, given, out, ("ko",)))
    few = {"simulations": given["simulations"]}
    jobs += plan(Request(("incheon",), None, few, out, ("en",)))
    outcomes = run_all(jobs, workers=2, begun=lambda _: None, ended=lambda _: None)
    assert [outcome.message for outcome in outcomes] == [""] * len(jobs)
    index.write(out)
    return out


class Town:
    """A small town in metres: a station, a campus, firms and plots where a reader can count."""

    measure_crs = "EPSG:5186"
    as_of = "2024"
    slug, name_ko, name_en = "town", "마을", "Town"
    currency = "EUR"
    scenarios: ClassVar[dict[str, Path]] = {}
    corner = (200_000.0, 550_000.0)

    def names_in(self, lang: str) -> dict:
        return {}

    def __init__(self) -> None:
        import geopandas as gpd
        import pandas as pd
        import shapely

        def placed(rows: list[dict], **rest) -> gpd.GeoDataFrame:
            points = [
                None
                if row.get("x") is None
                else shapely.Point(self.corner[0] + row["x"], self.corner[1] + row["y"])
                for row in rows
            ]
            table = gpd.GeoDataFrame(rows, geometry=points, crs=self.measure_crs)
            for name, value in rest.items():
                if name not in table:
                    table[name] = value
            return table.drop(columns=["x", "y"], errors="ignore").to_crs(4326)

        firm = {"kind": "firm", "same_as": None, "sector": "bio", "employees": None,
                "uncertainty_m": 0.0}  # fmt: skip
        common = {"status": "present", "uncertainty_m": 0.0, "location_basis": "register",
                  "source_id": "s1", "name_ko": "이름"}  # fmt: skip
        square = shapely.box(*self.corner, self.corner[0] + 1000, self.corner[1] + 1000)
        outline = gpd.GeoDataFrame(
            {"district_id": ["d1"], "role": ["district"], "name_ko": ["지구"],
             "name_en": ["District"], "precision": ["schematic"], "source_id": ["s1"]},
            geometry=[square], crs=self.measure_crs,
        ).to_crs(4326)  # fmt: skip
        plot = {"kind": "plot", "district_id": "d1", "zone": "industry", "zone_en": "Industry",
                "complex_id": None, "allowed_industries": None, "allowed_complete": None,
                "area_m2": None, "far_limit_pct": None, "far_limit_high_pct": None,
                "bcr_limit_pct": None, "floor_built_m2": None, "vacant": None,
                "use_status": "idle", "price_m2": None, "price_as_of": None, "as_of": "2024",
                "confidence": "A", "uncertainty_m": 0.0, "source_id": "s1"}  # fmt: skip
        plots = [
            plot | {"parcel_id": f"p{n}", "name_ko": f"{n}번", "name_en": f"Plot {n}",
                    "x": 100.0 * n, "y": 0.0}
            for n in (1, 2, 3, 4)
        ]  # fmt: skip
        plots[0] |= {"area_m2": 1000.0, "far_limit_pct": 200.0, "far_limit_high_pct": 300.0}
        plots[0] |= {"floor_built_m2": 500.0, "allowed_industries": "C21", "price_m2": 9.0}
        plots[1] |= {"area_m2": 500.0, "far_limit_pct": 200.0, "floor_built_m2": 1200.0,
                     "allowed_industries": "C21", "allowed_complete": False}  # fmt: skip
        plots[2] |= {"uncertainty_m": 900.0, "use_status": "built"}
        plots[3] |= {"allowed_industries": "C10", "use_status": "sold"}
        nowhere = plot | {"parcel_id": "all", "kind": "total", "name_ko": "합계", "x": None,
                          "name_en": "All", "uncertainty_m": None, "area_m2": 9000.0}  # fmt: skip
        building = {"counted": True, "uncertainty_m": 0.0, "source_id": "s1"}
        self.tables = {
            "districts": outline,
            "dongs": outline.iloc[:0],
            "firms": placed(
                [firm | {"firm_id": f"f{n}", "x": 100.0 * n, "y": 300.0} for n in (1, 2, 3)]
                + [firm | {"firm_id": "f9", "kind": "anchor", "x": None, "uncertainty_m": None}],
                **common,
            ),
            "universities": placed([{"campus_id": "u1", "x": 100.0, "y": 400.0}], **common),
            "institutions": placed(
                [
                    {"institution_id": "i1", "kind": "hospital", "x": 400.0, "y": 30.0},
                    {"institution_id": "i2", "kind": "incubator", "x": 100.0, "y": 0.0},
                ],
                **common,
            ),
            "transit": placed(
                [{"stop_id": "t1", "name_ko": "역", "line": "1", "x": 100.0, "y": 30.0}],
                uncertainty_m=20.0,
                source_id="s1",
            ),
            "buildings": placed(
                [
                    building
                    | {
                        "building_id": "b1",
                        "parcel_id": "p1",
                        "use_class": "office",
                        "floor_area_m2": 700.0,
                        "x": 100.0,
                        "y": 0.0,
                    },
                    building
                    | {
                        "building_id": "b2",
                        "parcel_id": "p4",
                        "use_class": "housing",
                        "floor_area_m2": 300.0,
                        "x": 400.0,
                        "y": 0.0,
                    },
                ]
            ),
            "parcels": placed([*plots, nowhere]),
            "complexes": pd.DataFrame(),
        }
        self.meta = {"extent": [124.0, 33.0, 132.0, 39.5], "notes_en": [], "notes_ko": []}
        self.sources = pd.DataFrame([SOURCE])
        self.hashes = {"firms.csv": "sha256:0"}

    def money_unit(self, column: str) -> str:
        """Name no unit of money: the currency stands."""
        return ""

    @property
    def parcels(self):
        """Plots."""
        return self.tables["parcels"]

    @property
    def buildings(self):
        """Buildings."""
        return self.tables["buildings"]

    @property
    def dongs(self):
        """Base map."""
        return self.tables["dongs"]

    @property
    def districts(self):
        """Districts."""
        return self.tables["districts"]

    def organisations(self, *, include=("present",)):
        """List organisations in metres."""
        from clusterlab.load.organisations import organisations

        return organisations(self.tables, include=include).to_crs(self.measure_crs)

    def points(self, *, max_uncertainty_m=300.0, include=("present",)):
        """List organisations whose place is known."""
        every = self.organisations(include=include)
        return every[every.geometry.notna() & (every["uncertainty_m"] <= max_uncertainty_m)]


@pytest.fixture
def town() -> Town:
    """Build the small town anew."""
    return Town()
