"""Money in clusters: how it is made up, one question a file, imported when first used."""

from typing import Any

from .._rooms import handed_on, open_room

# Each public function and the file that holds it.
_HOME: dict[str, str] = {
    "Rate": "rate",
    "appraise": "development",
    "bacon_decomposition": "treatment_timing",
    "break_even": "break_even",
    "break_even_curve": "break_even",
    "check_against_funds": "performance",
    "check_both_ways": "flows",
    "check_deals": "deal_checks",
    "check_flows": "flows",
    "check_funds": "fund_checks",
    "check_investors": "investor_checks",
    "development_flows": "development",
    "difference_in_differences": "difference_in_differences",
    "direct_alpha": "direct_alpha",
    "dpi": "multiples",
    "dry_powder": "dry_powder",
    "formation": "formation",
    "fund_concentration": "concentration",
    "fund_intensity": "intensity",
    "fund_mix": "mix",
    "fund_sizes": "fund_sizes",
    "group_time_effects": "group_time_effects",
    "index_levels": "index_series",
    "investment_intensity": "intensity",
    "j_curve": "j_curve",
    "ks_pme": "ks_pme",
    "leverage": "structure",
    "local_bias": "local_bias",
    "pacing": "pacing",
    "pacing_bands": "pacing",
    "pacing_by_year": "pacing",
    "paid_in": "multiples",
    "performance": "performance",
    "pme_plus": "pme_plus",
    "pme_plus_factor": "pme_plus",
    "private_share": "structure",
    "public_cost": "public_cost",
    "regional_mandate": "regional_mandate",
    "residual_land_value": "development",
    "rvpi": "multiples",
    "signed_flows": "flows",
    "simulate_appraisal": "appraisal_simulation",
    "site_terms": "site_terms",
    "stage_gap": "stage_gap",
    "supply_share": "supply",
    "tornado": "tornado",
    "tvpi": "multiples",
    "unfunded": "pacing",
    "xirr": "xirr",
    "xirr_by_fund": "xirr_by_fund",
    "xnpv": "xnpv",
    "yearly_supply": "supply",
}

__all__ = [*_HOME]  # noqa: PLE0604 - the names are the keys of one dict

open_room(__name__)


def __getattr__(name: str) -> Any:
    return handed_on(__name__, _HOME, name)


def __dir__() -> list[str]:
    return __all__
