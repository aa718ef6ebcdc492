"""A siting study at work: the candidates with what is known of them, and their ranking."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from ...model.citing import cited
from ...model.reason import Reason
from ...siting.criteria import Criterion
from .asked import Asked
from .candidates import candidate_table, choose_kind, described, placed
from .criteria import criteria_matrix, narrowed
from .ranking import by_method, complete, ranking
from .screen import screened
from .weights_file import choose_weights

LEAST_CANDIDATES = 3
"""Fewer are not ranked."""


@dataclass(frozen=True)
class Compared:
    """Candidates, what was measured of them, and which pass the rules.

    Parameters
    ----------
    place : Cluster
        Where they lie.
    asked : Asked
        What the study was asked.
    candidates, near : GeoDataFrame
        All of them, and those placed well enough (`candidates.candidate_table`).
    screened : DataFrame
        Which pass (`screen.screened`).
    measured : DataFrame
        The criteria of those that pass (`criteria.criteria_matrix`).
    """

    place: Any
    asked: Asked
    candidates: gpd.GeoDataFrame
    near: gpd.GeoDataFrame
    screened: pd.DataFrame
    measured: pd.DataFrame

    @property
    def kind(self) -> str:
        """What is compared: "parcels", "hexagons" or "file"."""
        return str(self.candidates.attrs["kind"])

    @property
    def passing(self) -> pd.Index:
        """Candidates that pass every rule."""
        return self.screened.index[self.screened["passes"]]

    @property
    def criteria(self) -> list[Criterion]:
        """Criteria that were measured."""
        return list(self.measured.attrs["criteria"])

    @property
    def seen(self) -> list[str]:
        """Sources of the candidates; where there is none, of what was looked through."""
        return cited(self.candidates if len(self.candidates) else self.place.districts)

    @property
    def sources(self) -> list[str]:
        """Sources of the candidates that are placed."""
        return cited(self.near)

    @property
    def described(self) -> Any:
        """What a page is opened on: the cluster, with a planner's file among its sources."""
        return described(self.place, self.candidates, sites=self.asked.sites)


@dataclass(frozen=True)
class Ranked:
    """A ranking of candidates, and what it was made of.

    Parameters
    ----------
    compared : Compared
        The study.
    matrix : DataFrame, shape (candidates, criteria)
        Complete values (`ranking.complete`).
    weights : Series
        By criterion (`weights_file.choose_weights`).
    table : DataFrame
        Best first (`ranking.ranking`).
    methods : DataFrame
        Ranks by other methods (`ranking.by_method`).
    """

    compared: Compared
    matrix: pd.DataFrame
    weights: "pd.Series[float]"
    table: pd.DataFrame
    methods: pd.DataFrame

    @property
    def leaders(self) -> pd.Index:
        """The first candidates, as many as were asked for."""
        return self.table.index[: self.table.attrs["top"]]

    def name(self, candidate: Any) -> Any:
        """Name a candidate late."""
        return self.compared.candidates["name"][candidate]

    def names(self, some: Iterable[Any]) -> list[Any]:
        """Name several late."""
        return [self.name(one) for one in some]


def compare(place: Any, asked: Asked) -> Compared:
    """Gather the candidates of a cluster, measure their criteria and screen them.

    Parameters
    ----------
    place : Cluster
        Where they lie.
    asked : Asked
        What is asked.
    """
    off = asked.max_uncertainty_m
    kind = choose_kind(place, kind=asked.kind, sites=asked.sites, max_uncertainty_m=off)
    candidates = candidate_table(
        place, kind=kind, sites=asked.sites, hexagon_side_m=asked.hexagon_side_m
    )
    matrix = criteria_matrix(
        place,
        candidates,
        max_uncertainty_m=off,
        reach_m=asked.reach_m,
        directions=asked.directions,
        displacements=asked.displacements,
        seed=asked.seed,
    )
    found = screened(
        candidates,
        matrix,
        max_uncertainty_m=off,
        zones=asked.zones,
        industry=asked.industry,
        uses=asked.uses,
        not_built=asked.not_built,
        at_least=asked.at_least,
        at_most=asked.at_most,
        unknown=asked.unknown,
    )
    near = placed(candidates, max_uncertainty_m=off)
    left = list(found.index[found["passes"]])
    return Compared(place, asked, candidates, near, found, narrowed(matrix, left))


def rank(compared: Compared) -> Ranked | Reason:
    """Rank the candidates that pass, where there are enough of them and something is measured.

    Parameters
    ----------
    compared : Compared
        The study.

    Returns
    -------
    Ranked or Reason
        ``no_plots`` without candidates, ``too_few_candidates``, ``no_criteria``.
    """
    asked, criteria = compared.asked, compared.criteria
    missing = unranked(compared)
    if missing is not None:
        return missing
    matrix = complete(compared.measured, criteria, missing=asked.missing)
    weights = choose_weights(asked.weights, list(matrix.columns))
    return Ranked(
        compared,
        matrix,
        weights,
        drawn(compared, matrix, weights),
        by_method(matrix, criteria, weights=weights),
    )


def unranked(compared: Compared) -> Reason | None:
    """Say why there is no ranking, where there is none; see `rank`."""
    count = len(compared.passing)
    if not len(compared.candidates):
        return Reason("no_plots")
    if count < LEAST_CANDIDATES:
        return Reason("too_few_candidates", n=count, minimum=LEAST_CANDIDATES)
    return None if compared.criteria else Reason("no_criteria")


def drawn(
    compared: Compared,
    matrix: pd.DataFrame,
    weights: "pd.Series[float]",
    *,
    concentration: float | None = None,
) -> pd.DataFrame:
    """Rank with the draws that the study was asked for; see `ranking.ranking`."""
    return ranking(
        matrix,
        compared.criteria,
        weights=weights,
        uncertainty=compared.measured.attrs["uncertainty"],
        moved=compared.measured.attrs.get("moved"),
        draws=compared.asked.draws,
        top=compared.asked.top,
        concentration=concentration,
        seed=compared.asked.seed,
    )
