"""A mapping written as TOML, with remarks for the person who looks it through."""

import hashlib
import json
from typing import Any

from .mapping import Mapping, Rule


def mapping_hash(mapping: Mapping) -> str:
    """Name a mapping by its content.

    Parameters
    ----------
    mapping : Mapping
        Any.

    Returns
    -------
    str
        SHA-256 of its TOML text.
    """
    return f"sha256:{hashlib.sha256(to_toml(mapping).encode()).hexdigest()}"


def to_toml(mapping: Mapping, *, comments: dict[str, str] | None = None) -> str:
    """Write a mapping as TOML.

    Parameters
    ----------
    mapping : Mapping
        Any.
    comments : dict, optional
        A remark above a section, or behind ``section.key``.

    Returns
    -------
    str
        Which ``read_mapping`` reads back to the same.
    """
    said = comments or {}
    lines = [f"# {line}" for line in said.get("", "").splitlines()]
    lines.append(f"table = {_text(mapping.table)}")
    if mapping.missing:
        lines.append(f"missing = {_list(mapping.missing)}")
    if mapping.headings:
        lines.append(f"headings = {_list(mapping.headings)}")
    sections: list[tuple[str, dict[str, str]]] = [
        ("read", {key: _value(value) for key, value in mapping.read.items()}),
        ("columns", {name: _rule_text(rule) for name, rule in mapping.columns.items()}),
        ("constants", {name: _text(value) for name, value in mapping.constants.items()}),
        ("keep", {name: _list(values) for name, values in mapping.keep.items()}),
        ("leave_out", {name: _list(values) for name, values in mapping.leave_out.items()}),
        ("unpivot", {key: _value(value) for key, value in mapping.unpivot.items()}),
        *(
            (f"values.{column}", {key: _text(value) for key, value in listed.items()})
            for column, listed in mapping.meanings.items()
        ),
    ]
    for section, entries in sections:
        if entries or section in said:
            lines += ["", *(f"# {line}" for line in said.get(section, "").splitlines())]
            lines.append(f"[{section}]")
        for key, text in entries.items():
            remark = said.get(f"{section}.{key}", "")
            lines.append(f"{_key(key)} = {text}" + (f"  # {remark}" if remark else ""))
    for source in mapping.sources:
        lines += ["", *(f"# {line}" for line in said.get("sources", "").splitlines())]
        lines.append("[[sources]]")
        lines += [f"{_key(key)} = {_text(value)}" for key, value in source.items()]
    return "\n".join(lines) + "\n"


def _rule_text(rule: Rule) -> str:
    parts = {}
    if rule.how in {"join", "hash"}:
        parts[rule.how] = _list(rule.headings)
    else:
        parts["heading"] = _text(rule.headings[0])
    if rule.how == "ksic":
        parts["by"] = _text("ksic")
    if rule.unit:
        parts["unit"] = _text(rule.unit)
    if rule.prefix:
        parts["prefix"] = _text(rule.prefix)
    if list(parts) == ["heading"]:
        return parts["heading"]
    return "{ " + ", ".join(f"{key} = {text}" for key, text in parts.items()) + " }"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: Any) -> str:
    return "[" + ", ".join(_text(value) for value in values) + "]"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return _list(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    return _text(str(value))


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else _text(key)
