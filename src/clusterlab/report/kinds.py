"""The kinds of chart that a finding may name, and what draws each of them."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

# Charts: functions of (data, lang=…, options) to a figure of matplotlib, by their file.
CHARTS = {
    "comparison": "multiples",
    "distance_curve": "curves",
    "moran_scatter": "scatter",
    "position": "strips",
    "quotients": "dots",
    "ranges": "bars",
    "ranking": "bars",
    "spread": "swings",
    "stacked_shares": "bars",
    "swings": "swings",
    "time_columns": "columns",
    "timeline": "timeline",
    "year_bands": "lines",
    "year_lines": "lines",
}
# Maps: functions of (data, lang=…, options) to a map of folium, or to a list of them.
MAPS = {
    "cluster_alone": "of_cluster",
    "density_map": "density_map",
    "density_maps": "density_map",
    "group_map": "outline_map",
    "money_map": "funding_map",
    "policy_map": "policy_map",
    "scenario_maps": "scenario_maps",
    "site_map": "site_map",
}
# Blocks of a form of their own: functions of (data, page=…, options) to a block of the page.
BLOCKS = {"board": "scorecard_blocks", "tally": "scorecard_blocks"}
EXPLORER = "explorer"


def drawing(kind: str) -> tuple[str, Callable[..., Any] | None]:
    """Find what draws a kind.

    Returns
    -------
    form : str
        ``"chart"``, ``"map"``, ``"block"`` or ``"explorer"``.
    function : callable or None
        None for the explorer, which the page makes itself.

    Raises
    ------
    ValueError
        No kind has the name; it lists those that there are.
    """
    if kind in CHARTS:
        return "chart", getattr(
            import_module(f"...draw.figures.{CHARTS[kind]}", f"{__package__}.kinds"), kind
        )
    if kind in MAPS:
        return "map", getattr(import_module(f".maps.{MAPS[kind]}", __package__), kind)
    if kind in BLOCKS:
        return "block", getattr(import_module(f".{BLOCKS[kind]}", __package__), kind)
    if kind == EXPLORER:
        return "explorer", None
    known = ", ".join(sorted([*CHARTS, *MAPS, *BLOCKS, EXPLORER]))
    raise ValueError(f"chart kind {kind!r} is not known (known: {known}); give a function instead")
