"""A cluster as users hold it: its tables, its organisations as points, its card and its map."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

from .load.card import card
from .load.catalog import locate
from .load.dictionary import ABOUT, About, about
from .load.organisations import organisations
from .load.package import Package, read_package
from .load.shared_tables import Together
from .load.summary import summary

COUNTRY = (
    "address_script",
    "currency",
    "industry_classification",
    "industry_groups",
    "industry_totals",
    "levels",
    "national_crs",
    "year_notes",
)
"""What a package says of its country; a cluster takes it from the packages it refers to."""


def _named(names: pd.DataFrame, lang: str) -> Iterator[tuple[str, str, str]]:
    columns = [c for c in (f"name_{lang}", "name_en", "name_ko") if c in names]
    for row in names.to_dict("records"):
        name = next((row[c] for c in columns if isinstance(row[c], str)), row["code"])
        yield str(row["group"]), str(row["code"]), str(name)


@dataclass(frozen=True)
class Cluster:
    """A cluster and what it refers to.

    Each table is an attribute; one that the package lacks has no rows. ``industries``,
    ``regions``, ``complexes``, ``funds``, ``cash_flows``, ``fund_investors``, ``deals`` and
    ``instruments`` hold the rows of the shared packages as well.
    Each time it is asked for, a table is a copy of its own, so that nothing a user does to it
    changes the cluster.
    """

    package: Package

    @cached_property
    def _together(self) -> Together:
        return Together(self.package)

    @property
    def slug(self) -> str:
        """Short name, as in file names."""
        return self.package.slug

    @property
    def name_ko(self) -> str:
        """Name in Korean."""
        return str(self.meta["name_ko"])

    @property
    def name_en(self) -> str:
        """Name in English."""
        return str(self.meta["name_en"])

    @property
    def as_of(self) -> str:
        """Date that the package speaks of."""
        return str(self.meta["as_of"])

    @property
    def measure_crs(self) -> str:
        """Reference system in metres that distances and areas are measured in."""
        return str(self.meta["measure_crs"])

    @property
    def meta(self) -> dict[str, Any]:
        """What the package says about itself."""
        return self.package.meta

    @cached_property
    def country(self) -> dict[str, Any]:
        """What holds for the whole country: levels, reference systems, currency, classification.

        Members that the cluster's package does not say are taken from the packages it refers to.
        """
        found: dict[str, Any] = {}
        for package in (*reversed(self.package.references.values()), self.package):
            found |= {name: package.meta[name] for name in COUNTRY if package.meta.get(name)}
        return found

    @property
    def levels(self) -> tuple[str, ...]:
        """Levels of region that the statistics have, the largest regions first."""
        named = self.country.get("levels") or reversed(self.meta.get("reference_regions", {}))
        return tuple(one["level"] if isinstance(one, dict) else one for one in named)

    def home(self, level: str) -> str:
        """Name the region of a level that the cluster lies in; empty where it is not said."""
        return str(self.meta.get("reference_regions", {}).get(level, ""))

    @property
    def industry_totals(self) -> tuple[str, ...]:
        """Codes of the industries table that are the sum of others."""
        return tuple(self.country.get("industry_totals", ("ALL",)))

    @property
    def national_crs(self) -> str:
        """Reference system in metres for the whole country."""
        return str(self.country.get("national_crs", self.measure_crs))

    @property
    def currency(self) -> str:
        """ISO code of the currency of its money."""
        return str(self.country.get("currency", ""))

    def names_in(self, lang: str) -> dict[str, dict[str, str]]:
        """Name regions, levels and industries as the data do.

        Parameters
        ----------
        lang : str
            Language; English, or the language that there is, stands in for one that is missing.

        Returns
        -------
        dict of str to dict of str to str
            By group (region, level, industry, the names that a classification gives its codes
            included) and code.
        """
        named: dict[str, dict[str, str]] = {"region": {}, "level": {}, "industry": {}}
        for row in self.industries[["industry", "industry_name"]].drop_duplicates().itertuples():
            named["industry"].setdefault(str(row.industry), str(row.industry_name))
        for group, code, name in _named(self.tables["names"], lang):
            named[group][code] = name
        for row in self.regions.itertuples():
            if lang == "ko" or not isinstance(row.name_en, str):
                continue
            parent = named["region"].get(str(row.parent), "")
            full = f"{row.name_en}, {parent}" if parent else row.name_en
            named["region"].setdefault(str(row.region), full)
        return named

    def money_unit(self, column: str) -> str:
        """Name the unit of a column of money, such as ``funds.size``; empty where it is not said.

        Parameters
        ----------
        column : str
            Table and column.
        """
        packages = (self.package, *self.package.references.values())
        units = (package.meta.get("money_unit", {}).get(column, "") for package in packages)
        return next((str(unit) for unit in units if unit), "")

    @cached_property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of each file that was read; those of a shared package as ``slug/file``."""
        own = dict(self.package.hashes)
        for slug, shared in self.package.references.items():
            own |= {f"{slug}/{path}": digest for path, digest in shared.hashes.items()}
        return own

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Each table by its name, rows of shared packages included."""
        return self._together.tables

    @property
    def sources(self) -> pd.DataFrame:
        """Sources of all rows: source_id, title, path, publisher, date, licence, kind."""
        return self._together.sources

    def _table(self, name: str) -> pd.DataFrame:
        # A copy of its own: what a user drops or writes stays in the user's hands. No cell is
        # copied until somebody writes.
        table = self.tables[name].copy(deep=False)
        if name not in self._about:
            self._about[name] = about(
                name,
                table,
                sources=self.sources,
                money_unit={
                    column: unit
                    for package in (*self.package.references.values(), self.package)
                    for column, unit in package.meta.get("money_unit", {}).items()
                },
            )
        table.attrs[ABOUT] = self._about[name]
        return table

    @cached_property
    def _about(self) -> dict[str, About]:
        """What each table that was asked for knows of itself."""
        return {}

    @property
    def districts(self) -> gpd.GeoDataFrame:
        """Planning districts."""
        return self._table("districts")

    @property
    def dongs(self) -> gpd.GeoDataFrame:
        """Outlines of neighbourhoods, the base map."""
        return self._table("dongs")

    @property
    def context(self) -> gpd.GeoDataFrame:
        """Water, green, roads, rail and names that make the place known on a map."""
        return self._table("context")

    @property
    def land_use(self) -> pd.DataFrame:
        """District × category × plan."""
        return self._table("land_use")

    @property
    def parcels(self) -> gpd.GeoDataFrame:
        """Plots."""
        return self._table("parcels")

    @property
    def buildings(self) -> gpd.GeoDataFrame:
        """Titles of the building register."""
        return self._table("buildings")

    @property
    def firms(self) -> gpd.GeoDataFrame:
        """Establishments, register rows that repeat a curated one included."""
        return self._table("firms")

    @property
    def universities(self) -> gpd.GeoDataFrame:
        """Campuses."""
        return self._table("universities")

    @property
    def institutions(self) -> gpd.GeoDataFrame:
        """Institutes, hospitals, agencies and other support."""
        return self._table("institutions")

    @property
    def funds(self) -> pd.DataFrame:
        """Funds and programmes, shared ones included."""
        return self._table("funds")

    @property
    def cash_flows(self) -> pd.DataFrame:
        """Dated flows of funds."""
        return self._table("cash_flows")

    @property
    def fund_investors(self) -> pd.DataFrame:
        """Who put how much into which fund."""
        return self._table("fund_investors")

    @property
    def deals(self) -> pd.DataFrame:
        """Single investments in firms."""
        return self._table("deals")

    @property
    def appraisal_terms(self) -> pd.DataFrame:
        """Terms of site appraisals."""
        return self._table("appraisal_terms")

    @property
    def transit(self) -> gpd.GeoDataFrame:
        """Stations and stops."""
        return self._table("transit")

    @property
    def names(self) -> pd.DataFrame:
        """Names of regions, levels and industries."""
        return self._table("names")

    @property
    def industries(self) -> pd.DataFrame:
        """Region × industry × year, reference regions included."""
        return self._table("industries")

    @property
    def regions(self) -> gpd.GeoDataFrame:
        """Middle and area of each region of the statistics."""
        return self._table("regions")

    @property
    def complexes(self) -> pd.DataFrame:
        """Industrial complexes of the country."""
        return self._table("complexes")

    @property
    def facts(self) -> pd.DataFrame:
        """Published figures."""
        return self._table("facts")

    @property
    def shared_facts(self) -> pd.DataFrame:
        """Published figures of the shared packages, such as stated rates."""
        return self._together.shared_facts

    @property
    def scenarios(self) -> dict[str, Path]:
        """Path of each scenario file by its name; those of the shared packages come last."""
        return self._together.scenarios

    @property
    def instruments(self) -> pd.DataFrame:
        """Instruments of the policy, shared ones included."""
        return self._table("instruments")

    @property
    def readings(self) -> pd.DataFrame:
        """Figures of the cluster's own that belong to an instrument."""
        return self._table("readings")

    @property
    def milestones(self) -> pd.DataFrame:
        """What happened in the cluster itself to an instrument."""
        return self._table("milestones")

    def organisations(self, *, include: Sequence[str] = ("present",)) -> gpd.GeoDataFrame:
        """List firms, universities and institutions, placed or not.

        Parameters
        ----------
        include : sequence of str
            Statuses to keep: present, planned, pledged, left.

        Returns
        -------
        GeoDataFrame, in `measure_crs` [m]
            Columns as in `points`; geometry is None where the place is not known.
        """
        return organisations(self.tables, include=include).to_crs(self.measure_crs)

    def points(
        self, *, max_uncertainty_m: float = 300, include: Sequence[str] = ("present",)
    ) -> gpd.GeoDataFrame:
        """List the organisations whose place is known well enough to measure distances.

        Parameters
        ----------
        max_uncertainty_m : float
            Points that may be further off are left out [m].
        include : sequence of str
            Statuses to keep: present, planned, pledged, left.

        Returns
        -------
        GeoDataFrame, in `measure_crs` [m]
            Columns organisation_id, name_ko, name_en, type, sector, status, employees [persons],
            since, uncertainty_m [m], location_basis, confidence, source_id, district_id,
            geometry. A register row that repeats a curated firm is never counted.

        Raises
        ------
        ValueError
            Where a status is unknown or the limit is not zero or more.
        """
        if not max_uncertainty_m >= 0:
            raise ValueError(f"max_uncertainty_m must be 0 or more, not {max_uncertainty_m}.")
        every = self.organisations(include=include)
        near = every.geometry.notna() & (every["uncertainty_m"] <= max_uncertainty_m)
        return every[near].reset_index(drop=True)

    def summary(self) -> pd.DataFrame:
        """Count each table: rows, dates, statuses, confidence and points within 300 m.

        Returns
        -------
        DataFrame, index table
            Tables without rows are left out.
        """
        return summary(self.tables, self.sources)

    def explore(self, *, lang: Literal["ko", "en"] = "ko") -> Any:
        """Draw the cluster's map.

        Parameters
        ----------
        lang : {"ko", "en"}
            Language of the labels.

        Returns
        -------
        folium.Map
            Shown by a notebook; needs no network.
        """
        from .draw.maps import cluster_map

        return cluster_map(
            districts=self.districts,
            organisations=self.organisations(include=("present", "planned", "pledged")),
            sources=self.sources,
            title=self.name_ko if lang == "ko" else self.name_en,
            subtitle=str(self.meta[f"region_{lang}"]),
            as_of=self.as_of,
            lang=lang,
            dongs=self.dongs,
            context=self.context,
            transit=self.transit,
            extent=self.meta.get("extent"),
        )

    def _repr_html_(self) -> str:
        return card(self.package, self.tables, self.sources)

    def __repr__(self) -> str:
        """Name the cluster in one line."""
        firms = int(self.firms["same_as"].isna().sum())
        return f"<Cluster {self.slug}: {self.name_en}, as of {self.as_of}, {firms} firms>"


def load(slug_or_folder: str | Path) -> Cluster:
    """Load a cluster.

    Parameters
    ----------
    slug_or_folder : str or Path
        A built-in cluster's slug, or a folder that holds a datapackage.json.

    Returns
    -------
    Cluster
        Checked in every row.

    Raises
    ------
    UnknownCluster
        Where there is none of that name; it lists the clusters and names the nearest.
    DataError
        Where the folder breaks its rules; it lists every problem.
    """
    return Cluster(read_package(locate(slug_or_folder)))
