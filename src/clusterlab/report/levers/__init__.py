"""Levers: what each change of a scenario does, by the measures and the siting functions."""

from importlib import import_module
from typing import Any

_HOME = {
    "balances": "balance",
    "before_and_after": "chosen",
    "change_table": "told",
    "choose_scenarios": "chosen",
    "coagglomerated": "mixing",
    "file_sources": "told",
    "floor_by_use": "mixing",
    "fleet": "on_demand",
    "facts_of": "rates",
    "moved": "mixing",
    "name_of": "told",
    "note_of": "told",
    "on_demand_reach": "on_demand",
    "placing": "placing",
    "productivity": "productivity",
    "rates_used": "rates",
    "rule_effects": "rules",
    "scenario_maps": "drawn",
    "stated_table": "told",
    "support_reach": "support",
    "tables_of": "chosen",
    "title_of": "told",
    "zone_of": "told",
}

__all__ = [*_HOME]  # noqa: PLE0604 - the names are the keys of one dict


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(import_module(f".{_HOME[name]}", __name__), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
