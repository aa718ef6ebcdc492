"""Checks what a package says of the register behind its list, and of owners of many buildings."""

from collections.abc import Mapping
from typing import Any

from ..model.problem import Problem

FILE = "datapackage.json"
BASES = ("complexes", "facts", "listing")
"""Where the totals of the register stand: tenants of the package's own complexes, figures of its
facts, or the rows of the firms table that were taken over from a register."""


def register_problems(meta: Mapping[str, Any]) -> list[Problem]:
    """Look at the members ``register`` and ``owners`` of a package.

    Parameters
    ----------
    meta : mapping
        What the package says about itself.

    Returns
    -------
    list of Problem
        Members that are wrong; both may be missing.
    """
    found: list[Problem] = []

    def report(member: str, value: object, expected: str) -> None:
        found.append(Problem(FILE, 0, f"clusterlab.{member}", value, expected))

    register = meta.get("register", {"basis": BASES[0]})
    if not isinstance(register, dict):
        report("register", register, 'an object, such as {"basis": "complexes"}')
    else:
        basis, fields = register.get("basis"), register.get("fields", {})
        if basis not in BASES:
            report("register.basis", basis, f"one of {', '.join(BASES)}")
        if basis == "facts" and not isinstance(register.get("firms"), str):
            report("register.firms", register.get("firms"), "the indicator of the register's total")
        if not isinstance(fields, dict) or not all(isinstance(v, str) for v in fields.values()):
            report("register.fields", fields, 'an object of texts, such as {"bio": "bio_tenants"}')
    owners = meta.get("owners", [])
    if not isinstance(owners, list) or not all(_owner(one) for one in owners):
        expected = "a list of objects with a name and lists of texts, buildings and firms"
        report("owners", owners, expected)
    return found


def _owner(one: Any) -> bool:
    if not isinstance(one, dict) or not any(name.startswith("name_") for name in one):
        return False
    lists = (one.get("buildings", []), one.get("firms", []))
    return all(isinstance(x, list) and all(isinstance(y, str) for y in x) for x in lists)
