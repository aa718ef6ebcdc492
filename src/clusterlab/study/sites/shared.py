"""Where shared facilities would serve most: demand, sites, further models and each one more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from ...model.citing import cited
from ...model.finding import Chart, Column, Finding, Number, Table, finding
from ...model.reason import Reason
from ...model.said import Joined, Label, Said, Word, caution, said
from ...siting.placement import Placement
from .compared import Compared
from .facilities import (
    cost_table,
    curve,
    demand_points,
    existing_services,
    placed_table,
    placements,
)
from .models import beyond_reach, model_table, other_placements


@dataclass(frozen=True)
class Shared:
    """Facilities to be placed: who would use them, what exists, and how far each is.

    Parameters
    ----------
    compared : Compared
        The study; its candidates that pass may get a facility.
    demand : GeoDataFrame
        As `facilities.demand_points`.
    existing : GeoDataFrame
        As `facilities.existing_services`.
    cost : DataFrame
        As `facilities.cost_table`.
    new : int
        Facilities to place.
    """

    compared: Compared
    demand: gpd.GeoDataFrame
    existing: gpd.GeoDataFrame
    cost: pd.DataFrame
    new: int

    @property
    def weights(self) -> "pd.Series[float]":
        """Firms or plots at each place of demand."""
        weights: pd.Series[float] = self.demand["weight"]
        return weights

    @property
    def placed(self) -> int:
        """How many firms or plots are placed."""
        return int(self.demand.attrs["placed"])

    @property
    def sources(self) -> Sequence[str]:
        """Sources of demand and of candidates."""
        return cited([self.demand, self.compared.near])


def share(compared: Compared) -> Shared | Reason:
    """Gather what placing shared facilities needs.

    Parameters
    ----------
    compared : Compared
        The study.

    Returns
    -------
    Shared or Reason
        ``too_few_points`` of demand; ``too_few_candidates`` where none passes.
    """
    place, off = compared.place, compared.asked.max_uncertainty_m
    demand = demand_points(place, max_uncertainty_m=off)
    new = min(compared.asked.facilities, len(compared.passing))
    if "reason" in demand.attrs:
        return Reason.of(demand.attrs["reason"])
    if not new:
        return Reason("too_few_candidates", n=0, minimum=1)
    existing = existing_services(place, max_uncertainty_m=off)
    cost = cost_table(demand, compared.candidates.loc[compared.passing], existing)
    return Shared(compared, demand, existing, cost, new)


def solve(shared: Shared | Reason) -> Mapping[str, Placement] | Reason:
    """Place facilities so that all are near, and so that most are within reach.

    Parameters
    ----------
    shared : Shared or Reason
        What `share` returns.
    """
    if isinstance(shared, Reason):
        return shared
    asked = shared.compared.asked
    return placements(
        shared.cost,
        shared.weights,
        facilities=shared.new,
        reach_m=asked.reach_m,
        seed=asked.seed,
    )


@finding("sites.users")
def users(shared: Shared) -> Finding:
    """Say who is taken to use a facility, and what exists.

    Parameters
    ----------
    shared : Shared
        What `share` returns.

    Returns
    -------
    Finding
        Its data are the places of demand.
    """
    demand = shared.demand
    of = demand.attrs["of"]
    return Finding(
        data=demand,
        sources=cited([demand, shared.existing]),
        said=[
            said(
                "facilities_demand",
                of=Label("demand", of),
                placed=shared.placed,
                present=demand.attrs["present"],
                existing=len(shared.existing),
                new=shared.new,
            )
        ],
        cautions=[caution("facilities_of_plots")] if of == "plots" else [],
    )


@finding("sites.facilities")
def facilities(shared: Shared, answers: Mapping[str, Placement]) -> Finding:
    """Say where new facilities would be near to all, and where most would be within reach.

    Parameters
    ----------
    shared : Shared
        What `share` returns.
    answers : mapping
        What `solve` returns.

    Returns
    -------
    Finding
        Its data are those of `facilities.placed_table`.
    """
    candidates = shared.compared.candidates
    opened = placed_table(answers, candidates, weights=shared.weights)
    total, near, most = shared.weights.sum(), answers["p_median"], answers["max_cover"]
    mean = near.objective / total
    names = {
        question: Joined(list(opened.loc[opened.index == question, "name"])) for question in answers
    }
    return Finding(
        data=opened,
        sources=shared.sources,
        n=shared.placed,
        said=[
            said(
                "facilities_sites",
                median=names["p_median"],
                mean=mean,
                reach=shared.compared.asked.reach_m,
                cover=names["max_cover"],
                share=most.objective / total,
            ),
            said(
                "facilities_status",
                median=Label("solution", near.status),
                cover=Label("solution", most.status),
            ),
        ],
        numbers=[Number(measure="facility_mean_m", value=mean, unit="m", how="whole")],
        tables=[Table(caption="facility_sites", names={"question": "question"})],
    )


@finding("sites.facility_models")
def models(shared: Shared, answers: Mapping[str, Placement]) -> Finding:
    """Set further questions of placing beside the first two, and say what nothing reaches.

    Parameters
    ----------
    shared, answers
        As for `facilities`.

    Returns
    -------
    Finding
        Its data are those of `models.model_table`.
    """
    asked, candidates = shared.compared.asked, shared.compared.candidates
    others = other_placements(
        shared.cost,
        shared.weights,
        facilities=shared.new,
        reach_m=asked.reach_m,
        capacity=asked.capacity,
    )
    found = model_table({**answers, **others}, weights=shared.weights)
    columns = ["facilities", "objective", "unit", "best_bound", "gap_share", "solution", "unserved"]
    shown = found.assign(
        objective=found["objective"].round(),
        best_bound=found["best_bound"].round(),
        unit=list(found.index),
        solution=found["status"],
    )[columns]
    shown.attrs = {}
    codes = {"question": "question", "unit": "model_unit", "solution": "solution"}
    tables = [Table(shown, caption="facility_models", names=codes)]
    if others["set_cover"].unserved:
        far = beyond_reach(others["set_cover"], shared.cost, shared.weights, candidates)
        reach = {"reach": asked.reach_m}
        tables.append(Table(far, caption="beyond_reach", values=reach, folded=True))
    reasons = [Reason.of(reason) for reason in found.attrs["reasons"]]
    return Finding(data=found, sources=shared.sources, said=reasons, tables=tables)


@finding("sites.each_more")
def each_more(shared: Shared) -> Finding:
    """Say how many more each further facility brings within reach.

    Parameters
    ----------
    shared : Shared
        What `share` returns.

    Returns
    -------
    Finding
        Its data are those of `facilities.curve`.
    """
    asked = shared.compared.asked
    steps = curve(
        shared.cost, shared.weights, facilities_max=asked.facilities_max, reach_m=asked.reach_m
    )
    told = steps.rename(columns={"share": "reached_share", "gap": "gap_share"})
    told = told.assign(solution=told["status"])
    return Finding(
        data=steps,
        sources=shared.sources,
        said=_growth(steps, asked.reach_m),
        charts=[
            Chart(
                "time_columns",
                steps["share"] * 100,
                caption="facility_curve",
                values={"reach": asked.reach_m},
                options={
                    "unit": Word("axis.reached_share"),
                    "time_name": Word("axis.new_facilities"),
                },
            )
        ],
        tables=[
            Table(
                told,
                caption="facility_steps",
                columns=["covered", "reached_share", "added", "gap_share", "solution"],
                folded=True,
                names={"solution": "solution"},
            )
        ],
        columns=[
            Column(
                measure="facility_reached_share",
                values=steps["share"],
                n=dict.fromkeys(steps.index, shared.placed),
            )
        ],
    )


def _growth(steps: pd.DataFrame, reach_m: float) -> list[Said]:
    last = int(steps.index.max())
    if last <= 0:
        return []
    share = steps["share"]
    values = {"reach": reach_m, "one": share[1], "last": last, "all": share[last]}
    if 0 in steps.index:
        return [said("facilities_curve", now=share[0], **values)]
    return [said("facilities_curve_none", **values)]
