"""Reads the parameters a notebook declares, and refuses values that do not fit them."""

import ast
import difflib
import json
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.errors import ParameterError as ParameterError

NAME = re.compile(r"[a-z_][a-z0-9_]*")
MAXIMUM_TEXT = 100_000
SCALARS: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
LISTS = {f"list[{name}]": kind for name, kind in SCALARS.items()}
TABLES = {f"dict[str, {name}]": kind for name, kind in SCALARS.items()}
RULES = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
}


@dataclass(frozen=True)
class Parameter:
    """One declared parameter: name, type, default, the values it admits, the file that it names."""

    name: str
    kind: str
    default: Any
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Any, ...] = ()
    input: str = ""


def declared(notebook: Mapping[str, Any]) -> dict[str, Parameter]:
    """Read the typed assignments of the cell tagged ``parameters``.

    Parameters
    ----------
    notebook : mapping
        A notebook in nbformat 4. ``metadata.clusterlab.parameters`` may narrow each parameter with
        ``minimum``, ``maximum`` and ``choices``, and say which ``input`` the file is that it names.

    Returns
    -------
    dict of str to Parameter
        In the order of the cell; empty where no cell is tagged.

    Raises
    ------
    ParameterError
        When the cell holds anything but typed assignments of plain values.
    """
    limits = notebook.get("metadata", {}).get("clusterlab", {}).get("parameters", {})
    found: dict[str, Parameter] = {}
    for cell in notebook["cells"]:
        if "parameters" not in cell.get("metadata", {}).get("tags", []):
            continue
        source = cell["source"]
        text = source if isinstance(source, str) else "".join(source)
        for statement in ast.parse(text).body:
            parameter = _read_assignment(statement, limits)
            found[parameter.name] = parameter
    undeclared = set(limits) - set(found)
    if undeclared:
        name = min(undeclared)
        raise ParameterError(f"parameter {name} has limits but no assignment in the notebook")
    for parameter in found.values():
        _admit(parameter, parameter.default)
    return found


def _read_assignment(statement: ast.stmt, limits: Mapping[str, Any]) -> Parameter:
    if not (
        isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and statement.value is not None
    ):
        raise ParameterError(
            f"the parameters cell may hold only typed assignments such as `seed: int = 1`,"
            f" not `{ast.unparse(statement)}`"
        )
    name, kind = statement.target.id, ast.unparse(statement.annotation)
    if not NAME.fullmatch(name):
        raise ParameterError(f"parameter {name}: a name has small letters, digits and underscores")
    if kind not in SCALARS | LISTS | TABLES:
        raise ParameterError(f"parameter {name}: type {kind} is none of the types that are known")
    try:
        default = ast.literal_eval(statement.value)
    except ValueError:
        raise ParameterError(f"parameter {name}: its default must be a plain value") from None
    limit = limits.get(name, {})
    return Parameter(
        name,
        kind,
        default,
        limit.get("minimum"),
        limit.get("maximum"),
        tuple(limit.get("choices", ())),
        str(limit.get("input", "")),
    )


def resolve(parameters: Mapping[str, Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """Complete the given values with the defaults, each checked against its declaration.

    Parameters
    ----------
    parameters : mapping of str to Parameter
        What `declared` read.
    given : mapping of str to str or plain value
        Text as typed on a command line, read by the declared type alone (``"false"`` is False for
        a ``bool`` and stays text for a ``str``; lists and tables are JSON), or plain values.

    Raises
    ------
    ParameterError
        One line with the name, the value and the rule; the nearest name for an unknown one.
    """
    values = {name: parameter.default for name, parameter in parameters.items()}
    for name, value in given.items():
        if name not in parameters:
            raise ParameterError(unknown(name, list(parameters)))
        parameter = parameters[name]
        plain = _read(parameter, value) if isinstance(value, str) else value
        values[name] = _admit(parameter, plain)
    return values


def unknown(name: str, known: Sequence[str]) -> str:
    """Word the refusal of a name that is not declared."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"parameter {name!r} is not declared{hint} (declared: {', '.join(known)})"


def _read(parameter: Parameter, text: str) -> Any:
    if len(text) > MAXIMUM_TEXT:
        raise ParameterError(
            f"parameter {parameter.name}: {len(text)} characters given, {MAXIMUM_TEXT} allowed"
        )
    kind, bare = parameter.kind, text.strip()
    if kind == "str":
        return text
    if kind == "bool" and bare.lower() in {"true", "false"}:
        return bare.lower() == "true"
    if kind == "int" and re.fullmatch(r"[+-]?[0-9]{1,18}", bare):
        return int(bare)
    if kind == "float" and re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", bare):
        return float(bare)
    if kind == "list[str]" and not bare.startswith("["):
        return [part.strip() for part in bare.split(",")] if bare else []
    if kind in LISTS or kind in TABLES:
        try:
            return json.loads(bare)
        except (json.JSONDecodeError, RecursionError):
            raise _refusal(parameter, text, f"JSON for {kind}") from None
    raise _refusal(parameter, text, RULES.get(kind, kind))


def _admit(parameter: Parameter, value: Any) -> Any:
    if parameter.kind in LISTS:
        if not isinstance(value, list):
            raise _refusal(parameter, value, f"a list ({parameter.kind})")
        return [_admit_scalar(parameter, item, LISTS[parameter.kind]) for item in value]
    if parameter.kind in TABLES:
        if not isinstance(value, dict):
            raise _refusal(parameter, value, f"a table ({parameter.kind})")
        kind = TABLES[parameter.kind]
        return {
            _admit_text(parameter, str(key)): _admit_scalar(parameter, item, kind)
            for key, item in value.items()
        }
    return _admit_scalar(parameter, value, SCALARS[parameter.kind])


def _admit_scalar(parameter: Parameter, value: Any, kind: type) -> Any:
    # A bool is an int to Python, and an int will do where a number is asked for.
    fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value, fits = float(value), True
    if not fits or (isinstance(value, float) and not math.isfinite(value)):
        raise _refusal(parameter, value, RULES[kind.__name__])
    if isinstance(value, str):
        _admit_text(parameter, value)
    if parameter.choices and value not in parameter.choices:
        choices = ", ".join(map(str, parameter.choices))
        raise _refusal(parameter, value, f"one of {choices}")
    too_low = parameter.minimum is not None and value < parameter.minimum
    too_high = parameter.maximum is not None and value > parameter.maximum
    if too_low or too_high:
        low = "…" if parameter.minimum is None else f"{parameter.minimum:g}"
        high = "…" if parameter.maximum is None else f"{parameter.maximum:g}"
        raise _refusal(parameter, value, f"a value from {low} to {high}")
    return value


def _admit_text(parameter: Parameter, text: str) -> str:
    if any(unicodedata.category(character) == "Cs" for character in text):
        raise _refusal(parameter, ascii(text), "text without broken characters")
    return text


def _refusal(parameter: Parameter, value: Any, rule: str) -> ParameterError:
    shown = str(value)
    shown = shown if len(shown) <= 60 else shown[:57] + "…"
    return ParameterError(f"parameter {parameter.name}: value {shown!r}: expected {rule}")
