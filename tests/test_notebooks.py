"""Notebooks only ask: short cells, no year in code, no outputs."""

import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
BUILT_IN = sorted(FOLDER.glob("*.ipynb"))
EVERY = sorted(FOLDER.rglob("*.ipynb"))


def cells(path: Path) -> list[list[str]]:
    book = json.loads(path.read_text(encoding="utf-8"))
    found = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert not any(cell["outputs"] or cell["execution_count"] for cell in found), path.name
    free = (c for c in found if "parameters" not in c["metadata"].get("tags", []))
    return [[x for x in "".join(c["source"]).splitlines() if x.strip()] for c in free]


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_cells_are_short(path: Path) -> None:
    most = 20 if path.parent.name == "examples" else 12
    assert max(map(len, cells(path))) <= most


def test_all_notebooks_together_are_short_and_hold_no_year() -> None:
    lines = [line for path in BUILT_IN for cell in cells(path) for line in cell]
    assert 100 < len(lines) < 900
    assert [line for line in lines if re.search(r"\b(19|20)\d\d\b", line)] == []
