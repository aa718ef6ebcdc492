"""Asks whether a strong region has strong neighbours, and how much lies near the cluster's own."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from ..model import units
from ..model.finding import Chart, Column, Finding, Number, Table, finding
from ..model.reason import Reason
from ..model.said import Amount, Label, Said, Word, caution, said
from .near_regions import by_industry, by_region, located, told_apart
from .prices import money_of
from .scope import Scope

# The share of false discoveries that is borne.
BELOW = 0.05
QUADRANTS = ("HH", "HL", "LH", "LL", "rest")


@dataclass(frozen=True)
class Near:
    """Regions whose neighbours are known.

    Parameters
    ----------
    within : Scope
        Level, region and tables.
    areas : GeoDataFrame
        What `near_regions.located` gives of the newest table.
    neighbours : int
        Nearest regions that count as neighbours.
    """

    within: Scope
    areas: gpd.GeoDataFrame
    neighbours: int

    @property
    def asked(self) -> dict[str, Any]:
        """What most sentences ask for: how many regions of which level, how many neighbours."""
        return {
            "regions": len(self.areas),
            "level": Label("level", self.within.level),
            "nearest": self.neighbours,
        }


def neighbourhood(within: Scope | Reason, cluster: Any, *, neighbours: int) -> Near | Reason:
    """Find the neighbours of each region.

    Parameters
    ----------
    within : Scope or Reason
        A reason is handed on.
    cluster : Cluster
        Its regions and national reference system are taken.
    neighbours : int
        Nearest regions that count as neighbours.

    Returns
    -------
    Near or Reason
        ``no_regions`` or ``too_few_regions`` where middles of regions are not known.
    """
    if isinstance(within, Reason):
        return within
    areas = located(
        within.newest,
        cluster.regions,
        level=within.level,
        neighbours=neighbours,
        crs=cluster.national_crs,
    )
    reason = areas.attrs.get("reason")
    if reason:
        named = {k: Label("level", v) if k == "level" else v for k, v in reason.items()}
        return Reason.of(named)
    return Near(within, areas, neighbours)


@finding("association.industries")
def industries(near: Near, *, seed: int) -> Finding:
    """Say in how many industries strong regions lie beside strong ones more than by chance.

    Parameters
    ----------
    near : Near
        Of `neighbourhood`.
    seed : int
        Of the permutations.

    Returns
    -------
    Finding
        Its data are those of `near_regions.by_industry`.
    """
    value = near.within.value
    found = by_industry(near.within.newest, near.areas, neighbours=near.neighbours, seed=seed)
    told = found.dropna(subset=["moran"])
    sure = told[(told["q_value"] <= BELOW) & (told["moran"] > told["expected"])]
    said_of: list[Said | Reason] = [said("read_association")]
    if len(told):
        answer = said(
            "association_industries",
            all=len(found),
            count=len(sure),
            first=Label("industry", told.index[0]),
            high=told["moran"].iloc[0],
            last=Label("industry", told.index[-1]),
            low=told["moran"].iloc[-1],
            expected=told["expected"].iloc[0],
        )
        said_of = [answer, *said_of]
    return Finding(
        data=found,
        as_of=str(near.within.years[-1]),
        n=len(near.areas),
        said=said_of,
        cautions=[
            caution(
                "association_weights",
                nearest=near.neighbours,
                level=Label("level", near.within.level),
                drawn=near.areas.attrs["as_of"],
            )
        ],
        tables=[
            Table(
                caption="association_industries",
                columns=["moran", "z", "p_value", "q_value"],
                values=near.asked | {"permutations": found.attrs["permutations"]},
            )
        ],
        columns=[
            Column(measure=f"moran_{value}{end}", values=found[name], reason=found["reason"])
            for name, end in {"moran": "", "p_value": "_p", "q_value": "_q"}.items()
        ],
    )


@finding("association.industry")
def industry(near: Near, *, activity: str, seed: int) -> Finding | Reason:
    """Say where an industry gathers, and how the cluster's region and its neighbours stand in it.

    Parameters
    ----------
    near : Near
        Of `neighbourhood`.
    activity : str
        Code of the industry; the largest one of all regions together where it is empty.
    seed : int
        Of the draws of chance neighbours.

    Returns
    -------
    Finding
        Its data are those of `near_regions.by_region`; ``no_activity`` where the table has no such
        industry.
    """
    within = near.within
    activity = activity or str(within.newest.sum().idxmax())
    if activity not in within.newest.columns:
        return Reason("no_activity", activity=activity)
    found = by_region(
        within.newest, near.areas, industry=activity, neighbours=near.neighbours, seed=seed
    )
    field, region = Label("industry", activity), Label("region", within.region)
    apart = told_apart(found, below=BELOW)
    undefined = found.attrs.get("reason")
    here = within.region in found.index
    sentences: list[Said | Reason] = []
    if undefined:
        sentences.append(Reason.of(undefined))
    else:
        sentences += [*(_own(near, found, field) if here else []), _apart(near, apart, field)]
    sentences += _density(near, found) if here else [Reason("region_not_located", region=region)]
    charts = [
        Chart(
            "moran_scatter",
            found.rename(columns={"lq": "value"}),
            caption="association_scatter",
            values=near.asked | {"industry": field, "region": region},
            options={
                "marked": within.region,
                "called": region,
                "below": BELOW,
                "names": {name: Label("quadrant", name) for name in QUADRANTS},
                "x_unit": Word("axis.association_own"),
                "y_unit": Word("axis.association_lag"),
            },
        )
    ]
    columns = ["name_en", "lq", "lag", "quadrant", "p_value", "q_value", "gi_star"]
    return Finding(
        data=found,
        as_of=str(within.years[-1]),
        scope=within.region,
        n=len(found),
        said=sentences,
        charts=charts,
        tables=[
            Table(
                apart,
                caption="association_regions",
                columns=columns,
                folded=True,
                values={"industry": field, "level": Label("level", within.level)},
                names={"region": "region", "quadrant": "quadrant"},
            )
        ]
        if len(apart)
        else [],
        numbers=_numbers(near, found, activity) if here else [],
        columns=[
            Column(
                measure=f"local_moran_{end}",
                values=found.loc[[within.region], name].rename(lambda n: f"{n} | {activity}"),
                reason=undefined,
            )
            for name, end in {"p_value": "p", "q_value": "q"}.items()
        ]
        if here
        else [],
    )


@finding("association.unsupported")
def unsupported() -> Finding:
    """Say what the regional statistics do not let anybody measure."""
    return Finding(
        said=[said("unsupported"), Reason("no_shared_borders"), Reason("no_job_density")]
    )


def _own(near: Near, found: pd.DataFrame, field: Label) -> list[Said]:
    own, region = found.loc[near.within.region], Label("region", near.within.region)
    return [
        said(
            "association_own",
            **near.asked,
            region=region,
            industry=field,
            lq=own["lq"],
            lag=own["lag"],
            mean=found.attrs["mean"],
            quadrant=Label("quadrant", own["quadrant"]),
            p=own["p_value"],
            q=own["q_value"],
            verdict=Label("chance", "true" if own["q_value"] <= BELOW else "false"),
        ),
        said(
            "association_gathered",
            region=region,
            side=Label("gathered", "high" if own["gi_star"] > 0 else "low"),
            z=own["gi_star"],
        ),
    ]


def _apart(near: Near, apart: pd.DataFrame, field: Label) -> Said:
    counted = apart["quadrant"].value_counts()
    return said(
        "association_sure",
        industry=field,
        count=len(apart),
        level=Label("level", near.within.level),
        **{name.lower(): int(counted.get(name, 0)) for name in ("HH", "LL", "HL", "LH")},
    )


def _unit(near: Near) -> str:
    return f"{money_of(near.within.newest.attrs.get('unit', '')) or '1'}/km"


def _density(near: Near, found: pd.DataFrame) -> list[Said]:
    own, unit = found.loc[near.within.region], _unit(near)
    value = own["effective_density"]
    return [
        said(
            "association_density",
            **near.asked,
            region=Label("region", near.within.region),
            density=Amount(value, unit) if units.money(unit) else value,
            rank=own["density_rank"],
        ),
        said("read_association_density", level=Label("level", near.within.level)),
    ]


def _numbers(near: Near, found: pd.DataFrame, activity: str) -> list[Number]:
    region, value = near.within.region, near.within.value
    own: dict[Any, Any] = found.loc[region].to_dict()
    reason = found.attrs.get("reason")
    both = f"{region} | {activity}"
    return [
        Number(measure="local_moran_lag", value=own["lag"], unit="1", scope=both, reason=reason),
        Number(
            measure=f"getis_ord_{value}", value=own["gi_star"], unit="z", scope=both, reason=reason
        ),
        Number(
            measure=f"effective_density_{value}",
            value=own["effective_density"],
            unit=_unit(near),
        ),
        Number(
            measure="effective_density_rank", value=own["density_rank"], unit="rank", how="whole"
        ),
    ]
