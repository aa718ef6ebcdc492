"""Asks whether the firms of a sector stand around universities and institutes, and how near."""

import geopandas as gpd
import pandas as pd

from ..measure.m_function import m_function
from ..model.citing import cited
from ..model.finding import Chart, Column, Comparison, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import Joined, Label, Said, Word, said
from .access import nearest_by_kind
from .chance import evidence, reach
from .closeness import Asked
from .inventory import FIRMS
from .placed import is_undefined, placed_within, position_told
from .profile import Held
from .strata import COLLECTED, confounded, with_strata

CAMPUSES = ("university", "institute")
SUPPORT = ("agency", "incubator", "accelerator", "investor", "law", "accounting", "support")
# A share around fewer anchors than this would be that of one place.
LEAST_ANCHORS = 2


def by_sector(points: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take a firm's sector as its type, and leave other organisations theirs."""
    firm = points["type"].isin(FIRMS)
    return points.assign(type=points["sector"].where(firm, points["type"]))


@finding("around.campuses")
def campuses(held: Held, by: Asked, sector: str) -> Finding | Reason:
    """Say whether a sector's share near universities and institutes differs from chance.

    Parameters
    ----------
    held : Held
        The cluster.
    by : Asked
        How distances are looked at.
    sector : str
        Code of the sector.
    """
    typed = with_strata(by_sector(held.points))
    anchors = typed[typed["type"].isin(CAMPUSES)]
    n = int((typed["type"] == sector).sum())
    name = Label("sector", sector)
    if len(anchors) < LEAST_ANCHORS or n < by.minimum:
        return Reason("too_few_around", anchors=len(anchors), sector=name, n=n, minimum=by.minimum)
    unclear = confounded(typed, sector, minimum=by.minimum)
    if unclear:
        return unclear
    ratio = m_function(
        typed,
        distances_m=by.distances_m[1:],
        of=sorted(anchors["type"].unique(), reverse=True),
        around=sector,
        simulations=by.simulations,
        seed=by.seed,
        strata=COLLECTED,
        **placed_within(typed),
    )
    if is_undefined(ratio):
        return Reason.of(ratio.attrs["reason"])
    values = {"sector": name, "anchors": len(anchors), "n": n, "simulations": by.simulations}
    options = {"unit": Word("axis.m_function"), "reference": 1.0}
    return Finding(
        data=ratio,
        sources=cited(typed),
        scope=sector,
        compared=Comparison(against="shuffled_labels", p=ratio.attrs["global_p"]),
        said=[*_told(ratio, name), *position_told(ratio)],
        charts=[Chart("distance_curve", caption="m_function", values=values, options=options)],
        columns=[
            Column(
                measure="m_function",
                values=ratio["observed"],
                n=ratio["observed"].map(lambda _: len(anchors)),
            )
        ],
        matters=0.4,
    )


def _told(ratio: pd.DataFrame, name: Label) -> list[Said]:
    observed, p = ratio["observed"], ratio.attrs["global_p"]
    behind = evidence(ratio, p=p)
    told = []
    for side in ("above", "below"):
        found = reach(ratio, p=p, side=side)
        if found:
            part = observed.loc[found.start : found.end]
            value = part.max() if side == "above" else part.min()
            key = f"m_{side}_open" if found.open else f"m_{side}"
            ends = {"start": found.start, "end": found.end}
            told.append(said(key, sector=name, value=value, **ends, **behind))
    return told or [said("m_within", sector=name, metres=ratio.index[-1], **behind)]


def distances(held: Held, *, minimum: int) -> pd.DataFrame:
    """Give quartiles of the distance from firms to the nearest place of each kind.

    Parameters
    ----------
    held : Held
        The cluster.
    minimum : int
        Firms that a quartile needs; with fewer every value is missing.

    Returns
    -------
    DataFrame, indexed by `target`
        As `access.nearest_by_kind`; ``reason`` is a code or a mapping where the median is missing.
    """
    points = held.points
    kinds = {kind: points[points["type"] == kind] for kind in (*CAMPUSES, "hospital")}
    kinds |= {"support": points[points["type"].isin(SUPPORT)], "station": held.cluster.transit}
    found = nearest_by_kind(held.firms, kinds)
    found["reason"] = found["reason"].where(found["reason"].notna(), "too_few_points")
    if len(held.firms) < minimum:
        found.loc[:, ["q25_m", "median_m", "q75_m", "uncertain_share"]] = float("nan")
    return found


@finding("around.nearest")
def nearest(held: Held, *, minimum: int) -> Finding | Reason:
    """Say which kind of place is nearest to firms, and which is farthest.

    Parameters
    ----------
    held : Held
        The cluster.
    minimum : int
        Firms that the answer needs.
    """
    if len(held.firms) < minimum:
        return Reason("too_few_points", n=len(held.firms), minimum=minimum)
    found = distances(held, minimum=minimum)
    medians = found["median_m"].dropna().sort_values(ascending=False)
    if medians.empty:
        return Reason("no_target")
    uncertain = found["uncertain_share"].max()
    return Finding(
        data=medians,
        unit="m",
        sources=[held.cited, held.cluster.transit],
        n=len(held.firms),
        said=[
            said(
                "nearest",
                near=_all(medians, medians.iloc[-1]),
                metres=medians.iloc[-1],
                far=_all(medians, medians.iloc[0]),
                far_metres=medians.iloc[0],
            ),
            *([said("nearest_uncertain", uncertain=uncertain)] if uncertain > 0 else []),
        ],
        charts=[
            Chart(
                "ranking",
                caption="nearest",
                options={"unit": Word("axis.median_m")},
                names="kinds",
            )
        ],
        matters=0.3,
    )


def _all(medians: "pd.Series[float]", metres: float) -> Joined:
    """Name every kind of place at one distance: a campus may hold a university and a hospital."""
    return Joined([Label("kinds", kind) for kind in medians.index[medians == metres]], " · ")


@finding("around.quartiles")
def quartiles(held: Held, *, minimum: int) -> Finding:
    """Lay out the distances from firms to the nearest place of each kind.

    Parameters
    ----------
    held : Held
        The cluster.
    minimum : int
        Firms that a quartile needs.
    """
    found = distances(held, minimum=minimum)
    columns = ["places", "q25_m", "median_m", "q75_m", "uncertain_share"]
    return Finding(
        data=found,
        sources=[held.cited, held.cluster.transit],
        tables=[Table(caption="nearest", columns=columns, values={"firms": len(held.firms)})],
        columns=[
            Column(
                measure="nearest_median",
                values=found["median_m"],
                unit="m",
                n=found["n"],
                reason=found["reason"],
            )
        ],
    )
