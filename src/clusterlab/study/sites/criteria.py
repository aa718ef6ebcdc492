"""Criteria of candidates: what each is near, what stands on it and round it, and how sure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ...measure.occupancy import occupancy
from ...model.reason import Reason
from ...siting.criteria import Criterion
from ...siting.floor_slack import floor_slack
from .candidates import placed
from .surroundings import AMONG_CANDIDATES, Reasons, Targets, find_targets, spread, surroundings

PRICE = "price_m2"
# In the order in which a report lists them; a planner's own columns follow. How each is measured
# stands under its name in `surroundings.TARGETS`, `surroundings.AMONG_CANDIDATES` or `FIGURES`.
CRITERIA = (
    Criterion(name="station_m", direction="cost", unit="m"),
    Criterion(name="university_m", direction="cost", unit="m"),
    Criterion(name="hospital_m", direction="cost", unit="m"),
    Criterion(name="institute_access", unit="places"),
    Criterion(name="support_access", unit="places"),
    Criterion(name="anchor_access", unit="places"),
    Criterion(name="firms_within", unit="firms"),
    Criterion(name="jobs_within", unit="persons"),
    Criterion(name="effective_density", unit="jobs_per_km"),
    Criterion(name="mix", unit="1"),
    Criterion(name="work_floor_within", unit="m2"),
    Criterion(name="housing_floor_within", unit="m2"),
    Criterion(name="plots_alike_within", unit="plots"),
    Criterion(name="operating_share", unit="1"),
    Criterion(name="slack_m2", unit="m2"),
    Criterion(name=PRICE, direction="cost", unit="money_per_m2"),
    Criterion(name="area_m2", unit="m2"),
)
KNOWN_SHARE = 0.5
"""A criterion known for a smaller share of candidates is left out."""


def criteria_matrix(
    place: Any,
    candidates: gpd.GeoDataFrame,
    *,
    tables: Mapping[str, pd.DataFrame] | None = None,
    max_uncertainty_m: float = 300.0,
    reach_m: float = 800.0,
    directions: Mapping[str, str] | None = None,
    displacements: int = 40,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure every criterion that the data support, for candidates whose place is known.

    Parameters
    ----------
    place : Cluster
        Tables, `measure_crs` and complexes are taken from it.
    candidates : GeoDataFrame
        As `sites.candidate_table` returns them; those without a place, or placed worse than
        `max_uncertainty_m`, get no row.
    tables : mapping of str to DataFrame, optional
        Tables that stand in for the cluster's own, such as those of a scenario.
    max_uncertainty_m : float
        Places that may be further off are not measured to [m].
    reach_m : float
        What counts as within reach, and the distance over which the pull of a place falls to 1/e
        in the criteria of access [m].
    directions : mapping, optional
        "benefit", "cost" or a number (the best value) by criterion, where the planner sees it
        otherwise; a planner's own columns are benefits unless it says so.
    displacements : int
        Draws of displaced places that the spread of a criterion is taken from; 0 for none.
    seed : int
        Seed of the displacements.

    Returns
    -------
    DataFrame, shape (candidates placed, criteria)
        A criterion is a column only where at least half of the places that it asks for are placed
        and at least half of the candidates have a value, and where no earlier one is the same
        throughout. ``attrs``: criteria, a list of
        `siting.Criterion` in the order of the columns; uncertainty, a DataFrame of the same shape
        with the standard deviation that the stated uncertainty of coordinates and figures gives
        (every place displaced at random, so that 95 % stay within their uncertainty); moved, the
        `surroundings.Moved` behind it, where one displacement moves all distances, or None;
        sources, source ids by criterion; reasons, why each criterion left out is left out.

    Raises
    ------
    ValueError
        A direction for a criterion that there is not, or one that cannot be read.

    Notes
    -----
    Every figure comes from `measure` or `siting.floor_slack`. Where sources give two limits of
    the floor-area ratio, the slack is the middle of both, and half their distance its range.
    """
    own = dict(place.tables) | dict(tables or {})
    here = placed(_renewed(candidates, own), max_uncertainty_m=max_uncertainty_m)
    extra = [Criterion(name=name) for name in candidates.attrs.get("extra", [])]
    wanted = directions or {}
    declared = [
        directed(one, wanted[one.name]) if one.name in wanted else one
        for one in (*_priced(place), *extra)
    ]
    _check_directions(wanted, [one.name for one in declared])
    targets, reasons = find_targets(own, crs=place.measure_crs, max_uncertainty_m=max_uncertainty_m)
    points = gpd.GeoDataFrame(
        {
            "uncertainty_m": pd.to_numeric(here["uncertainty_m"]).astype("float64"),
            "allowed_industries": here["allowed_industries"],
        },
        geometry=here.geometry.representative_point(),
        crs=here.crs,
    )
    near = surroundings(points, targets, reach_m=reach_m)
    shift = spread(points, targets, reach_m=reach_m, draws=displacements, seed=seed)
    figures, figure_sd, figure_reasons = _figures(here, own)
    reasons |= figure_reasons
    for name in candidates.attrs.get("extra", []):
        figures[name] = pd.to_numeric(here[name]).astype("float64")
    both = pd.concat([near, figures], axis=1)
    moved_together = shift.attrs.pop("moved", None)
    sd = pd.concat([shift, figure_sd], axis=1)
    kept = _standing(both, declared, reasons)
    names = [one.name for one in kept]
    matrix = both[names].astype("float64")
    matrix.attrs = {
        "criteria": kept,
        "uncertainty": sd.reindex(columns=names).fillna(0.0),
        "moved": moved_together,
        "sources": {name: _sources(name, targets, here) for name in names},
        "reasons": reasons,
    }
    return matrix


