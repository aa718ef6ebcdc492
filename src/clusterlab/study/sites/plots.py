"""Plots as a reader sees them: by zone, one by one, and how much may still be built on each."""

from typing import Any

import pandas as pd

from ...siting.floor_slack import floor_slack
from ...words import wording


def by_zone(parcels: pd.DataFrame, *, lang: str, max_uncertainty_m: float) -> pd.DataFrame:
    """Count, for each zone, the plots and what is known of them.

    Parameters
    ----------
    parcels : DataFrame
        The cluster's table.
    lang : str
        Language of the zone's name.
    max_uncertainty_m : float
        What "placed" means [m].

    Returns
    -------
    DataFrame, indexed by `zone`
        plots, placed, area_known, far_known, industries_known: numbers of plots; floor_built_m2:
        their sum; far_pct: limit, as a range where sources differ.
    """
    plots = parcels[parcels["kind"].fillna("plot") == "plot"]
    names = plots["zone_en"].fillna(plots["zone"]) if lang == "en" else plots["zone"]
    rows = []
    for zone, group in plots.groupby(names, sort=False):
        close = group.geometry.notna() & (group["uncertainty_m"] <= max_uncertainty_m)
        far = pd.concat([group["far_limit_pct"], group["far_limit_high_pct"]]).dropna()
        rows.append(
            {
                "zone": zone,
                "plots": len(group),
                "placed": int(close.sum()),
                "area_known": int(group["area_m2"].notna().sum()),
                "industries_known": int(group["allowed_industries"].notna().sum()),
                "far_limits": _span(far.min(), far.max()),
                "floor_built_m2": group["floor_built_m2"].sum(min_count=1),
            }
        )
    columns = ["plots", "placed", "area_known", "industries_known", "far_limits", "floor_built_m2"]
    table = pd.DataFrame(rows, columns=["zone", *columns]).set_index("zone")
    return table.sort_values("plots", ascending=False, kind="stable")


def plot_list(candidates: pd.DataFrame, *, lang: str) -> pd.DataFrame:
    """List plots and sites one by one, those of which most is known first.

    Parameters
    ----------
    candidates : DataFrame
        Parcels, or candidates made of them.
    lang : str
        Language of names.

    Returns
    -------
    DataFrame, indexed by `name`
        plot_kind, zone, plot_use, area_m2, far_limits, price_m2, price_as_of, uncertainty_m,
        as_of, confidence, source_id.
    """
    table = pd.DataFrame(candidates).copy()
    table.attrs = {}
    first, other = (f"name_{lang}", "name_en" if lang == "ko" else "name_ko")
    far = [
        _span(low, high)
        for low, high in zip(table["far_limit_pct"], table["far_limit_high_pct"], strict=True)
    ]
    zone = table["zone_en"].fillna(table["zone"]) if lang == "en" else table["zone"]
    out = pd.DataFrame(
        {
            "name": table[first].fillna(table[other]),
            "plot_kind": [wording.label("plot_kind", kind, lang) for kind in table["kind"]],
            "zone": zone,
            "plot_use": [wording.label("plot_use", use, lang) for use in table["use_status"]],
            "area_m2": table["area_m2"],
            "far_limits": far,
            "price_m2": table["price_m2"],
            "price_as_of": table["price_as_of"],
            "uncertainty_m": table["uncertainty_m"],
            "as_of": table["as_of"],
            "confidence": table["confidence"],
            "source_id": table["source_id"],
        }
    )
    return out.loc[_known_first(out)].set_index("name")


def slack(parcels: pd.DataFrame, *, lang: str) -> pd.DataFrame:
    """List the plots of which area, limit and standing floor are known, with what may be added.

    Parameters
    ----------
    parcels : DataFrame
        The cluster's table.
    lang : str
        Language of names.

    Returns
    -------
    DataFrame, indexed by `name`
        area_m2, far_limits, floor_built_m2, slack_low_m2, slack_high_m2 (at the lower and the
        higher limit where sources differ), plot_use, as_of, confidence, source_id; most first.
    """
    plots = pd.DataFrame(parcels[parcels["kind"].fillna("plot") == "plot"])
    plots.attrs = {}
    limit = plots["far_limit_high_pct"].fillna(plots["far_limit_pct"])
    table = plot_list(plots, lang=lang).reset_index()
    table.index = plots.loc[_known_first(plots)].index
    table["floor_built_m2"] = plots["floor_built_m2"]
    table["slack_low_m2"] = floor_slack(plots)["slack_m2"]
    table["slack_high_m2"] = floor_slack(plots.assign(far_limit_pct=limit))["slack_m2"]
    known = table.dropna(subset=["slack_low_m2"]).sort_values("slack_low_m2", ascending=False)
    columns = ["area_m2", "far_limits", "floor_built_m2", "slack_low_m2", "slack_high_m2"]
    others = ["plot_use", "as_of", "confidence", "source_id"]
    return known.set_index("name")[[*columns, *others]]


def _span(low: Any, high: Any) -> str | None:
    """Write a limit, or two where sources differ; nothing where none is known."""
    if pd.isna(low):
        return None
    return f"{low:g}" if pd.isna(high) or high == low else f"{low:g}–{high:g}"


def _known_first(plots: pd.DataFrame) -> pd.Index:
    """Order plots by how much is known of them, as they stood where that is equal."""
    known = plots[["area_m2", "price_m2", "uncertainty_m"]].notna().sum(axis="columns")
    return known.sort_values(ascending=False, kind="stable").index
