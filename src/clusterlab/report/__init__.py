"""Reports: what a notebook writes on, how it runs, how its pages are made; loaded lazily."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .._rooms import open_room

if TYPE_CHECKING:
    from . import agglomeration as agglomeration
    from . import association as association
    from . import comparison as comparison
    from . import fund_flows as fund_flows
    from . import money as money
    from . import money_intensity as money_intensity
    from . import money_mandates as money_mandates
    from . import policy_map as policy_map
    from . import regional as regional
    from . import scorecard as scorecard
    from . import scorecard_blocks as scorecard_blocks
    from . import site_appraisal as site_appraisal
    from . import site_facilities as site_facilities
    from . import site_models as site_models
    from . import site_plots as site_plots
    from . import site_ranking as site_ranking
    from . import site_tables as site_tables
    from . import sites as sites
    from . import venture_market as venture_market
    from .access import nearest_by_kind
    from .clustering import clustering_by_sector
    from .density_map import density_map
    from .funding_map import money_map
    from .inventory import (
        FIRMS,
        count_organisations,
        disagreements,
        gaps,
        mostly_placed,
        split_stack,
    )
    from .land import moved_in, planned_shares, whole_plans
    from .money_study import study_money
    from .opening import open_comparison, open_nation, open_page
    from .outline_map import group_map
    from .site_map import site_map
    from .site_scenarios import criteria_under, scenario_titles, tables_under
    from .specialisation import comparison_years, region_profile
    from .study import choose_points, types_studied
    from .weights_file import choose_weights

_HOME = {
    "FIRMS": "inventory",
    "clustering_by_sector": "clustering",
    "criteria_under": "site_scenarios",
    "density_map": "density_map",
    "choose_points": "study",
    "choose_weights": "weights_file",
    "disagreements": "inventory",
    "gaps": "inventory",
    "group_map": "outline_map",
    "count_organisations": "inventory",
    "money_map": "funding_map",
    "mostly_placed": "inventory",
    "moved_in": "land",
    "nearest_by_kind": "access",
    "open_comparison": "opening",
    "open_nation": "opening",
    "open_page": "opening",
    "planned_shares": "land",
    "comparison_years": "specialisation",
    "region_profile": "specialisation",
    "site_map": "site_map",
    "scenario_titles": "site_scenarios",
    "split_stack": "inventory",
    "study_money": "money_study",
    "tables_under": "site_scenarios",
    "types_studied": "study",
    "whole_plans": "land",
}

# Used whole, as they hold many small functions for one notebook each.
_FILES = (
    "agglomeration",
    "association",
    "comparison",
    "levers",
    "fund_flows",
    "money",
    "money_intensity",
    "money_mandates",
    "policy_map",
    "regional",
    "scorecard",
    "scorecard_blocks",
    "site_appraisal",
    "site_facilities",
    "site_models",
    "site_plots",
    "site_ranking",
    "site_tables",
    "sites",
    "venture_market",
)

__all__ = [
    "FIRMS",
    "choose_points",
    "choose_weights",
    "clustering_by_sector",
    "comparison_years",
    "count_organisations",
    "criteria_under",
    "density_map",
    "disagreements",
    "gaps",
    "group_map",
    "money_map",
    "mostly_placed",
    "moved_in",
    "nearest_by_kind",
    "open_comparison",
    "open_nation",
    "open_page",
    "planned_shares",
    "region_profile",
    "scenario_titles",
    "site_map",
    "split_stack",
    "study_money",
    "tables_under",
    "types_studied",
    "whole_plans",
]


# Some files bear the name of their function, which is what notebooks mean.
open_room(__name__)


def __getattr__(name: str) -> Any:
    if name in _FILES:
        return import_module(f".{name}", __name__)
    if name in _HOME:
        value = getattr(import_module(f".{_HOME[name]}", __name__), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
