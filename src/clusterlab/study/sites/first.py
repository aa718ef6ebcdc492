"""Which sites come first, on a map and in a table, and what to bear in mind."""

from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import pandas as pd

from ...measure.district_density import district_density
from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.said import Joined, Label, Said, Word, caution, said
from .compared import Compared, Ranked, unranked

TAKEN = ("sold", "built")
OPEN = ("idle", "for_sale", "planned")
HALF = 0.5
"""No candidate is named as the first that is among the leaders in fewer draws."""
FEW_CRITERIA = 5
"""With so many criteria or fewer a ranking is a hint only."""
OTHER_METHODS = {"topsis_rank": "topsis", "product_rank": "weighted_product"}


@finding("sites.first")
def first(ranked: Ranked) -> Finding:
    """Say which site comes first, by which weights, and whether it can be had.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    Finding
        Its data are the ranking, best first.
    """
    compared, table, leaders = ranked.compared, ranked.table, ranked.leaders
    scores = table.loc[leaders, "score"]
    own = bool(compared.asked.weights)
    shares = [
        Word("weight_of", {"criterion": Label("criterion", name), "share": share})
        for name, share in ranked.weights.items()
    ]
    return Finding(
        data=table,
        sources=compared.sources,
        n=len(table),
        matters=1.0,
        headline=_headline(ranked),
        said=[
            *_answers(ranked),
            # Equal weights, spelled out, are as many times the same number.
            *([said("weights_used", weights=Joined(shares)), said("weights_own_note")] * own),
        ],
        charts=[_map(ranked)],
        cautions=list(_cautions(ranked)),
        tables=[Table(table_of(ranked), caption="site_ranks", rows=30, names=_CODES)],
        columns=[
            Column(measure="site_score", values=scores),
            Column(measure="site_top_share", values=table.loc[leaders, "top_share"]),
        ],
    )


def vacant(ranked: Ranked) -> "pd.Series[bool] | None":
    """Say of each ranked plot whether it is known to be neither sold nor built on, best first.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    Series of bool, or None
        None where candidates are no plots, or nothing is known of their use.
    """
    candidates = ranked.compared.candidates
    if ranked.compared.kind != "parcels" or "use_status" not in candidates:
        return None
    uses: pd.Series[bool] = candidates["use_status"].reindex(ranked.table.index).isin(OPEN)
    return uses


def holds(row: "pd.Series[Any]") -> bool:
    """Say whether a candidate is among the first in at least half of the draws."""
    return bool(row["top_share"] >= HALF)


def _headline(ranked: Ranked) -> Said:
    """Say what may be said of the first: vacant plots before others, and no winner that fails."""
    table, top, free = ranked.table, len(ranked.leaders), vacant(ranked)
    if free is not None and not free.any():
        return said("headline.none_vacant", count=len(table))
    if free is not None and not holds(table.iloc[0]):
        best = free.index[free][0]
        if holds(table.loc[best]):
            return said("headline.vacant_first", name=ranked.name(best), top=top)
        return said("headline.vacant_unsure", count=int(free.sum()), top=top)
    if not (table["top_share"] >= HALF).any():
        return said("headline.none_firm", top=top)
    if free is not None and free.any():
        best = free.index[free][0]
        return said("headline.vacant", name=ranked.name(best), rank=int(table.loc[best, "rank"]))
    if holds(table.iloc[0]):
        first_name, share = ranked.name(ranked.leaders[0]), table["top_share"].iloc[0]
        return said("headline.first", name=first_name, top=top, share=share)
    return said("headline.some_firm", top=top, count=int((table["top_share"] >= HALF).sum()))


def _answers(ranked: Ranked) -> Iterator[Said]:
    """Answer which comes first: by name only where that holds in half of the draws."""
    table, top, free = ranked.table, len(ranked.leaders), vacant(ranked)
    best = table.iloc[0]
    if holds(best):
        key = "first_site_given" if ranked.compared.asked.weights else "first_site"
        share, low, high = best["top_share"], best["rank_low"], best["rank_high"]
        name = ranked.name(ranked.leaders[0])
        yield said(key, name=name, top=top, share=share, low=low, high=high)
    elif (table["top_share"] >= HALF).any():
        yield said("some_firm", top=top, count=int((table["top_share"] >= HALF).sum()))
    else:
        yield said("none_firm", top=top)
    if free is not None and free.any():
        name = free.index[free][0]
        row = table.loc[name]
        yield said(
            "first_open",
            name=ranked.name(name),
            rank=row["rank"],
            low=row["rank_low"],
            high=row["rank_high"],
        )
    elif free is not None:
        yield said("none_open")


