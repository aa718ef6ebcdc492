"""Asks at which distance firms of a field cluster, beyond firms in general."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd

from ..measure.k_density import k_density
from ..measure.m_density import m_density
from ..measure.m_function import m_function
from ..model.finding import Chart, Column, Comparison, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import Joined, Label, Said, Word, caution, said
from .chance import corrected, evidence, few_draws, open_ends, reach
from .inventory import split_stack
from .placed import is_undefined, placed_within, position_told
from .points import Study, types_studied
from .strata import COLLECTED, confounded, with_strata

# A building that holds more than this share of all firms rules every distance.
CROWDED = 0.2


def clustering_by_sector(
    firms: gpd.GeoDataFrame,
    *,
    distances_m: Sequence[float],
    minimum: int,
    simulations: int,
    seed: int,
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Compute K-density for every sector with enough firms, against all firms as sites.

    Sites are drawn within sources: as many of each as the sector has in it.

    Parameters
    ----------
    firms : GeoDataFrame
        Points in metres with a column sector, and source_id where known; those of unknown sector
        are sites only.
    distances_m : sequence of float
        Distances [m].
    minimum : int
        Firms that a sector needs.
    simulations, seed : int
        Draws of the null model, and their seed.

    Returns
    -------
    summary : DataFrame, indexed by `sector`
        firms; k_p: of the whole curve, corrected by Holm over all sectors with a curve;
        concentrated_from_m, concentrated_to_m: where k_p is at most 5 %, the first stretch of
        distances over which K lies above the global band [m], else NaN; reason: a mapping where K
        is undefined, or where sector and source cannot be told apart.
    curves : dict of str to DataFrame
        What `measure.k_density` returns, for each sector where it is defined.
    """
    typed = with_strata(firms.assign(type=firms["sector"]))
    counts = firms.loc[firms["sector"] != "unknown", "sector"].value_counts()
    rows, curves = [], {}
    for sector in sorted(counts.index, key=lambda name: (-counts[name], name)):
        row: dict[str, object] = {"sector": sector, "firms": int(counts[sector]), "reason": None}
        if counts[sector] < minimum:
            code = Reason("too_few_points", n=int(counts[sector]), minimum=minimum)
            rows.append(row | {"reason": code})
            continue
        unclear = confounded(typed, sector, minimum=minimum)
        if unclear:
            rows.append(row | {"reason": unclear})
            continue
        curve = k_density(
            typed,
            distances_m=distances_m,
            of=sector,
            simulations=simulations,
            seed=seed,
            strata=COLLECTED,
            **placed_within(typed),
        )
        if is_undefined(curve):
            rows.append(row | {"reason": curve.attrs["reason"]})
            continue
        curves[sector] = curve
        rows.append(row)
    columns = ["sector", "firms", "concentrated_from_m", "concentrated_to_m", "k_p", "reason"]
    summary = pd.DataFrame(rows, columns=columns).set_index("sector")
    ends = ["concentrated_from_m", "concentrated_to_m"]
    summary[[*ends, "k_p"]] = summary[[*ends, "k_p"]].astype(float)
    for sector, p in corrected(curves).items():
        summary.loc[sector, "k_p"] = p
        found = reach(curves[str(sector)], p=p)
        if found:
            summary.loc[sector, ends] = [found.start, found.end]
    return summary, curves


