"""Siting: where to build next, under which rules, and how sure that is; one idea a file."""

from typing import Any

from .._rooms import handed_on, open_room

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
    "take_back": "take_back",
}

__all__ = [*_HOME]  # noqa: PLE0604 - the names are the keys of one dict

open_room(__name__)


def __getattr__(name: str) -> Any:
    return handed_on(__name__, _HOME, name)


def __dir__() -> list[str]:
    return __all__
