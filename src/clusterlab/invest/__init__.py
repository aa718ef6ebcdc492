"""What the money does: funds, returns, supply and sites; these lines are the index."""

from .appraisal_simulation import simulate_appraisal as simulate_appraisal
from .break_even import break_even as break_even, break_even_curve as break_even_curve
from .concentration import fund_concentration as fund_concentration
from ..model.deal_checks import check_deals as check_deals
from .development import (
    appraise as appraise,
    development_flows as development_flows,
    residual_land_value as residual_land_value,
)
from .difference_in_differences import difference_in_differences as difference_in_differences
from .direct_alpha import direct_alpha as direct_alpha
from .dry_powder import dry_powder as dry_powder
from ..model.flows import (
    check_both_ways as check_both_ways,
    check_flows as check_flows,
    signed_flows as signed_flows,
)
from .formation import formation as formation
from ..model.fund_checks import check_funds as check_funds
from .fund_sizes import fund_sizes as fund_sizes
from .fund_state import (
    fund_states as fund_states,
    funds_at as funds_at,
)
from .group_time_effects import group_time_effects as group_time_effects
from ..model.index_series import index_levels as index_levels
from .intensity import (
    fund_intensity as fund_intensity,
    investment_intensity as investment_intensity,
)
from ..model.investor_checks import check_investors as check_investors
from .j_curve import j_curve as j_curve
from .ks_pme import ks_pme as ks_pme
from .local_bias import local_bias as local_bias
from .mix import fund_mix as fund_mix
from .multiples import dpi as dpi, paid_in as paid_in, rvpi as rvpi, tvpi as tvpi
from .pacing import (
    pacing as pacing,
    pacing_bands as pacing_bands,
    pacing_by_year as pacing_by_year,
    unfunded as unfunded,
)
from .performance import check_against_funds as check_against_funds, performance as performance
from .pme_plus import pme_plus as pme_plus, pme_plus_factor as pme_plus_factor
from .public_cost import public_cost as public_cost
from .rate import Rate as Rate
from .regional_mandate import regional_mandate as regional_mandate
from .site_terms import site_terms as site_terms
from .stage_gap import stage_gap as stage_gap
from .structure import leverage as leverage, private_share as private_share
from .supply import supply_share as supply_share, yearly_supply as yearly_supply
from .tornado import tornado as tornado
from .treatment_timing import bacon_decomposition as bacon_decomposition
from .xirr import xirr as xirr
from .xirr_by_fund import xirr_by_fund as xirr_by_fund
from .xnpv import xnpv as xnpv

__all__ = [
    n for n, x in globals().items() if getattr(x, "__module__", "").startswith("clusterlab.")
]


def __dir__() -> list[str]:
    return __all__
