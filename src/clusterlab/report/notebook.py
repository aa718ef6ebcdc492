"""Finds a notebook, reads its questions, and strips a run one of what is nobody's business."""

import copy
import difflib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..words.table import LANGUAGES, Words, languages

# Set by the runner, so that a page knows which notebook writes on it.
RUNNING = "CLUSTERLAB_NOTEBOOK"
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


@dataclass(frozen=True)
class Declared:
    """What a notebook says of itself, in its metadata under ``clusterlab``.

    Attributes
    ----------
    name : str
        Its file's name without the ending.
    kind : str
        ``cluster`` (about one), ``comparison`` (of several) or ``nation``.
    title, heading : dict of str to str
        By language: the short title, for the index, and the one above the report's name.
    order : int
        Where it stands among others; the lowest one about a cluster is made where none is named.
    standard : bool
        Whether it is made where neither a cluster nor a notebook is named.
    shelf : str
        Folder of its reports where they are about several clusters.
    words : Words
        Its own words, from ``words`` of the metadata or from the file ``<name>.words.csv`` beside
        it.
    """

    name: str
    kind: str
    title: Mapping[str, str]
    heading: Mapping[str, str]
    order: int
    standard: bool
    shelf: str
    words: Words


def declared(notebook: Mapping[str, Any], path: Path) -> Declared:
    """Read what a notebook declares; `rules` says what it may.

    Parameters
    ----------
    notebook : mapping
        As `read` gives it.
    path : Path
        Its file.
    """
    about = notebook["metadata"].get("clusterlab", {})
    title = about.get("title") or {lang: path.stem.replace("_", " ") for lang in LANGUAGES}
    kind = str(about.get("kind", "cluster"))
    return Declared(
        name=path.stem,
        kind=kind,
        title=title,
        heading=about.get("heading") or title,
        order=int(about.get("order", 1000)),
        standard=bool(about.get("standard", False)),
        shelf=str(about.get("shelf") or ("" if kind == "cluster" else kind)),
        words=own_words(about, path),
    )


def own_words(about: Mapping[str, Any], path: Path) -> Words:
    """Read a notebook's own words."""
    beside = path.with_name(f"{path.stem}.words.csv")
    if beside.is_file():
        return Words(beside)
    return Words.of(about.get("words", {}), where=path.name)


def library() -> list[Declared]:
    """List what the notebooks that come with the library declare, in their order."""
    found = [declared(read(path), path) for path in map(locate, names())]
    return sorted(found, key=lambda one: (one.order, one.name))


def heading(cell: Mapping[str, Any]) -> str:
    """Take the first heading of a markdown cell, or nothing."""
    match = re.search(r"^#+\s+(.+?)\s*$", cell["source"], flags=re.MULTILINE)
    return match.group(1) if match else ""


def in_language(cell: Mapping[str, Any], lang: str) -> bool:
    """Say whether a markdown cell is to be read in this language: untagged ones are in all.

    A language that a notebook has no headings in reads the English ones.
    """
    tags = set(cell["metadata"].get("tags", [])) & set(languages())
    return lang in tags or not tags or (lang not in LANGUAGES and tags == {"en"})


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
    return re.sub(rf"-({'|'.join(languages())})$", "", cell_id)


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
