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
        said=[
            said(
                "first_site_given" if own else "first_site",
                name=ranked.name(leaders[0]),
                score=table["score"].iloc[0],
                top=len(leaders),
                low=scores.min(),
                high=scores.max(),
            ),
            said("weights_used", weights=Joined(shares)),
            *([said("weights_own_note")] if own else []),
        ],
        charts=[_map(ranked)],
        cautions=list(_cautions(ranked)),
        tables=[Table(table_of(ranked), caption="site_ranks", rows=30, names=_CODES)],
        columns=[
            Column(measure="site_score", values=scores),
            Column(measure="site_top_share", values=table.loc[leaders, "top_share"]),
        ],
    )


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
    """Say where the first are taken, and which is the first that is not."""
    compared = ranked.compared
    if compared.kind != "parcels" or "use_status" not in compared.candidates:
        return
    free = ~compared.candidates["use_status"].reindex(ranked.table.index).isin(TAKEN)
    taken = int((~free[ranked.leaders]).sum())
    if not taken:
        return
    yield caution("first_are_taken", top=len(ranked.leaders), taken=taken)
    if free.any():
        best = free.index[free][0]
        yield said("first_open", name=ranked.name(best), rank=ranked.table.loc[best, "rank"])
    else:
        yield said("none_open")


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
