"""Measures of clusters: one a file, imported when first used."""

from typing import Any

from .._rooms import handed_on, open_room

# Each public function and the file that holds it, by family.
_HOME: dict[str, str] = {
    # Areal: specialisation, concentration, diversity, plants, association, access, composite.
    "cluster_stars": "cluster_stars",
    "coagglomeration": "coagglomeration",
    "community_counts": "mix_index",
    "complexity": "complexity",
    "cumulative_opportunities": "cumulative_opportunities",
    "effective_density": "effective_density",
    "ellison_glaeser": "ellison_glaeser",
    "entropy": "entropy",
    "false_discovery": "false_discovery",
    "floating_catchment": "floating_catchment",
    "floor_mix": "floor_mix",
    "floor_space": "floor_mix",
    "getis_ord": "getis_ord",
    "gravity_access": "gravity_access",
    "group_coagglomeration": "group_coagglomeration",
    "herfindahl": "herfindahl",
    "hoover": "hoover",
    "industry_cells": "industry_cells",
    "industry_table": "industry_table",
    "join_counts": "join_counts",
    "krugman_concentration": "krugman",
    "krugman_specialisation": "krugman",
    "land_use_mix": "land_use_mix",
    "local_moran": "local_moran",
    "location_quotient": "location_quotient",
    "location_quotient_interval": "location_quotient_interval",
    "locational_gini": "locational_gini",
    "maurel_sedillot": "maurel_sedillot",
    "mix_index": "mix_index",
    "moran": "moran",
    "neighbour_weights": "neighbour_weights",
    "occupancy": "occupancy",
    "proximity": "proximity",
    "related_variety": "related_variety",
    "relatedness_density": "relatedness_density",
    "relative_entropy": "entropy",
    "shift_share": "shift_share",
    "simpson": "simpson",
    "symmetric_location_quotient": "symmetric_location_quotient",
    "theil": "theil",
    # Distance-based.
    "clark_evans": "clark_evans",
    "colocation_quotient": "colocation_quotient",
    "cross_k": "cross_k",
    "inhomogeneous_k": "inhomogeneous_k",
    "k_density": "k_density",
    "location_support": "location_support",
    "m_density": "m_density",
    "m_function": "m_function",
    "nearest_distance": "nearest_distance",
    "nearest_distance_summary": "nearest_distance",
    "pair_correlation": "pair_correlation",
    "ripley_k": "ripley_k",
    # Density and form.
    "cluster_outlines": "outlines",
    "compactness": "compactness",
    "contours": "kernel_surface",
    "district_density": "district_density",
    "hexagon_density": "hexagons",
    "h3_density": "h3_density",
    "hexagonal_grid": "hexagons",
    "kernel_surface": "kernel_surface",
}

__all__ = [*_HOME]  # noqa: PLE0604 - the names are the keys of one dict

open_room(__name__)


def __getattr__(name: str) -> Any:
    return handed_on(__name__, _HOME, name)


def __dir__() -> list[str]:
    return __all__