_CODES = {"band": "band", "plot_use": "plot_use"}


def _map(ranked: Ranked) -> Chart:
    compared, table = ranked.compared, ranked.table
    rows = compared.candidates.loc[table.index, ["name", "source_id", "geometry"]]
    data = gpd.GeoDataFrame(
        table[["rank", "score", "band"]].join(pd.DataFrame(rows)), geometry="geometry", crs=rows.crs
    )
    data.attrs = {}
    return Chart(
        "site_map",
        data,
        caption="site_map",
        options={
            "cluster": compared.place,
            "sources": compared.described.sources,
            "top": len(ranked.leaders),
            "max_uncertainty_m": compared.asked.max_uncertainty_m,
        },
    )


def _cautions(ranked: Ranked) -> Iterator[Said]:
    compared = ranked.compared
    if compared.asked.weights:
        for key in ("unmeasured", "unnamed"):
            if ranked.weights.attrs[key]:
                yield caution(f"weights_{key}", names=_listed(ranked.weights.attrs[key]))
    else:
        yield caution("weights_equal_note")
    yield from _availability(ranked)
    if ranked.table.attrs["constant"]:
        yield caution("criteria_constant", names=_listed(ranked.table.attrs["constant"]))
    if len(compared.criteria) <= FEW_CRITERIA:
        yield caution("rests_on_little", measured=len(compared.criteria))


def _availability(ranked: Ranked) -> Iterator[Said]:
    """Say where the first are taken."""
    compared = ranked.compared
    if compared.kind != "parcels" or "use_status" not in compared.candidates:
        return
    free = ~compared.candidates["use_status"].reindex(ranked.table.index).isin(TAKEN)
    taken = int((~free[ranked.leaders]).sum())
    if not taken:
        return
    key = "first_are_taken" if taken < len(ranked.leaders) else "first_all_taken"
    yield caution(key, top=len(ranked.leaders), taken=taken)


def _listed(names: Any) -> Joined:
    return Joined([Label("criterion", name) for name in names])


def table_of(ranked: Ranked) -> pd.DataFrame:
    """Lay out the first candidates, with how firmly each holds and what other methods say.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    DataFrame, indexed by `name`
        rank, score, top_share, first_share, rank_low, rank_high, band, topsis_rank,
        product_rank, plot_use where it is known, uncertainty_m, source_id.
    """
    shown = ["rank", "score", "top_share", "first_share", "rank_low", "rank_high", "band"]
    out = ranked.table.loc[ranked.leaders, shown]
    out.attrs = {}
    here = ranked.compared.candidates.loc[ranked.leaders]
    for column, method in OTHER_METHODS.items():
        if method in ranked.methods:
            out[column] = ranked.methods[method].reindex(out.index).astype("float64")
    if "use_status" in here and here["use_status"].notna().any():
        out["plot_use"] = here["use_status"]
    out["uncertainty_m"] = pd.to_numeric(here["uncertainty_m"])
    out["source_id"] = here["source_id"]
    return out.set_axis(pd.Index(list(here["name"]), name="name"))


@finding("sites.ground")
def ground(compared: Compared) -> Finding:
    """Show the cluster itself where its candidates cannot be ranked.

    Parameters
    ----------
    compared : Compared
        The study.

    Returns
    -------
    Finding
        Empty where there is a ranking, which has a map of its own.
    """
    if unranked(compared) is None:
        return Finding()
    place, off = compared.place, compared.asked.max_uncertainty_m
    density = district_density(place.districts, place.points(max_uncertainty_m=off))
    options = {"density": density, "max_uncertainty_m": off}
    return Finding(
        data=density,
        sources=compared.seen,
        charts=[Chart("density_map", place, caption="site_map", options=options)],
    )
