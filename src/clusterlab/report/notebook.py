"""Finds a notebook, reads its questions, and strips a run one of what is nobody's business."""

import copy
import difflib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

BLOCK = "application/vnd.clusterlab.block+json"
ROOTS = (
    Path(__file__).parents[1] / "notebooks",  # in an installed wheel
    Path(__file__).parents[3] / "notebooks",  # in a checkout
)


def names() -> list[str]:
    """List the notebooks that come with the library."""
    return sorted({path.stem for root in ROOTS for path in root.glob("*.ipynb")})


def locate(name: str) -> Path:
    """Find a notebook by its name, or by the path of a file of one's own.

    Raises
    ------
    ValueError
        With the list and the nearest name, when there is none.
    """
    if name.endswith(".ipynb"):
        if Path(name).is_file():
            return Path(name)
        raise ValueError(f"notebook {name!r}: there is no such file")
    for root in ROOTS:
        if name in names() and (root / f"{name}.ipynb").is_file():
            return root / f"{name}.ipynb"
    near = difflib.get_close_matches(name, names(), n=1, cutoff=0.4)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise ValueError(f"notebook {name!r} is not known{hint} (known: {', '.join(names())})")


def read(path: Path) -> dict[str, Any]:
    """Read a notebook file in nbformat 4 as plain dicts, each source as one text.

    Raises
    ------
    ValueError
        When it is not one.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if notebook["nbformat"] != 4:
            raise ValueError
        for number, cell in enumerate(notebook["cells"]):
            cell["source"] = "".join(cell["source"])
            cell.setdefault("id", f"cell-{number}")
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"notebook {path.name}: not a notebook in UTF-8 JSON, format 4") from None
    return dict(notebook)


def kind(notebook: Mapping[str, Any]) -> str:
    """Say whether it is about one ``cluster``, a ``comparison`` of several, or the ``nation``."""
    return str(notebook["metadata"].get("clusterlab", {}).get("kind", "cluster"))


def heading(cell: Mapping[str, Any]) -> str:
    """Take the first heading of a markdown cell, or nothing."""
    match = re.search(r"^#+\s+(.+?)\s*$", cell["source"], flags=re.MULTILINE)
    return match.group(1) if match else ""


def in_language(cell: Mapping[str, Any], lang: str) -> bool:
    """Say whether a markdown cell is to be read in this language: untagged ones are in all."""
    tags = set(cell["metadata"].get("tags", []))
    return lang in tags or not tags & {"ko", "en"}


def questions(notebook: Mapping[str, Any], lang: str) -> Iterator[tuple[str, str, list[Any]]]:
    """Yield each section: id, question, and what its cells display, in order.

    Markdown below the heading comes as blocks of kind ``markdown``.
    """
    identity, question, blocks = "", "", list[Any]()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and cell["source"].startswith("# "):
            continue  # The notebook's own title: the page has its title block.
        if cell["cell_type"] == "markdown" and in_language(cell, lang):
            title = heading(cell)
            if title:
                if blocks or question:
                    yield identity, question, blocks
                identity, question, blocks = _anchor(cell["id"]), title, []
            rest = re.sub(r"^#+\s+.+$", "", cell["source"], count=1, flags=re.MULTILINE).strip()
            if rest:
                blocks.append({"kind": "markdown", "text": rest})
        elif cell["cell_type"] == "code":
            blocks.extend(
                output["data"][BLOCK]
                for output in cell.get("outputs", [])
                if BLOCK in output.get("data", {})
            )
    if blocks or question:
        yield identity, question, blocks


def _anchor(cell_id: str) -> str:
    """Drop the language from a cell's id, so that a link holds in both languages."""
    return re.sub(r"-(ko|en)$", "", cell_id)


def scrubbed(notebook: Mapping[str, Any], *, replace: Mapping[str, str]) -> dict[str, Any]:
    """Copy a run notebook without times, paths, host facts, streams and papermill's own notes.

    Parameters
    ----------
    notebook : mapping
        As papermill returned it.
    replace : mapping of str to str
        Texts (folder paths) to replace wherever they stand in a source.
    """
    kept = {k: v for k, v in notebook["metadata"].items() if k in {"clusterlab", "kernelspec"}}
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    kept["language_info"] = {"name": "python", "version": version}
    cells = []
    for number, cell in enumerate(notebook["cells"]):
        tags = cell["metadata"].get("tags", [])
        # papermill gives the cell it adds a random id.
        added = "injected-parameters" in tags
        source = cell["source"]
        for old, new in replace.items():
            source = source.replace(old, new)
        fresh: dict[str, Any] = {
            "cell_type": cell["cell_type"],
            "id": f"injected-{number}" if added else cell["id"],
            "metadata": {"tags": list(tags)} if tags else {},
            "source": source,
        }
        if cell["cell_type"] == "code":
            fresh["execution_count"] = cell.get("execution_count")
            fresh["outputs"] = [
                {**copy.deepcopy(output), "metadata": {}}
                for output in cell["outputs"]
                if output["output_type"] in {"display_data", "execute_result"}
            ]
        cells.append(fresh)
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": kept, "cells": cells}
