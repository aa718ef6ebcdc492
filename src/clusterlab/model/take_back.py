"""Take back a scenario that the tables already hold, to show what was before."""

from dataclasses import replace
from typing import Any

from .scenario import Scenario

# Sections with a place: what stands there cannot be told from what the scenario put there.
_ADDED = ("facilities", "support_services", "homes", "stops")
_WAS = {
    "limits": ("far_limit_pct", "bcr_limit_pct"),
    "land": ("area_m2",),
    "share_caps": ("max_share",),
}


def take_back(scenario: Scenario) -> Scenario:
    """Turn a scenario round: what it adds goes, what it changes is as it was.

    Parameters
    ----------
    scenario : Scenario
        With ``<key>_was`` wherever it sets a limit, an area or a cap.

    Returns
    -------
    Scenario
        Applied to tables that hold the changes, it gives those before; taken back twice, it is the
        scenario again.

    Raises
    ------
    ValueError
        A value before that is not given, or places, which cannot be taken back.

    Examples
    --------
    >>> wider = Scenario("wider", industries=({"zone": "z", "add": ["M70"]},),
    ...                  limits=({"zone": "z", "far_limit_pct": 350, "far_limit_pct_was": 250},))
    >>> before = take_back(wider)
    >>> before.industries, before.limits[0]["far_limit_pct"]
    (({'zone': 'z', 'remove': ['M70']},), 250)
    """
    for section in _ADDED:
        if getattr(scenario, section):
            raise ValueError(
                f"Scenario {scenario.name!r} adds places ({section}). These cannot be taken back."
            )
    changed: dict[str, Any] = {"industries": tuple(_swapped(row) for row in scenario.industries)}
    for section, keys in _WAS.items():
        rows = getattr(scenario, section)
        changed[section] = tuple(_undone(scenario.name, section, row, keys) for row in rows)
    return replace(scenario, in_force=not scenario.in_force, **changed)


def _swapped(row: dict[str, Any]) -> dict[str, Any]:
    other = {"add": "remove", "remove": "add"}
    return {other.get(key, key): value for key, value in row.items()}


def _undone(name: str, section: str, row: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    out = dict(row)
    for key in keys:
        if key in row:
            if f"{key}_was" not in row:
                raise ValueError(
                    f"Scenario {name!r} sets {key} of zone {row['zone']!r} in {section}. "
                    f"To take it back, {key}_was is needed."
                )
            out[key], out[f"{key}_was"] = row[f"{key}_was"], row[key]
    return out