def narrowed(matrix: pd.DataFrame, candidates: Sequence[Any]) -> pd.DataFrame:
    """Keep some candidates, and the criteria that hold for them.

    Parameters
    ----------
    matrix : DataFrame
        As `criteria_matrix` returns it.
    candidates : sequence
        Those that stay, such as those that pass a screen.

    Returns
    -------
    DataFrame
        As `criteria_matrix` returns it; a criterion known for fewer than half of those that stay
        goes, with its reason.
    """
    table = pd.DataFrame(matrix.loc[list(candidates)])
    reasons = dict(matrix.attrs["reasons"])
    kept = _standing(table, matrix.attrs["criteria"], reasons)
    names = [one.name for one in kept]
    out = table[names]
    out.attrs = {
        "criteria": kept,
        "uncertainty": matrix.attrs["uncertainty"].loc[out.index, names],
        "moved": matrix.attrs.get("moved"),
        "sources": {name: matrix.attrs["sources"][name] for name in names},
        "reasons": reasons,
    }
    return out


def _standing(
    table: pd.DataFrame, declared: Sequence[Criterion], reasons: Reasons
) -> list[Criterion]:
    """List the criteria that most candidates have, each once; note why others fall."""
    kept: list[Criterion] = []
    for one in declared:
        if one.name not in table:
            reasons.setdefault(one.name, Reason("no_data"))
            continue
        known = int(table[one.name].notna().sum())
        if not len(table) or known < max(2, KNOWN_SHARE * len(table)):
            reasons[one.name] = Reason("known_for_few", known=known, of=len(table))
            continue
        twin = next((k.name for k in kept if table[k.name].equals(table[one.name])), None)
        if twin:
            reasons[one.name] = Reason("same_as_criterion", criterion=twin)
            continue
        reasons.pop(one.name, None)
        kept.append(one)
    return kept


def _priced(place: Any) -> tuple[Criterion, ...]:
    """Give the criteria, prices in the money of the place."""
    unit = price_unit(place)
    return tuple(replace(one, unit=unit) if one.name == PRICE else one for one in CRITERIA)


def price_unit(place: Any) -> str:
    """Name the unit of a price of land, such as EUR/m2.

    Parameters
    ----------
    place : Cluster
        What it says of the prices of its parcels, else its currency.
    """
    return f"{place.money_unit(f'parcels.{PRICE}') or place.currency}/m2"


Figure = tuple["pd.Series[Any]", "pd.Series[Any] | float"]
"""Values of the candidates, and the standard deviation where sources disagree."""


