"""A finished report put together by hand: its blocks, its metrics of every size, its run.json."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from report_fixtures import BLOCK, SOURCE, TITLE

from clusterlab.model import metrics
from clusterlab.report import blocks
from clusterlab.report.exports.content import content

SECOND = SOURCE | {"source_id": "s2", "title": "=1+1", "publisher": "Another"}
TITLE_EN = TITLE | {"name": "Toytown <b>", "kicker": "Practice", "place": "장난감"}


def rows() -> list[dict]:
    """Make metrics of every size, with a sign, without a value, and withheld."""
    draw = np.random.default_rng(7)
    values = [*(10.0 ** draw.uniform(-7, 12, 60)), 0.0, -3.25, 1 / 3, 1234567.891, 1e-15]
    made = [
        metrics.metric("toys", value, scope=f"t{n}", unit="count", as_of="2024-06",
                       sources=["s1", "s2"], n=n)
        for n, value in enumerate(values)
    ]  # fmt: skip
    about = {"unit": "1", "as_of": "2024", "sources": ["s1"]}
    made.append(metrics.metric("share", None, scope="toy", reason="no_data", **about))
    made.append(metrics.metric("share", 1.0, scope="x", reason="few", suppressed=True, **about))
    made.append(metrics.metric("rate", 0.123456789, scope="a", **about))
    made.append(metrics.metric("rate", 0.5, scope="b", **about))
    return made


def shown() -> list[dict]:
    """Make the blocks under the question."""
    figure, axes = plt.subplots(figsize=(3, 2))
    axes.plot([0, 1], [1, 0])
    chart = blocks.figure(figure, caption="A chart", alt="A line that falls")
    plt.close(figure)
    claim = {"finding": "f", "weight": 2.0, "text": "Toys lead.", "sure": "7 toys", "sources": []}
    table = {
        "kind": "table",
        "caption": "Rates: [a/b]?",
        "columns": [{"label": "Place", "number": False}, {"label": "Rate", "number": True}],
        "rows": [["=cmd()", "12.3%"], ["01", "50.0%"]],
        "folded": False,
    }
    long = table | {"caption": "Long", "rows": [[f"r{n}", f"{n:,}"] for n in range(1500)]}
    item = {"label": "Toys", "value": "7", "unit": "개", "as_of": "2024-06", "note": "",
            "sources": ["s1"], "place": None}  # fmt: skip
    every = [
        {"kind": "sentence", "tone": "say", "text": "First & foremost.", "sources": ["s1", "s2"]},
        {"kind": "sentence", "tone": "say", "text": "Better.", "claim": claim, "finding": "f"},
        {"kind": "sentence", "tone": "warning", "text": "Mind <this>.", "finding": "f"},
        {"kind": "cards", "items": [item]},
        chart,
        table,
        long,
        {"kind": "metrics", "rows": rows()[:-2]},
        {"kind": "metrics", "rows": rows()[-2:]},
    ]
    return [{"sources": ["s1"], "as_of": "2024-06"} | block for block in every]


def book(lang: str, inside: list[dict]) -> dict:
    """Put blocks into an executed notebook."""
    title = TITLE if lang == "ko" else TITLE_EN

    def cell(name: str, given: list[dict]) -> dict:
        outputs = [
            {"output_type": "display_data", "metadata": {}, "data": {BLOCK: block}}
            for block in given
        ]
        return {"cell_type": "code", "id": name, "metadata": {}, "source": "",
                "execution_count": 1, "outputs": outputs}  # fmt: skip

    heading = {"cell_type": "markdown", "id": "how", "metadata": {}, "source": "## How many?"}
    last = {"kind": "sources", "rows": [SOURCE, SECOND], "sources": [], "as_of": ""}
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            cell("title", [{"sources": []} | title]),
            heading,
            cell("shown", inside),
            cell("sources", [last]),
        ],
    }


@pytest.fixture(params=["ko", "en"])
def held(request, tmp_path: Path):
    """Read the toy report as exports do, in each language."""
    return content(
        book(request.param, shown()),
        tmp_path / "executed.ipynb",
        figures=metrics.to_csv(rows()),
        lang=request.param,
        version="9.9",
    )


@pytest.fixture
def report_folder(tmp_path: Path) -> Path:
    """Write the toy report as a run leaves it."""
    from clusterlab.run import record

    folder = tmp_path / "reports" / "toy" / "toy_profile"
    folder.mkdir(parents=True)
    (folder / "executed.ipynb").write_text(json.dumps(book("en", shown())), encoding="utf-8")
    (folder / "metrics.csv").write_text(metrics.to_csv(rows()), encoding="utf-8")
    (folder / "report.html").write_text("<html><head></head><body>toys</body></html>")
    record.write(
        folder,
        about={"notebook": "toy_profile", "lang": "en", "slug": "toy"},
        parameters={"cluster": "magok"},
        inputs={},
        run={},
    )
    return folder
