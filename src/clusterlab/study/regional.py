"""Asks of all regions where industries concentrate, which lie together, and what has ground."""

import numpy as np
import pandas as pd

from ..measure.coagglomeration import coagglomeration
from ..measure.complexity import complexity as complexity_of
from ..measure.hoover import hoover
from ..measure.krugman import krugman_concentration
from ..measure.location_quotient import location_quotient
from ..measure.locational_gini import locational_gini
from ..measure.proximity import proximity
from ..measure.relatedness_density import relatedness_density
from ..measure.theil import theil
from ..model.finding import Chart, Column, Finding, Number, Table, finding
from ..model.reason import Reason
from ..model.said import Label, Word, caution, said
from ..model.ties import ranks
from .prices import prices
from .scope import Scope

# Industries that a table must tell apart before complexity and ranks of relatedness are told: over
# fewer, broad groups they are an axis for or against the largest of them.
LEAST_INDUSTRIES = 50
# "The best ground" is said of a region within this part of those ranked, from the top.
BEST_PART = 0.1

# Pairs of industries shown at either end.
ENDS = 5


def spread(table: pd.DataFrame) -> pd.DataFrame:
    """Say how far each industry's spread over regions departs from that of all.

    Parameters
    ----------
    table : DataFrame, shape (regions, industries)
        Value added, jobs or establishments.

    Returns
    -------
    DataFrame, indexed by `industry`
        nation_share, locational_gini, hoover, krugman_industry, theil_industry [-], largest_region,
        largest_share [-]; most concentrated first. ``attrs``: those of the table.
    """
    found = pd.DataFrame(
        {
            "nation_share": table.sum() / table.to_numpy().sum(),
            "locational_gini": locational_gini(table),
            "hoover": hoover(table),
            "krugman_industry": krugman_concentration(table),
            "theil_industry": theil(table),
            "largest_region": table.idxmax(),
            "largest_share": table.max() / table.sum(),
        }
    ).sort_values("locational_gini", ascending=False, kind="stable")
    found.index.name = "industry"
    found.attrs = dict(table.attrs)
    return found


@finding("regional.concentration")
def concentration(within: Scope) -> Finding:
    """Say which industries stand in few regions and which follow the others.

    Parameters
    ----------
    within : Scope
        Its newest table is looked at.

    Returns
    -------
    Finding
        Its data are those of `spread`.
    """
    found = spread(within.newest)
    first, last = found.index[0], found.index[-1]
    return Finding(
        data=found,
        n=len(within.newest),
        said=[
            said(
                "concentrated",
                first=Label("industry", first),
                gini=found.loc[first, "locational_gini"],
                share=found.loc[first, "largest_share"],
                region=Label("region", found.loc[first, "largest_region"]),
                last=Label("industry", last),
                low=found.loc[last, "locational_gini"],
            ),
            said("read_concentration"),
        ],
        charts=[
            Chart(
                "ranking",
                found["locational_gini"],
                caption="gini_value_added",
                values={"regions": len(within.newest), "level": Label("level", within.level)},
                options={"unit": Word("axis.gini"), "decimals": 2},
                names="industry",
            )
        ],
        cautions=[
            caution(
                "concentration_scale",
                regions=len(within.newest),
                level=Label("level", within.level),
                prices=prices(within.newest.attrs.get("unit", "")),
            )
        ],
        tables=[Table(caption="concentration", folded=True, names={"largest_region": "region"})],
        columns=[
            Column(measure=f"{name}_{within.value}", values=found[column])
            for column, name in {
                "locational_gini": "locational_gini",
                "hoover": "hoover",
                "krugman_industry": "krugman_concentration",
                "theil_industry": "theil",
            }.items()
        ],
    )


def pairs(table: pd.DataFrame) -> pd.DataFrame:
    """List every two industries with how far they lie together.

    Parameters
    ----------
    table : DataFrame, shape (regions, industries)
        Value added, jobs or establishments.

    Returns
    -------
    DataFrame
        industry_a, industry_b, coagglomeration, proximity [-]; those together first.
    """
    together, near = coagglomeration(table), proximity(table)
    upper = np.triu_indices(len(table.columns), k=1)
    found = pd.DataFrame(
        {
            "industry_a": table.columns[upper[0]],
            "industry_b": table.columns[upper[1]],
            "coagglomeration": together.to_numpy()[upper],
            "proximity": near.to_numpy()[upper],
        }
    ).sort_values("coagglomeration", ascending=False, kind="stable", ignore_index=True)
    found.attrs = dict(table.attrs)
    return found