def _operating_share(plain: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Figure | None:
    if "complex_id" not in plain or tables["complexes"].empty:
        return None
    return plain["complex_id"].map(occupancy(tables["complexes"])["operating_share"]), 0.0


def _slack(plain: pd.DataFrame, _tables: Mapping[str, pd.DataFrame]) -> Figure:
    low = high = floor_slack(plain)["slack_m2"]
    if "far_limit_high_pct" in plain:
        limit = plain["far_limit_high_pct"].fillna(plain["far_limit_pct"])
        high = floor_slack(plain.assign(far_limit_pct=limit))["slack_m2"]
    return (low + high) / 2, (high - low) / np.sqrt(12)


def _column(name: str) -> Callable[[pd.DataFrame, Mapping[str, pd.DataFrame]], Figure]:
    def figure(plain: pd.DataFrame, _tables: Mapping[str, pd.DataFrame]) -> Figure:
        return pd.to_numeric(plain[name]), 0.0

    return figure


FIGURES: dict[str, Callable[[pd.DataFrame, Mapping[str, pd.DataFrame]], Figure | None]] = {
    "operating_share": _operating_share,
    "slack_m2": _slack,
    PRICE: _column(PRICE),
    "area_m2": _column("area_m2"),
}
"""What is known of a plot itself: from candidates and tables to its figure."""


def _figures(
    here: gpd.GeoDataFrame, tables: Mapping[str, pd.DataFrame]
) -> tuple[pd.DataFrame, pd.DataFrame, Reasons]:
    """Take what is known of each plot itself, with the range where sources disagree."""
    values, sd = pd.DataFrame(index=here.index), pd.DataFrame(index=here.index)
    if here.attrs.get("kind") == "hexagons":
        # A cell is this study's own: it has no price, no limit and no size that matters.
        own = (*FIGURES, *AMONG_CANDIDATES)
        return values, sd, {name: Reason("not_of_cells") for name in own}
    plain = pd.DataFrame(here.drop(columns="geometry"))
    plain.attrs = {}
    for name, measure in FIGURES.items():
        found = measure(plain, tables)
        if found is not None:
            values[name], sd[name] = found
    return values.astype("float64"), sd.astype("float64"), {}


def _renewed(candidates: gpd.GeoDataFrame, tables: Mapping[str, pd.DataFrame]) -> gpd.GeoDataFrame:
    """Give plots the rules that the table of parcels has now, such as under a scenario."""
    if candidates.attrs.get("kind") != "parcels":
        return candidates
    parcels = tables["parcels"].set_index("parcel_id")
    out = candidates.copy()
    for name in ("allowed_industries", "far_limit_pct", "bcr_limit_pct"):
        out[name] = parcels[name].reindex(out.index)
    changed = out["far_limit_pct"].ne(candidates["far_limit_pct"]) & out["far_limit_pct"].notna()
    if "far_limit_high_pct" in out:
        # A limit that a scenario sets is one limit: what sources disputed is past.
        out["far_limit_high_pct"] = out["far_limit_high_pct"].mask(changed)
    return out


def directed(one: Criterion, given: str) -> Criterion:
    """Turn a criterion as the planner sees it.

    Parameters
    ----------
    one : Criterion
        As declared.
    given : str
        "benefit", "cost", or the best value as a number.

    Returns
    -------
    Criterion

    Raises
    ------
    ValueError
        What is neither.

    Examples
    --------
    >>> directed(Criterion(name="slope"), "cost").direction, directed(CRITERIA[0], "400").target
    ('cost', 400.0)
    """
    if given in {"benefit", "cost"}:
        return replace(one, direction=given, target=None)
    try:
        target = float(given)
    except ValueError:
        raise ValueError(f"{given!r} must be benefit, cost or a number, the best value") from None
    return replace(one, direction="target", target=target)


def _check_directions(directions: Mapping[str, str], known: list[str]) -> None:
    for name in directions:
        if name not in known:
            raise ValueError(f"directions names {name!r}. The criteria are {', '.join(known)}.")


def _sources(name: str, targets: Targets, here: gpd.GeoDataFrame) -> list[str]:
    """List the sources of a criterion: of the candidates, and of what they are measured to."""
    tables = [here]
    if name in targets:
        tables.append(targets[name])
    ids = [source for table in tables for source in table["source_id"].dropna().unique()]
    return list(dict.fromkeys(str(source) for source in ids))
