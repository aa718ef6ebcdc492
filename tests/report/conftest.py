"""A small notebook that needs no data, for what runs and lays out notebooks."""

import json
from pathlib import Path

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
    from clusterlab.report import index
    from clusterlab.report.plan import Request, plan
    from clusterlab.report.workers import run_all

    out = tmp_path_factory.mktemp("reports")
    given = {"simulations": "39"}
    jobs = plan(Request((), None, given, out, ("ko",)))
    jobs += plan(Request(("incheon",), None, given, out, ("en",)))
    outcomes = run_all(jobs, workers=2, begun=lambda _: None, ended=lambda _: None)
    assert [outcome.message for outcome in outcomes] == [""] * len(jobs)
    index.write(out)
    return out