@finding("regional.together")
def together(within: Scope) -> Finding:
    """Say which two industries lie together most, and which avoid each other.

    Parameters
    ----------
    within : Scope
        Its newest table is looked at.

    Returns
    -------
    Finding
        Its data are those of `pairs`.
    """
    found = pairs(within.newest)
    ends = min(ENDS, max(1, len(found) // 2))
    first, last = found.iloc[0], found.iloc[-1]
    of_pairs = found.set_index(["industry_a", "industry_b"])
    return Finding(
        data=found,
        n=len(within.newest),
        said=[
            said(
                "together",
                a=Label("industry", first["industry_a"]),
                b=Label("industry", first["industry_b"]),
                high=first["coagglomeration"],
                c=Label("industry", last["industry_a"]),
                d=Label("industry", last["industry_b"]),
                low=last["coagglomeration"],
            ),
            said("read_pairs"),
        ],
        tables=[
            Table(
                pd.concat([found.head(ends), found.iloc[max(ends, len(found) - ends) :]]),
                caption="pairs",
                values={
                    "count": ends,
                    "regions": len(within.newest),
                    "level": Label("level", within.level),
                },
                names={"industry_a": "industry", "industry_b": "industry"},
            )
        ],
        columns=[
            Column(measure=f"{name}_{within.value}", values=of_pairs[name])
            for name in ("coagglomeration", "proximity")
        ],
    )


def ground(
    table: pd.DataFrame, *, region: str, least_industries: int = LEAST_INDUSTRIES
) -> pd.DataFrame:
    """Say what a region is strong in, and how near each other industry is to that.

    Parameters
    ----------
    table : DataFrame, shape (regions, industries)
        Value added, jobs or establishments.
    region : str
        The region.
    least_industries : int
        With fewer in the table, relatedness_rank, pci, eci and eci_rank are NaN.

    Returns
    -------
    DataFrame, indexed by `industry`
        lq, relatedness_density [-], relatedness_rank among regions (1 is highest), pci; highest
        density first. ``attrs``: eci, eci_rank, regions, reason, and those of the table.
    """
    if region not in table.index:
        raise ValueError(f"region {region!r} is not among the {len(table)} of the table")
    density = relatedness_density(table)
    eci, pci = complexity_of(table, least_industries=least_industries)
    places = density.apply(ranks)
    if int((table > 0).any().sum()) < least_industries:
        places *= np.nan
    found = pd.DataFrame(
        {
            "lq": location_quotient(table).loc[region],
            "relatedness_density": density.loc[region],
            "relatedness_rank": places.loc[region],
            "pci": pci,
        }
    ).sort_values("relatedness_density", ascending=False, kind="stable")
    found.index.name = "industry"
    found.attrs = dict(table.attrs) | {
        "eci": float(eci[region]),
        "eci_rank": float(ranks(eci)[region]),
        "regions": int(eci.notna().sum()),
        "reason": eci.attrs.get("reason"),
    }
    return found


@finding("regional.outlook")
def outlook(within: Scope) -> Finding:
    """Say to which other industry the region is nearest, and how it stands there.

    "The best ground" is said only of a region among the first tenth of those ranked; ranks only of
    tables that tell 50 industries apart or more.

    Parameters
    ----------
    within : Scope
        Its newest table and its region are looked at.

    Returns
    -------
    Finding
        Its data are those of `ground`.
    """
    found = ground(within.newest, region=within.region)
    empty = [name for name in ("pci", "relatedness_rank") if found[name].isna().all()]
    told = found.drop(columns=empty)
    told.attrs = {name: v for name, v in found.attrs.items() if name != "reason"}
    density = found["relatedness_density"].dropna()
    coming = found[found["lq"] < 1].dropna(subset=["relatedness_density"])
    next_rank = coming["relatedness_rank"].iloc[0] if len(coming) else np.nan
    industries, regions = int((within.newest > 0).any().sum()), len(within.newest)
    ranked = bool(next_rank == next_rank)
    best = ranked and next_rank <= max(1.0, BEST_PART * regions)
    return Finding(
        data=told,
        n=len(within.newest),
        scope=within.region,
        said=[
            said(
                "outlook" if best else "outlook_behind" if ranked else "outlook_unranked",
                region=Label("region", within.region),
                next=Label("industry", coming.index[0]),
                density=coming["relatedness_density"].iloc[0],
                rank=next_rank,
                regions=regions,
                level=Label("level", within.level),
            )
            if len(coming)
            else Reason("no_industry_to_grow", region=Label("region", within.region)),
            *(
                [Reason("too_few_industries", industries=industries, minimum=LEAST_INDUSTRIES)]
                if len(coming) and not ranked
                else []
            ),
            said("read_outlook"),
        ],
        charts=[
            Chart(
                "ranking",
                density,
                caption="outlook",
                values={"region": Label("region", within.region)},
                options={
                    "unit": Word("axis.relatedness"),
                    "decimals": 2,
                    "highlight": [Label("industry", x) for x in found.index[found["lq"] >= 1]],
                },
                names="industry",
            )
        ],
        cautions=[caution("outlook_scale", industries=len(found))],
        tables=[Table(caption="outlook_table", folded=True)],
        columns=[
            Column(
                measure=f"relatedness_density_{within.value}", values=found["relatedness_density"]
            )
        ],
    )


@finding("regional.complexity")
def complexity(within: Scope) -> Finding:
    """Say where the region stands by economic complexity, or why that cannot be told.

    Parameters
    ----------
    within : Scope
        Its newest table and its region are looked at.

    Returns
    -------
    Finding
        Its data are the region's rank.
    """
    about = ground(within.newest, region=within.region).attrs
    reason = Reason.of(about["reason"]) if about["reason"] else None
    return Finding(
        data=about["eci_rank"],
        unit="rank",
        sources=about.get("source_ids", ()),
        as_of=str(within.years[-1]),
        scope=within.region,
        said=[
            reason
            or said(
                "complexity",
                region=Label("region", within.region),
                regions=about["regions"],
                level=Label("level", within.level),
                rank=about["eci_rank"],
            )
        ],
        numbers=[
            Number(
                measure=f"economic_complexity_{within.value}",
                value=about["eci"],
                unit="1",
                reason=reason,
            ),
            Number(
                measure="economic_complexity_rank",
                value=about["eci_rank"],
                unit="rank",
                n=about["regions"],
                reason=reason,
            ),
        ],
    )