def around_own_kind(
    points: gpd.GeoDataFrame,
    *,
    types: Sequence[str],
    distances_m: Sequence[float],
    simulations: int,
    seed: int,
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Compare the share of each type around points of that type with its share everywhere.

    Labels are exchanged within sources.

    Parameters
    ----------
    points : GeoDataFrame
        Points in metres, with type, and source_id where known.
    types : sequence of str
        The types to study.
    distances_m : sequence of float
        Distances above zero [m].
    simulations, seed : int
        Draws of the null model, and their seed.

    Returns
    -------
    peaks : DataFrame, indexed by `sector`
        m_p: of the whole curve, corrected by Holm over the types; m_peak: where m_p is at most
        5 %, the highest M [-] and m_peak_m: at which distance [m], among distances where M lies
        above the global band; else NaN.
    curves : dict of str to DataFrame
        What `measure.m_function` returns.
    """
    layered = with_strata(points)
    curves = {
        name: m_function(
            layered,
            distances_m=distances_m,
            of=name,
            simulations=simulations,
            seed=seed,
            strata=COLLECTED,
            **placed_within(points),
        )
        for name in types
    }
    rows = []
    for name, p in corrected(curves).items():
        curve = curves[str(name)]
        above = curve["observed"].where(curve["observed"] > curve["global_high"]).dropna()
        told = len(above) and reach(curve, p=p)
        found = (above.max(), above.idxmax()) if told else (np.nan, np.nan)
        rows.append({"sector": name, "m_peak": found[0], "m_peak_m": found[1], "m_p": p})
    columns = ["sector", "m_peak", "m_peak_m", "m_p"]
    return pd.DataFrame(rows, columns=columns).set_index("sector").astype(float), curves


@dataclass(frozen=True)
class Fields:
    """The fields of a study with enough points, and their curves.

    Parameters
    ----------
    study : Study
        Its points.
    types : list of str
        Fields with enough points, most first.
    too_few : dict of str to int
        The others and their points.
    table : DataFrame, indexed by `sector`
        firms, concentrated_from_m, concentrated_to_m [m], k_p, m_peak [-], m_peak_m [m], m_p.
    densities, ratios : dict of str to DataFrame
        K-density and M of each field where it is defined.
    why : Reason or None
        Why no field has a K-density, where none has.
    distances : list of float
        Distances looked at, from 0 [m].
    minimum, simulations, seed : int
        As they were asked for.
    unclear : dict of str to Reason
        Why it cannot be told of a field whether it clusters.
    """

    study: Study
    types: list[str]
    too_few: dict[str, int]
    table: pd.DataFrame
    densities: dict[str, pd.DataFrame]
    ratios: dict[str, pd.DataFrame]
    why: Reason | None
    distances: list[float]
    minimum: int
    simulations: int
    seed: int
    unclear: dict[str, Reason] = field(default_factory=dict)


def fields(
    study: Study,
    *,
    industries: Sequence[str],
    minimum: int,
    farthest_m: float,
    step_m: float,
    simulations: int,
    seed: int,
) -> Fields | Reason:
    """Compute the curves of each field with enough points.

    Parameters
    ----------
    study : Study
        Its points are looked at.
    industries : sequence of str
        The fields wanted; all that are known where it is empty.
    minimum : int
        Points that a field needs.
    farthest_m, step_m : float
        Distances looked at [m].
    simulations, seed : int
        Draws of the null models, and their seed.

    Returns
    -------
    Fields or Reason
        ``too_few_points`` where no field has enough.
    """
    points = study.points
    types, too_few = types_studied(points, industries=industries, minimum=minimum)
    if not types:
        return Reason("too_few_points", n=len(points), minimum=minimum)
    distances = [float(metres) for metres in np.arange(0, farthest_m + step_m, step_m)]
    asked = {"simulations": simulations, "seed": seed}
    wanted = points.assign(sector=points["type"].where(points["type"].isin(types), "unknown"))
    table, densities = clustering_by_sector(wanted, distances_m=distances, minimum=minimum, **asked)
    told = [name for name in types if name in densities]
    peaks, ratios = around_own_kind(points, types=told, distances_m=distances[1:], **asked)
    whys = {str(k): Reason.of(v) for k, v in table["reason"].items() if v}
    unclear = {k: v for k, v in whys.items() if v.code == "confounded_with_source"}
    why = next(iter(whys.values()), None)
    joined = table.join(peaks).drop(columns="reason")
    return Fields(
        study,
        types,
        too_few,
        joined,
        densities,
        ratios,
        why,
        distances,
        minimum,
        **asked,
        unclear=unclear,
    )


@finding("clustering.most")
def most(of: Fields) -> Finding | Reason:
    """Say of the field that clusters most at which distance it does, and how much.

    Parameters
    ----------
    of : Fields
        Of `fields`.

    Returns
    -------
    Finding
        Its data are the field's m at single distances.
    """
    shown = [name for name in of.types if name in of.densities]
    if not shown:
        return of.why or Reason("too_few_points", n=0, minimum=of.minimum)
    peaks = of.table.loc[shown, "m_peak"]
    name = str(peaks.idxmax()) if peaks.notna().any() else shown[0]
    points, sector = of.study.points, Label("sector", name)
    at = m_density(
        with_strata(points),
        distances_m=of.distances[1:],
        of=name,
        simulations=of.simulations,
        seed=of.seed,
        strata=COLLECTED,
        **placed_within(points),
    )
    if is_undefined(at):
        return Reason.of(at.attrs["reason"])
    known = at["observed"].dropna()
    return Finding(
        data=at,
        sources=[points],
        scope=name,
        n=at.attrs["n"],
        matters=0.9,
        headline=_headline(of, name),
        compared=Comparison(against="shuffled_labels", p=_number(of.table, name, "m_p")),
        said=[
            _peak(of, name),
            said(
                "m_density",
                start=known.index[0],
                near=known.iloc[0],
                metres=at["observed"].idxmax(),
                value=at["observed"].max(),
            ),
            *position_told(of.ratios[name], of.table.loc[name, "m_peak_m"]),
        ],
        charts=[*_curves(of, name), _curve(at, "m_density", {"sector": sector})],
        cautions=[
            *_crowded(of.study, minimum=of.minimum),
            *few_draws(draws=of.simulations, fields=len(of.ratios)),
        ],
        columns=[
            Column(
                measure="m_density",
                values=at["observed"],
                n=dict.fromkeys(at.index, at.attrs["n"]),
            )
        ],
    )


@finding("clustering.by_field")
def by_field(of: Fields) -> Finding:
    """Set the distances at which each field clusters side by side.

    Parameters
    ----------
    of : Fields
        Of `fields`.

    Returns
    -------
    Finding
        Its data are the table of the fields.
    """
    few = [
        Word("named_count", {"name": Label("sector", name), "count": count})
        for name, count in of.too_few.items()
    ]
    reasons = pd.Series(
        [of.unclear.get(name, Reason("not_concentrated")) for name in of.table.index],
        index=of.table.index,
        dtype=object,
    )
    left_out = [said("types_too_few", minimum=of.minimum, names=Joined(few))] if few else []
    return Finding(
        data=of.table,
        n=len(of.study.points),
        matters=0.9,
        headline=None if of.table["m_peak"].gt(0).any() else said("headline.nothing_clusters"),
        sources=[of.study.points],
        said=[
            said("read_curves"),
            *left_out,
            *open_ends(of.table, at=of.distances[-1]),
            *of.unclear.values(),
        ],
        tables=[Table(caption="by_type", values={"firms": len(of.study.points)})],
        columns=[
            Column(
                measure=measure,
                values=of.table[name],
                unit=unit,
                n=of.table["firms"],
                reason=reasons,
            )
            for measure, name, unit in (
                ("m_peak", "m_peak", "1"),
                ("concentrated_to", "concentrated_to_m", "m"),
            )
        ],
    )


def is_crowded(points: gpd.GeoDataFrame, *, minimum: int) -> bool:
    """Say whether one spot holds so many of the points that it rules their distances."""
    stack, _ = split_stack(points)
    return len(stack) > CROWDED * len(points) and len(stack) >= minimum


def _crowded(study: Study, *, minimum: int) -> list[Said]:
    if not is_crowded(study.points, minimum=minimum):
        return []
    stack, _ = split_stack(study.points)
    return [caution("stack", stack=len(stack), firms=len(study.points))]


def _peak(of: Fields, name: str) -> Said:
    row, sector = of.table.loc[name], Label("sector", name)
    p = _number(of.table, name, "m_p")
    behind = evidence(of.ratios[name], p=p, fields=len(of.ratios))
    if row["m_peak"] > 0:
        peak = {"metres": row["m_peak_m"], "value": row["m_peak"]}
        return said("m_peak", sector=sector, **peak, **behind)
    return said("m_no_peak", sector=sector, metres=of.distances[-1], **behind)


def _headline(of: Fields, name: str) -> Said | None:
    """Say to what distance the field's own kind is frequent, where that stands out from chance."""
    row = of.table.loc[name]
    if not row["m_peak"] > 0:
        return None
    about = {"metres": row["m_peak_m"], "value": row["m_peak"]}
    return said("headline.m_peak", sector=Label("sector", name), **about)


def _number(table: pd.DataFrame, name: str, column: str) -> float:
    return float(table[column].to_dict()[name])


def _curves(of: Fields, name: str) -> list[Chart]:
    density, ratio, sector = of.densities[name], of.ratios[name], Label("sector", name)
    about = {"sector": sector, "simulations": of.simulations}
    return [
        Chart(
            "distance_curve",
            density,
            caption="k_density",
            values=about
            | {
                "n": density.attrs["n"],
                "all": len(of.study.points),
                "bandwidth": density.attrs["bandwidth_m"],
            },
            options={"unit": Word("axis.k_density")},
        ),
        _curve(ratio, "m_own", about | {"n": ratio.attrs["n"]}, axis="axis.m_function"),
    ]


def _curve(
    table: pd.DataFrame, caption: str, values: dict[str, object], *, axis: str = ""
) -> Chart:
    options = {"unit": Word(axis or f"axis.{caption}"), "reference": 1.0}
    return Chart("distance_curve", table, caption=caption, values=values, options=options)
