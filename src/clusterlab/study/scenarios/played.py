"""What a report on scenarios plays: the chosen ones, their tables before and after, their rates."""

from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd

from ...load.rates import facts_of
from ...load.scenario_rules import before_and_after, choose_scenarios
from ...model.said import Named
from ...model.scenario import Scenario
from . import on_demand, rules
from .told import file_sources

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Asked:
    """What a reader may ask of scenarios; the defaults are those of the report.

    Parameters
    ----------
    reach_m, within_min, walking_kmh, max_wait_min, max_uncertainty_m, radius_km : float
        As in `support.support_reach`, `on_demand.fleet` and `placing.placing`.
    facilities, draws, seed : int
        As in `placing.placing`.
    """

    reach_m: float = 500
    within_min: float = 30
    walking_kmh: float = 4.5
    max_wait_min: float = 30
    max_uncertainty_m: float = 400
    radius_km: float = 100
    facilities: int = 2
    draws: int = 1000
    seed: int = 20260101


@dataclass(frozen=True)
class Played:
    """Scenarios on the ground of a cluster.

    Parameters
    ----------
    place : Cluster
        Where they play.
    scenarios : dict of str to Scenario
        By name, as `choose_scenarios` gives them.
    asked : Asked
        What is asked.
    """

    place: Any
    scenarios: dict[str, Scenario]
    asked: Asked

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Published figures, the cluster's own first."""
        return facts_of(self.place)

    @cached_property
    def tables(self) -> dict[str, tuple[Tables, Tables]]:
        """Tables before and after each scenario."""
        return {name: before_and_after(self.place, one) for name, one in self.scenarios.items()}

    @cached_property
    def effects(self) -> dict[str, pd.DataFrame]:
        """What the rules of each scenario make room for, where it changes any."""
        made = {
            name: rules.rule_effects(one, *self.tables[name], facts=self.facts)
            for name, one in self.scenarios.items()
        }
        return {name: table for name, table in made.items() if len(table)}

    @cached_property
    def fleets(self) -> dict[tuple[str, str], pd.DataFrame]:
        """Fleets against waiting time, by scenario and service."""
        return {
            (name, service["id"]): on_demand.fleet(
                service,
                self.place,
                facts=self.facts,
                seed=self.asked.seed,
                max_wait_min=self.asked.max_wait_min,
                max_uncertainty_m=self.asked.max_uncertainty_m,
            )
            for name, one in self.scenarios.items()
            for service in one.on_demand
        }

    @property
    def described(self) -> Any:
        """What a page is opened on: the cluster, with the scenario files among its sources."""
        place = self.place
        files = file_sources(self.scenarios.values())
        return SimpleNamespace(
            slug=place.slug,
            name_ko=place.name_ko,
            name_en=place.name_en,
            as_of=place.as_of,
            meta=place.meta,
            sources=pd.concat([place.sources, files], ignore_index=True),
            districts=place.districts,
            hashes=place.hashes,
            names_in=place.names_in,
        )

    def title(self, name: str) -> Named:
        """Name a scenario late; the name of its file stands for a title that is missing."""
        one = self.scenarios[name]
        return Named({"ko": one.title_ko, "en": one.title_en, "": name})

    def zone(self, zone: str) -> Named:
        """Name a zone late."""
        parcels = self.place.parcels
        names = {"ko": zone}
        if "zone_en" in parcels:
            told = parcels.loc[parcels["zone"] == zone, "zone_en"].dropna()
            names |= {"en": str(told.iloc[0])} if len(told) else {}
        return Named(names)


def play(place: Any, file: str, names: dict[str, Any]) -> Played:
    """Choose the scenarios of a report.

    Parameters
    ----------
    place : Cluster
        Where they play.
    file : str
        As in `choose_scenarios`.
    names : dict
        A notebook's ``globals()``; names that nobody asks for are left alone.

    Raises
    ------
    ValueError
        As `choose_scenarios`.
    """
    asked = Asked(**{one.name: names[one.name] for one in fields(Asked) if one.name in names})
    scenarios = choose_scenarios(place, str(Path(file)) if file else "")
    return Played(place, scenarios, asked)
