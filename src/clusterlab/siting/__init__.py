"""Siting: criteria, weights, scores, robustness, facilities, scenarios: the index."""

# Candidates and constraints.
from .candidates import (
    candidates_from_hexagons as candidates_from_hexagons,
    candidates_from_parcels as candidates_from_parcels,
    candidates_from_sites as candidates_from_sites,
)
from .screen import Rule as Rule, screen as screen

# Criteria, weights, aggregation.
from .ahp_weights import ahp_weights as ahp_weights
from .criteria import Criterion as Criterion, scale as scale
from .entropy_weights import entropy_weights as entropy_weights
from .rank import rank as rank
from .scale_uncertainty import scale_uncertainty as scale_uncertainty
from .swing_weights import swing_weights as swing_weights
from .topsis import topsis as topsis
from .weighted_product import weighted_product as weighted_product
from .weighted_sum import weighted_sum as weighted_sum
from .weights import equal_weights as equal_weights, given_weights as given_weights

# Robustness.
from .leave_one_out import leave_one_out as leave_one_out
from .pair_decisions import pair_decisions as pair_decisions
from .rank_acceptability import (
    RankAcceptability as RankAcceptability,
    rank_acceptability as rank_acceptability,
)

# Facilities.
from .capacitated_p_median import capacitated_p_median as capacitated_p_median
from .coverage_curve import coverage_curve as coverage_curve
from .max_cover import max_cover as max_cover
from .p_center import p_center as p_center
from .p_median import p_median as p_median
from .placement import Placement as Placement
from .set_cover import set_cover as set_cover

# Scenarios.
from ..model.apply_scenario import apply_scenario as apply_scenario
from .dispatch import dispatch as dispatch, draw_requests as draw_requests
from .fleet_curve import fleet_curve as fleet_curve
from .floor_slack import floor_slack as floor_slack
from ..model.industry_codes import admits as admits
from .jobs_admitted import jobs_admitted as jobs_admitted
from .jobs_housing_balance import jobs_housing_balance as jobs_housing_balance
from .movers import movers as movers
from .productivity_change import productivity_change as productivity_change
from ..model.scenario import Scenario as Scenario, read_scenario as read_scenario
from ..model.take_back import take_back as take_back

__all__ = [
    n for n, x in globals().items() if getattr(x, "__module__", "").startswith("clusterlab.")
]


def __dir__() -> list[str]:
    return __all__
