"""Says whether the firms of a cluster stand closer together than chance, and at which distances."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ..model.finding import Chart, Column, Comparison, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import Label, Word, caution, said
from .chance import evidence, few_draws, open_ends
from .clustering import clustering_by_sector, is_crowded
from .profile import Held


@dataclass(frozen=True)
class Asked:
    """How distances are looked at.

    Parameters
    ----------
    distances_m : sequence of float
        Distances [m], from 0 on.
    minimum : int
        Points that a curve needs.
    simulations, seed : int
        Draws of the null model, and their seed.
    """

    distances_m: Sequence[float]
    minimum: int
    simulations: int
    seed: int


def asked(*, to_m: float, step_m: float, minimum: int, simulations: int, seed: int) -> Asked:
    """Say how distances are looked at: up to ``to_m`` in steps of ``step_m`` [m].

    >>> asked(to_m=100, step_m=50, minimum=10, simulations=99, seed=1).distances_m
    [0.0, 50.0, 100.0]
    """
    distances = np.arange(0, to_m + step_m, step_m, dtype=float).tolist()
    return Asked(distances, minimum, simulations, seed)


@dataclass(frozen=True)
class Curves:
    """What was measured of firms: a summary by sector, and the curves that there are.

    Parameters
    ----------
    firms : GeoDataFrame
        The firms, all of them sites of the null model.
    by : Asked
        How they were looked at.
    summary : DataFrame, indexed by `sector`
        As `clustering.clustering_by_sector` makes it.
    curves : dict of str to DataFrame
        K-density of each sector with enough firms.
    """

    firms: gpd.GeoDataFrame
    by: Asked
    summary: pd.DataFrame
    curves: dict[str, pd.DataFrame]


def curves(firms: gpd.GeoDataFrame, by: Asked) -> Curves:
    """Measure K-density of every sector among some firms."""
    summary, found = clustering_by_sector(
        firms,
        distances_m=by.distances_m,
        minimum=by.minimum,
        simulations=by.simulations,
        seed=by.seed,
    )
    return Curves(firms, by, summary, found)


@finding("closeness.of_sector")
def of_sector(measured: Curves, sector: str) -> Finding | Reason:
    """Say at which distances the firms of a sector are closer together than firms in general.

    Parameters
    ----------
    measured : Curves
        What was measured.
    sector : str
        Code of the sector.
    """
    return _of_sector(measured, sector, caption="k_density")


@finding("closeness.sectors")
def sectors(measured: Curves) -> Finding:
    """Lay out for every sector from and up to which distance its firms are concentrated."""
    summary = measured.summary
    return Finding(
        data=summary,
        sources=measured.firms,
        said=list(open_ends(summary, at=measured.by.distances_m[-1])),
        tables=[Table(caption="clustering", values={"firms": len(measured.firms)})],
        cautions=few_draws(draws=measured.by.simulations, fields=len(measured.curves)),
        columns=[
            Column(
                measure="concentrated_to",
                values=summary["concentrated_to_m"],
                unit="m",
                n=summary["firms"],
                reason=summary["reason"].where(summary["reason"].notna(), "not_concentrated"),
            )
        ],
    )


def without_crowd(held: Held, by: Asked, sector: str) -> list[Finding]:
    """Measure again without the firms of one building, where these rule all distances.

    Returns
    -------
    list of Finding
        What the sector shows then, and the table of all; none where no building rules.
    """
    parted = held.crowd(by.minimum)
    if parted is None:
        return []
    stack, others = parted
    measured = curves(others, by)
    return [_left_out(stack, measured), _sector_without(measured, sector)]


@finding("closeness.without_crowd")
def _left_out(stack: gpd.GeoDataFrame, measured: Curves) -> Finding:
    rest = len(measured.firms)
    return Finding(
        data=measured.summary,
        sources=measured.firms,
        cautions=[caution("stack_left_out", stack=len(stack), rest=rest)],
        tables=[Table(caption="clustering_without", values={"firms": rest})],
    )


@finding("closeness.of_sector_without_crowd")
def _sector_without(measured: Curves, sector: str) -> Finding | Reason:
    return _of_sector(measured, sector, caption="k_density_without")


def _of_sector(measured: Curves, sector: str, *, caption: str) -> Finding | Reason:
    firms, by = measured.firms, measured.by
    name = Label("sector", sector)
    if sector not in measured.curves:
        n = int(measured.summary["firms"].get(sector, 0))
        if n < by.minimum:
            return Reason("too_few_of_sector", sector=name, n=n, minimum=by.minimum)
        why: Any = measured.summary.loc[sector, "reason"]
        return Reason.of(why)
    curve = measured.curves[sector]
    if curve.attrs.get("band_reason"):
        return Reason.of(curve.attrs["band_reason"])
    row: Any = measured.summary.loc[sector]
    start, end = row["concentrated_from_m"], row["concentrated_to_m"]
    behind = evidence(curve, p=row["k_p"], fields=len(measured.curves))
    if pd.isna(start) or pd.isna(end):
        told = said("not_clustered", sector=name, metres=by.distances_m[-1], **behind)
        headline = None
    else:
        key = "clustered_open" if end >= by.distances_m[-1] else "clustered"
        told = said(key, sector=name, start=start, end=end, **behind)
        headline = said("headline.clustered", sector=name, start=start, end=end)
    values: dict[str, Any] = {
        "sector": name,
        "n": curve.attrs["n"],
        "all": len(firms),
        "simulations": by.simulations,
        "bandwidth": curve.attrs["bandwidth_m"],
    }
    drawn = Chart(
        "distance_curve", caption=caption, values=values, options={"unit": Word("axis.k_density")}
    )
    return Finding(
        data=curve,
        sources=firms,
        scope=sector,
        n=int(curve.attrs["n"]),
        compared=Comparison(against="random_draws", p=row["k_p"]),
        said=[told],
        charts=[drawn],
        # Where one building rules all distances, they are those of that building.
        matters=0.1 if is_crowded(firms, minimum=by.minimum) else 0.6,
        headline=headline,
    )
