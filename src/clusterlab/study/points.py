"""What the agglomeration notebook studies: a cluster's own firms, or plants from a file."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from ..load.choices import SECTORS
from ..load.own_table import own_source
from ..load.plants import read_plants
from ..model.said import Said, said
from .inventory import FIRMS

PLANTS = "plants"
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class Study:
    """A cluster and the points studied in it; it opens a page as a cluster does.

    Attributes
    ----------
    points : GeoDataFrame
        Firms or plants in metres: sector (industry for plants), type (the same), employees,
        source_id.
    others : GeoDataFrame
        The cluster's universities and institutions in metres, with type.
    plants : GeoDataFrame or None
        The plants as read, where a file was given.
    notes : tuple of Said
        What the page says of the points before anything else.
    place : Cluster
        The cluster itself.
    max_uncertainty_m : float
        Points placed no better are left out [m].
    """

    slug: str
    name_ko: str
    name_en: str
    as_of: str
    meta: dict[str, Any]
    sources: pd.DataFrame
    districts: gpd.GeoDataFrame
    hashes: Mapping[str, str]
    points: gpd.GeoDataFrame
    others: gpd.GeoDataFrame
    plants: gpd.GeoDataFrame | None
    notes: tuple[Said, ...]
    place: Any
    max_uncertainty_m: float

    def names_in(self, lang: str) -> dict[str, dict[str, str]]:
        """Name regions, levels and industries as the cluster's data do."""
        named: dict[str, dict[str, str]] = self.place.names_in(lang)
        return named


def choose_points(
    cluster: Any, *, plants: str, max_uncertainty_m: float, plants_as_of: str = ""
) -> Study:
    """Choose the points to study.

    Parameters
    ----------
    cluster : Cluster
        Its firms are studied where no file is named; its other organisations are the places to
        reach in any case.
    plants : str
        Path of a table of plants (`load.plants`), or an empty text.
    max_uncertainty_m : float
        The cluster's points placed no better are left out [m].
    plants_as_of : str
        Date of the file; the cluster's own stands where it is empty, and a note says so.

    Raises
    ------
    DataError
        Lists every problem of the file.
    """
    placed = cluster.points(max_uncertainty_m=max_uncertainty_m)
    firm = placed["type"].isin(FIRMS)
    own, sources, hashes = placed[firm], cluster.sources, dict(cluster.hashes)
    given, notes = None, list[Said]()
    if plants:
        given = read_plants(plants)
        file = Path(plants).name
        own = given.to_crs(cluster.measure_crs).assign(sector=given["industry"], source_id=PLANTS)
        source = own_source(file, source_id=PLANTS, date=plants_as_of)
        sources = pd.concat([sources, source], ignore_index=True)
        hashes[file] = given.attrs["sha256"]
        notes.append(said("plants_note", file=file, count=len(given)))
        if not plants_as_of:
            notes.append(said("plants_undated", file=file))
    return Study(
        cluster.slug,
        cluster.name_ko,
        cluster.name_en,
        (plants_as_of if plants else "") or cluster.as_of,
        dict(cluster.meta),
        sources,
        cluster.districts,
        hashes,
        own.assign(type=own["sector"]).reset_index(drop=True),
        placed[~firm].reset_index(drop=True),
        given,
        tuple(notes),
        cluster,
        max_uncertainty_m,
    )


def check_plants(values: Mapping[str, Any]) -> dict[str, str]:
    """Check the plants and the industries among the parameters of a notebook before it runs.

    Parameters
    ----------
    values : mapping
        Checked parameters; ``plants`` and ``industries`` are looked at where they are declared.

    Returns
    -------
    dict of str to str
        Hash of the plants file by its name; empty where none is given.

    Raises
    ------
    DataError
        Lists every problem of the file.
    ValueError
        An industry that no point could have, or a date that is none.
    """
    path = values.get("plants", "")
    if not isinstance(path, str) or "industries" not in values:
        return {}
    date = values.get("plants_as_of", "")
    if date and not DATE.fullmatch(date):
        raise ValueError(f"parameter plants_as_of: value {date!r}: expected 2024, 2024-06 or so")
    plants = read_plants(path) if path else None
    known = (
        [s for s in SECTORS if s != "unknown"]
        if plants is None
        else sorted(set(plants["industry"]))
    )
    for name in values["industries"]:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"; did you mean {near[0]}?" if near else ""
            shown = ", ".join(known[:12])
            raise ValueError(f"parameter industries: value {name!r} is none of {shown}{hint}")
    return {} if plants is None else {Path(path).name: plants.attrs["sha256"]}


def types_studied(
    points: pd.DataFrame, *, industries: Sequence[str], minimum: int
) -> tuple[list[str], dict[str, int]]:
    """Part types with enough points from those with too few.

    Parameters
    ----------
    points : DataFrame
        Column type.
    industries : sequence of str
        The types wanted; all that are known where it is empty.
    minimum : int
        Points that a type needs.

    Returns
    -------
    enough : list of str
        Most points first.
    too_few : dict of str to int
        The other types and how many points they have.
    """
    counts = points.loc[points["type"] != "unknown", "type"].value_counts()
    if industries:
        counts = counts.reindex(list(dict.fromkeys(industries)), fill_value=0)
    order = sorted(counts.index, key=lambda name: (-counts[name], name))
    enough = [name for name in order if counts[name] >= minimum]
    return enough, {name: int(counts[name]) for name in order if counts[name] < minimum}
