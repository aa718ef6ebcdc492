"""Tells why a report may differ from the run before: data, parameters, software, its notebook."""

from collections.abc import Mapping
from typing import Any

# What a command is asked for decides where a report stands, not what it says.
NOT_A_CAUSE = {"lang"}


def causes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Compare what went into two runs of one report.

    Parameters
    ----------
    before, after : mapping
        Run records: ``inputs`` (hash by file), ``parameters``, ``versions`` and
        ``notebook_sha256``. What one of them does not record is not compared.

    Returns
    -------
    dict
        ``data`` (files that came, went or have another hash), ``parameters`` and ``software``
        (lists of name, value before, value after, as text) and ``notebook`` (whether its file is
        another one); only the members that differ.

    Examples
    --------
    >>> causes({"parameters": {"seed": 1}}, {"parameters": {"seed": 2}})
    {'parameters': [['seed', '1', '2']]}
    """
    found: dict[str, Any] = {}
    if data := [name for name, _, _ in _differing(before, after, "inputs")]:
        found["data"] = data
    if given := [
        row for row in _differing(before, after, "parameters") if row[0] not in NOT_A_CAUSE
    ]:
        found["parameters"] = given
    if software := _differing(before, after, "versions"):
        found["software"] = software
    first, second = before.get("notebook_sha256"), after.get("notebook_sha256")
    if first and second and first != second:
        found["notebook"] = True
    return found


def _differing(before: Mapping[str, Any], after: Mapping[str, Any], part: str) -> list[list[str]]:
    first, second = before.get(part), after.get(part)
    if not isinstance(first, Mapping) or not isinstance(second, Mapping):
        return []
    return [
        [name, _text(first.get(name)), _text(second.get(name))]
        for name in sorted(first.keys() | second.keys())
        if first.get(name) != second.get(name)
    ]


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value)
