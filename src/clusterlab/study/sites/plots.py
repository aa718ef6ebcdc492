"""Plots as a reader sees them: by zone, one by one, and how much may still be built on each."""

from typing import Any

import pandas as pd

from ...model.citing import cited
from ...model.finding import Finding, Number, Table, finding
from ...model.reason import Reason
from ...model.said import Amount, Joined, Label, Named, Said, caution, said
from ...siting.floor_slack import floor_slack
from .candidates import named
from .compared import Compared
from .criteria import price_unit

CODES = {"plot_kind": "plot_kind", "plot_use": "plot_use"}
"""Groups of words that name the codes of these tables."""


@finding("sites.candidates")
def candidates(compared: Compared) -> Finding:
    """Say which sites are compared, and how many of them are placed and pass.

    Parameters
    ----------
    compared : Compared
        The study.

    Returns
    -------
    Finding
        Its data are the candidates. Where there is none it says why among its sentences.
    """
    counts = {
        "site_candidates": len(compared.candidates),
        "site_candidates_placed": len(compared.near),
        "site_candidates_left": len(compared.passing),
    }
    numbers = [
        Number(measure=name, value=count, unit="candidates", how="whole")
        for name, count in counts.items()
    ]
    criteria = Number(
        measure="site_criteria", value=len(compared.criteria), unit="criteria", how="whole"
    )
    return Finding(
        data=compared.candidates,
        sources=compared.seen,
        as_of=compared.place.as_of,
        said=[_which(compared)],
        numbers=[*numbers, criteria],
    )


def _which(compared: Compared) -> Said | Reason:
    asked, count = compared.asked, len(compared.candidates)
    if not count:
        return Reason("no_plots")
    if compared.kind == "parcels":
        placed = len(compared.near)
        return said(
            "candidates_are_parcels", all=count, placed=placed, metres=asked.max_uncertainty_m
        )
    if compared.kind == "file":
        title = compared.described.sources["title"].iloc[-1]
        return said("candidates_are_file", file=title, all=count)
    if asked.kind:
        return said("candidates_are_chosen_hexagons", side=asked.hexagon_side_m, all=count)
    near = _plots(compared.place.parcels)["uncertainty_m"] <= asked.max_uncertainty_m
    side = asked.hexagon_side_m
    return said("candidates_are_hexagons", plots=int(near.sum()), side=side, all=count)


@finding("sites.undrawn")
def undrawn(compared: Compared) -> Finding:
    """Warn of districts with plots that cells leave out, as they have no outline.

    Returns
    -------
    Finding
        Its data are those districts; it is empty where plots or a list are compared.
    """
    districts, parcels = compared.place.districts, compared.place.parcels
    held = districts["district_id"].isin(parcels["district_id"])
    out = districts[districts.geometry.isna() & held]
    if compared.kind != "hexagons" or not len(out):
        return Finding()
    names = Joined([Label("-", one) for one in out["district_id"]])
    return Finding(data=out, cautions=[caution("cells_of_drawn_only", names=names)])


@finding("sites.zones")
def zones(compared: Compared) -> Finding:
    """Say of each zone how many plots it has, and what is known of them.

    Returns
    -------
    Finding
        Its data are those of `by_zone`; it is empty where the cluster has no plots.
    """
    parcels = compared.place.parcels
    if not len(parcels):
        return Finding()
    lost = int(parcels.geometry.isna().sum())
    return Finding(
        data=by_zone(parcels, max_uncertainty_m=compared.asked.max_uncertainty_m),
        sources=cited(parcels),
        tables=[Table(caption="zones")],
        said=[said("read_limits"), *([said("plots_not_drawn", count=lost)] if lost else [])],
    )


@finding("sites.room")
def room(compared: Compared) -> Finding:
    """Say how much floor may still be built, on the plots of which that can be told.

    Returns
    -------
    Finding
        Its data are those of `slack`; it is empty where the cluster has no plots.
    """
    parcels = compared.place.parcels
    if not len(parcels):
        return Finding()
    plots, found = _plots(parcels), slack(parcels)
    if found.empty:
        sources = cited(plots)
        return Finding(data=found, sources=sources, said=[said("slack_unknown", all=len(plots))])
    ends = [found[name].clip(lower=0).sum() for name in ("slack_low_m2", "slack_high_m2")]
    sentence = said(
        "slack_known", known=len(found), all=len(plots), total=Amount(tuple(ends), "m2")
    )
    return Finding(
        data=found,
        as_of=compared.place.as_of,
        said=[sentence],
        tables=[Table(caption="slack", rows=30, names=CODES)],
    )


