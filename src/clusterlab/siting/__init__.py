"""Siting: where to build next, under which rules, and how sure that is; one idea a file."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

# Each public name and the file that holds it, by family.
_HOME: dict[str, str] = {
    # Candidates and constraints.
    "Rule": "screen",
    "candidates_from_hexagons": "candidates",
    "candidates_from_parcels": "candidates",
    "candidates_from_sites": "candidates",
    "screen": "screen",
    # Criteria, weights, aggregation.
    "Criterion": "criteria",
    "ahp_weights": "ahp_weights",
    "entropy_weights": "entropy_weights",
    "equal_weights": "weights",
    "given_weights": "weights",
    "rank": "rank",
    "scale": "criteria",
    "scale_uncertainty": "scale_uncertainty",
    "swing_weights": "swing_weights",
    "topsis": "topsis",
    "weighted_product": "weighted_product",
    "weighted_sum": "weighted_sum",
    # Robustness.
    "RankAcceptability": "rank_acceptability",
    "leave_one_out": "leave_one_out",
    "pair_decisions": "pair_decisions",
    "rank_acceptability": "rank_acceptability",
    # Facilities.
    "Placement": "placement",
    "capacitated_p_median": "capacitated_p_median",
    "coverage_curve": "coverage_curve",
    "max_cover": "max_cover",
    "p_center": "p_center",
    "p_median": "p_median",
    "set_cover": "set_cover",
    # Scenarios.
    "Scenario": "scenario",
    "admits": "industry_codes",
    "apply_scenario": "apply_scenario",
    "dispatch": "dispatch",
    "floor_slack": "floor_slack",
    "draw_requests": "dispatch",
    "fleet_curve": "fleet_curve",
    "jobs_admitted": "jobs_admitted",
    "jobs_housing_balance": "jobs_housing_balance",
    "movers": "movers",
    "productivity_change": "productivity_change",
    "read_scenario": "scenario",
}

__all__ = [*_HOME]  # noqa: PLE0604 - the names are the keys of one dict


class _Room(ModuleType):
    """A package whose names stay functions, though files bear the same names."""

    def __setattr__(self, name: str, value: Any) -> None:
        # On first import of siting/topsis.py the import system sets `siting.topsis` to the
        # file; users mean the function.
        if isinstance(value, ModuleType) and _HOME.get(name) == name:
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Room


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
