"""Joins what a package holds with what the packages that it refers to add to it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from .package import Package

SHARED = (
    "industries",
    "regions",
    "complexes",
    "funds",
    "cash_flows",
    "fund_investors",
    "deals",
    "instruments",
    "names",
)
"""Tables to which the packages that a cluster refers to add their rows."""


@dataclass(frozen=True)
class Together:
    """A package and what it refers to, as one.

    Attributes
    ----------
    package : Package
        Its own rows come first.
    """

    package: Package

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Each table by its name, rows of shared packages included."""
        found = dict(self.package.tables)
        for name in SHARED:
            parts = [found[name], *(r.tables[name] for r in self.package.references.values())]
            filled = [part for part in parts if not part.empty]
            if filled:
                found[name] = pd.concat(filled, ignore_index=True)
        return found

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Sources of all rows: source_id, title, path, publisher, date, licence, kind."""
        parts = [self.package.sources, *(r.sources for r in self.package.references.values())]
        return pd.concat(parts, ignore_index=True).drop_duplicates("source_id", ignore_index=True)

    @property
    def facts(self) -> pd.DataFrame:
        """Published figures of the package itself."""
        return self.package.tables["facts"]

    @cached_property
    def shared_facts(self) -> pd.DataFrame:
        """Published figures of the shared packages, such as stated rates."""
        parts = [shared.tables["facts"] for shared in self.package.references.values()]
        return pd.concat([self.facts.iloc[:0], *parts], ignore_index=True)

    @cached_property
    def scenarios(self) -> dict[str, Path]:
        """Path of each scenario file by its name; those of the shared packages come last."""
        found = dict(self.package.scenarios)
        for shared in self.package.references.values():
            found = {**found, **{k: v for k, v in shared.scenarios.items() if k not in found}}
        return found
