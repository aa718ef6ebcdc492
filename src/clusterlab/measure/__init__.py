"""Measures of clusters: one a file, named as in the literature; these lines are the index."""

# Areal: specialisation, concentration, diversity, plants, association, access, composite.
from .capture_recapture import capture_recapture as capture_recapture
from .cluster_stars import cluster_stars as cluster_stars
from .coagglomeration import coagglomeration as coagglomeration
from .complexity import complexity as complexity
from .covered_count import covered_count as covered_count
from .cumulative_opportunities import cumulative_opportunities as cumulative_opportunities
from .effective_density import effective_density as effective_density
from .ellison_glaeser import ellison_glaeser as ellison_glaeser
from .entropy import entropy as entropy, relative_entropy as relative_entropy
from .false_discovery import false_discovery as false_discovery
from .floating_catchment import floating_catchment as floating_catchment
from .floor_mix import floor_mix as floor_mix, floor_space as floor_space
from .getis_ord import getis_ord as getis_ord
from .gravity_access import gravity_access as gravity_access
from .group_coagglomeration import group_coagglomeration as group_coagglomeration
from .herfindahl import herfindahl as herfindahl
from .hoover import hoover as hoover
from .industry_cells import industry_cells as industry_cells
from .industry_table import industry_table as industry_table
from .join_counts import join_counts as join_counts
from .krugman import (
    krugman_concentration as krugman_concentration,
    krugman_specialisation as krugman_specialisation,
)
from .land_use_mix import land_use_mix as land_use_mix
from .list_coverage import list_coverage as list_coverage
from .local_moran import local_moran as local_moran
from .location_quotient import location_quotient as location_quotient
from .location_quotient_count_interval import (
    location_quotient_count_interval as location_quotient_count_interval,
)
from .location_quotient_interval import location_quotient_interval as location_quotient_interval
from .locational_gini import locational_gini as locational_gini
from .maurel_sedillot import maurel_sedillot as maurel_sedillot
from .mix_index import community_counts as community_counts, mix_index as mix_index
from .moran import moran as moran
from .neighbour_weights import neighbour_weights as neighbour_weights
from .occupancy import occupancy as occupancy
from .proximity import proximity as proximity
from .related_variety import related_variety as related_variety
from .relatedness_density import relatedness_density as relatedness_density
from .shift_share import shift_share as shift_share
from .simpson import simpson as simpson
from .symmetric_location_quotient import symmetric_location_quotient as symmetric_location_quotient
from .theil import theil as theil

# Distance-based.
from .clark_evans import clark_evans as clark_evans
from .colocation_quotient import colocation_quotient as colocation_quotient
from .cross_k import cross_k as cross_k
from .global_envelope import global_envelope as global_envelope
from .difference_of_curves import difference_of_curves as difference_of_curves
from .inhomogeneous_k import inhomogeneous_k as inhomogeneous_k
from .k_density import k_density as k_density
from .label_confounding import label_confounding as label_confounding
from .location_support import location_support as location_support
from .m_density import m_density as m_density
from .m_function import m_function as m_function
from .nearest_distance import (
    nearest_distance as nearest_distance,
    nearest_distance_summary as nearest_distance_summary,
)
from .pair_correlation import pair_correlation as pair_correlation
from .ripley_k import ripley_k as ripley_k
from .shared_places import shared_places as shared_places

# Density and form.
from .compactness import compactness as compactness
from .district_density import district_density as district_density
from .h3_density import h3_density as h3_density
from .hexagons import hexagon_density as hexagon_density, hexagonal_grid as hexagonal_grid
from .kernel_surface import contours as contours, kernel_surface as kernel_surface
from .outlines import cluster_outlines as cluster_outlines

__all__ = [
    n for n, x in globals().items() if getattr(x, "__module__", "").startswith("clusterlab.")
]


def __dir__() -> list[str]:
    return __all__
