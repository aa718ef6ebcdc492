"""Names every rule that a notebook breaks before its kernel starts: where, and what is expected."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..model.problem import meant
from ..report import notebook as notebooks
from ..words.table import Words, languages, own
from . import inputs, parameters

KINDS = {"cluster": "cluster", "comparison": "clusters", "nation": "clusters"}
MEMBERS = {
    "kind": str, "title": dict, "heading": dict, "order": int, "standard": bool, "shelf": str,
    "parameters": dict, "words": dict,
}  # fmt: skip
LIMITS = ("minimum", "maximum", "choices", "input")
# Calls whose first text is a key of the words, and what stands before it.
KEYS = {
    "said": ("",), "caution": ("",), "Word": ("",), "say": ("",), "warn": ("",), "word": ("",),
}  # fmt: skip
# Arguments by name that are keys, by the call.
NAMED: dict[str, dict[str, tuple[str, ...]]] = {
    "Chart": {"caption": ("caption.", "alt.")},
    "Table": {"caption": ("caption.",)},
    "Number": {"measure": ("measure.",)},
}
OPENINGS = ("open_page", "open_comparison", "open_nation")


def check(notebook: Mapping[str, Any], path: Path) -> None:
    """Refuse a notebook that breaks a rule.

    Raises
    ------
    ValueError
        One line with every rule that is broken: the file, the cell or key, what was expected.
    """
    found = list(problems(notebook, path))
    if found:
        raise ValueError(f"notebook {path.name}: " + "; ".join(found))


def problems(notebook: Mapping[str, Any], path: Path) -> Iterator[str]:
    """Name each rule that a notebook breaks.

    Parameters
    ----------
    notebook : mapping
        As `report.notebook.read` gives it.
    path : Path
        Its file; a file of words may stand beside it.
    """
    about = notebook["metadata"].get("clusterlab", {})
    if not isinstance(about, dict):
        yield "metadata clusterlab: expected an object"
        return
    yield from _members(about)
    try:
        declared = parameters.declared(notebook)
    except parameters.ParameterError as error:
        yield str(error)
        return
    except SyntaxError as error:
        yield f"the cell tagged parameters does not parse: {error.msg}"
        return
    wanted = KINDS.get(about.get("kind", "cluster"), "cluster")
    for name in (wanted, "lang"):
        if name not in declared:
            yield f"the cell tagged parameters has no {name!r}: expected {_example(name)}"
    for name, parameter in declared.items():
        if parameter.input and parameter.input not in inputs.names():
            known = ", ".join(inputs.names())
            yield f"metadata parameters.{name}.input: {parameter.input!r} is none of {known}"
    try:
        words = notebooks.own_words(about, path)
    except ValueError as error:
        yield f"words: {error}"
        return
    yield from _code(notebook, words)


def _members(about: Mapping[str, Any]) -> Iterator[str]:
    for name, value in about.items():
        kind = MEMBERS.get(name)
        if kind is None:
            yield f"metadata {name!r}: expected one of {', '.join(MEMBERS)}{meant(name, MEMBERS)}"
        elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            yield f"metadata {name}: expected {_json(kind)}"
    kind = about.get("kind", "cluster")
    if isinstance(kind, str) and kind not in KINDS:
        yield f"metadata kind: {kind!r} is none of {', '.join(KINDS)}"
    for name in ("title", "heading", "words"):
        given = about.get(name)
        for lang in given if isinstance(given, dict) else ():
            if lang not in languages():
                yield f"metadata {name}: {lang!r} is none of the languages {', '.join(languages())}"
    limits = about.get("parameters")
    for name, limit in limits.items() if isinstance(limits, dict) else ():
        for key in limit if isinstance(limit, dict) else [None]:
            if key not in LIMITS:
                yield f"metadata parameters.{name}: {key!r} is none of {', '.join(LIMITS)}"


def _code(notebook: Mapping[str, Any], words: Words) -> Iterator[str]:
    called: set[str] = set()
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        lines = (
            line
            for line in cell["source"].splitlines()
            if line.lstrip()[:1] not in "%!" or not line.strip()
        )
        try:
            tree = ast.parse("\n".join(lines))
        except SyntaxError as error:
            yield f"cell {cell['id']}: line {error.lineno} does not parse: {error.msg}"
            continue
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = _name(call)
            called.add(name)
            for key in _keys(call, name):
                if key not in words and key not in own():
                    near = meant(key, [*words.keys(), *own().keys()])
                    yield f"cell {cell['id']}: no word has the key {key!r}{near}"
    if any(notebooks.BLOCK in cell["source"] for cell in notebook["cells"]):
        return  # It displays blocks itself; laying them out says what is missing.
    if not called & set(OPENINGS):
        yield f"no cell opens a page: expected one of {', '.join(OPENINGS)}"
    if "sources" not in called:
        yield "no cell lists the sources: expected page.sources() at the end"


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _keys(call: ast.Call, name: str) -> Iterator[str]:
    first = call.args[0] if call.args else None
    if name in KEYS and isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield from (before + first.value for before in KEYS[name])
    for given in call.keywords:
        for before in NAMED.get(name, {}).get(given.arg or "", ()):
            if isinstance(given.value, ast.Constant) and isinstance(given.value.value, str):
                yield before + given.value.value


def _example(name: str) -> str:
    return f"{name}: list[str] = []" if name == "clusters" else f'{name}: str = "…"'


def _json(kind: type) -> str:
    return {str: "a text", dict: "an object", int: "a whole number", bool: "true or false"}[kind]
