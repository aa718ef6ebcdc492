"""Choose the scenarios of a report, check them against the cluster, and make tables of them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from ..model.apply_scenario import apply_scenario
from ..model.scenario import Scenario, read_scenario
from ..model.scenario_sections import SECTIONS
from ..model.take_back import take_back
from .catalog import locate
from .descriptor import FILE
from .package import read_package
from .rates import fact, facts_of
from .shared_tables import Together

_HOMES = {"home_id": "str", "kind": "str", "homes": "float64", "source_id": "str"}


def choose_scenarios(place: Any, file: str = "") -> dict[str, Scenario]:
    """Read a cluster's scenarios, or the one file that is named.

    Parameters
    ----------
    place : Cluster or Together
        Its tables, facts and sources must know what the files name.
    file : str
        Path of a scenario file; all files of the cluster and of what it refers to where empty.

    Returns
    -------
    dict of str to Scenario
        By name of the file, in its order. Each change that names no source rests on those of its
        scenario, and where that names none, on the file itself.

    Raises
    ------
    ValueError
        One line on the first mistake: file, place, value and what was expected.
    """
    paths = {Path(file).stem: Path(file)} if file else place.scenarios
    return {name: _cited(read_for(place, path)) for name, path in paths.items()}


def own_source(scenario: Scenario) -> str:
    """Name a scenario's file as a source."""
    return f"scenario:{scenario.name}"


def _cited(scenario: Scenario) -> Scenario:
    sources = scenario.sources or (own_source(scenario),)
    rows: dict[str, Any] = {
        section: tuple(
            {**row, "sources": row.get("sources") or list(sources)}
            for row in getattr(scenario, section)
        )
        for section in SECTIONS
    }
    return replace(scenario, sources=sources, **rows)


def read_for(place: Any, path: Path) -> Scenario:
    """Read one scenario and hold it against a cluster."""
    if not path.is_file():
        raise ValueError(f"scenario file {path.name!r}: there is no such file")
    scenario = read_scenario(path)
    try:
        before_and_after(place, scenario)
        _check_names(place, scenario)
    except ValueError as error:
        # The line already names the scenario; the file's name is what an editor looks for.
        raise ValueError(f"{path.name}: {error}") from None
    return scenario


def tables_of(place: Any) -> dict[str, pd.DataFrame]:
    """Give a cluster's tables, with one for homes added, as a scenario wants them."""
    empty = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _HOMES.items()})
    homes = gpd.GeoDataFrame(empty, geometry=gpd.GeoSeries([], crs=4326), crs=4326)
    return {**place.tables, "homes": homes}


def before_and_after(
    place: Any, scenario: Scenario
) -> tuple[dict[str, pd.DataFrame], dict[str, pd.DataFrame]]:
    """Make the tables from before and after a scenario.

    Parameters
    ----------
    place : Cluster
        Where it plays.
    scenario : Scenario
        Where it is in force, the cluster's tables are those after it, and it is taken back.

    Returns
    -------
    tuple of two dict of str to DataFrame
        Fit for `apply_scenario` and for a matrix of criteria.
    """
    now = tables_of(place)
    if scenario.in_force:
        return apply_scenario(take_back(scenario), now), apply_scenario(scenario, now)
    return now, apply_scenario(scenario, now)


def scenario_problems(folder: str | Path) -> list[str]:
    """Check all scenario files of a folder whose tables are in order.

    Parameters
    ----------
    folder : path
        The folder, or its datapackage.json.

    Returns
    -------
    list of str
        One line a file that is wrong, its first mistake.
    """
    home = Path(folder)
    place = Together(read_package(home.parent if home.is_file() else home))
    problems = []
    for path in place.package.scenarios.values():
        try:
            read_for(place, path)
        except ValueError as error:
            problems.append(str(error))
    return problems


def check_scenarios(values: Mapping[str, Any]) -> dict[str, str]:
    """Check the scenario files of a notebook's parameters before it runs.

    Parameters
    ----------
    values : mapping
        Checked parameters: ``scenarios``, a path or empty, and ``cluster``.

    Returns
    -------
    dict of str to str
        Hash of the user's file by its name; those of a folder are among its own hashes.

    Raises
    ------
    ValueError
        As `choose_scenarios`.
    """
    file, cluster = values.get("scenarios", ""), values.get("cluster")
    if not isinstance(file, str) or not isinstance(cluster, str):
        return {}
    home = locate(cluster)
    seen = [home / FILE, *home.glob("*.csv"), *home.glob("*.geojson"), *home.glob("scenarios/*")]
    stamps = tuple((str(path), path.stat().st_mtime_ns) for path in sorted(seen))
    _check(home, file, stamps)
    if not file:
        return {}
    digest = sha256(Path(file).read_bytes()).hexdigest()
    return {Path(file).name: f"sha256:{digest}"}


@cache
def _check(home: Path, file: str, stamps: tuple[tuple[str, int], ...]) -> None:  # noqa: ARG001 - the stamps tell when to look again
    """Check once what several reports of one run ask for."""
    choose_scenarios(Together(read_package(home)), file)


def rows_of(scenario: Scenario) -> list[tuple[str, dict[str, Any]]]:
    """List all tables of a scenario with the names of their sections."""
    return [(section, row) for section in SECTIONS for row in getattr(scenario, section)]


def sources_of(scenario: Scenario) -> list[str]:
    """List the sources that a scenario names, each once."""
    rows = (source for _, row in rows_of(scenario) for source in row.get("sources", []))
    return list(dict.fromkeys([*scenario.sources, *rows]))


def _check_names(place: Any, scenario: Scenario) -> None:
    known = set(place.sources["source_id"].astype("str"))
    for source in sources_of(scenario):
        if source not in known:
            raise ValueError(f"source {source!r} is not among the sources")
    facts = facts_of(place)
    for section, row in rows_of(scenario):
        for key, value in row.items():
            if key.endswith("_fact"):
                fact(facts, value)
        if section == "on_demand":
            dongs = sorted(set(place.tables["dongs"]["name_ko"]))
            for name in row["dongs"]:
                if name not in dongs:
                    raise ValueError(
                        f"on_demand names an unknown dong {name!r}. The dongs are "
                        f"{', '.join(dongs) or 'none'}."
                    )
    ids = {row["id"] for row in scenario.balances}
    for row in scenario.homes:
        if row.get("balance", "") not in ids | {""}:
            raise ValueError(f"homes {row['id']!r} name an unknown balance {row['balance']!r}")
    zones = set(place.tables["parcels"]["zone"].dropna().astype("str"))
    for row in scenario.stated:
        if "zone" in row and row["zone"] not in zones:
            raise ValueError(f"stated names an unknown zone {row['zone']!r}")