@finding("sites.plots")
def listed(compared: Compared) -> Finding:
    """List the plots and sites of the cluster.

    Returns
    -------
    Finding
        Its data are those of `plot_list`; it is empty where the cluster has no plots.
    """
    if not len(compared.place.parcels):
        return Finding()
    unit = Label("unit", price_unit(compared.place))
    return Finding(
        data=plot_list(compared.place.parcels),
        as_of=compared.place.as_of,
        tables=[Table(caption="plot_list", folded=True, values={"unit": unit}, names=CODES)],
    )


def by_zone(parcels: pd.DataFrame, *, max_uncertainty_m: float) -> pd.DataFrame:
    """Count, for each zone, the plots and what is known of them.

    Parameters
    ----------
    parcels : DataFrame
        The cluster's table.
    max_uncertainty_m : float
        What "placed" means [m].

    Returns
    -------
    DataFrame, indexed by `zone`
        plots, placed, area_known, far_known, industries_known: numbers of plots; floor_built_m2:
        their sum; far_limits: lowest and highest [%].
    """
    plots = _plots(parcels)
    rows = []
    for _, group in plots.groupby("zone", sort=False):
        close = group.geometry.notna() & (group["uncertainty_m"] <= max_uncertainty_m)
        far = pd.concat([group["far_limit_pct"], group["far_limit_high_pct"]]).dropna()
        rows.append(
            {
                "zone": _zones(group)[0],
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


def plot_list(candidates: pd.DataFrame) -> pd.DataFrame:
    """List plots and sites one by one, those of which most is known first.

    Parameters
    ----------
    candidates : DataFrame
        Parcels, or candidates made of them.

    Returns
    -------
    DataFrame, indexed by `name`
        plot_kind, zone, plot_use, area_m2, far_limits, price_m2, price_as_of, uncertainty_m,
        as_of, confidence, source_id.
    """
    table = pd.DataFrame(candidates).copy()
    table.attrs = {}
    limits = zip(table["far_limit_pct"], table["far_limit_high_pct"], strict=True)
    out = pd.DataFrame(
        {
            "name": named(table),
            "plot_kind": table["kind"],
            "zone": _zones(table),
            "plot_use": table["use_status"],
            "area_m2": table["area_m2"],
            "far_limits": pd.Series([_span(*ends) for ends in limits], table.index, dtype="object"),
            "price_m2": table["price_m2"],
            "price_as_of": table["price_as_of"],
            "uncertainty_m": table["uncertainty_m"],
            "as_of": table["as_of"],
            "confidence": table["confidence"],
            "source_id": table["source_id"],
        }
    )
    return out.loc[_known_first(out)].set_index("name")


def slack(parcels: pd.DataFrame) -> pd.DataFrame:
    """List the plots of which area, limit and standing floor are known, with what may be added.

    Parameters
    ----------
    parcels : DataFrame
        The cluster's table.

    Returns
    -------
    DataFrame, indexed by `name`
        area_m2, far_limits, floor_built_m2, slack_low_m2, slack_high_m2 (at the lower and the
        higher limit where sources differ), plot_use, as_of, confidence, source_id; most first.
    """
    plots = pd.DataFrame(_plots(parcels))
    plots.attrs = {}
    limit = plots["far_limit_high_pct"].fillna(plots["far_limit_pct"])
    table = plot_list(plots).reset_index()
    table.index = plots.loc[_known_first(plots)].index
    table["floor_built_m2"] = plots["floor_built_m2"]
    table["slack_low_m2"] = floor_slack(plots)["slack_m2"]
    table["slack_high_m2"] = floor_slack(plots.assign(far_limit_pct=limit))["slack_m2"]
    known = table.dropna(subset=["slack_low_m2"]).sort_values("slack_low_m2", ascending=False)
    columns = ["area_m2", "far_limits", "floor_built_m2", "slack_low_m2", "slack_high_m2"]
    others = ["plot_use", "as_of", "confidence", "source_id"]
    return known.set_index("name")[[*columns, *others]]


def _plots(parcels: pd.DataFrame) -> pd.DataFrame:
    return parcels[parcels["kind"].fillna("plot") == "plot"]


def _zones(plots: pd.DataFrame) -> list[Named]:
    """Name the zone of each plot late: as the plan writes it, and in English where it is told."""
    english = plots.get("zone_en", pd.Series(None, plots.index, dtype="object"))
    pairs = zip(plots["zone"], english, strict=True)
    return [
        Named({lang: name for lang, name in {"ko": own, "en": other}.items() if pd.notna(name)})
        for own, other in pairs
    ]


def _span(low: Any, high: Any) -> tuple[float, float] | None:
    """Give a limit as a range; nothing where none is known."""
    if pd.isna(low):
        return None
    return (float(low), float(low if pd.isna(high) else high))


def _known_first(plots: pd.DataFrame) -> pd.Index:
    """Order plots by how much is known of them, as they stood where that is equal."""
    known = plots[["area_m2", "price_m2", "uncertainty_m"]].notna().sum(axis="columns")
    return known.sort_values(ascending=False, kind="stable").index
