"""Asks which share of all floor one year brought, and what vacancy is known beside it."""

from typing import Any

import pandas as pd

from ...measure.floor_mix import floor_space
from ...model.citing import cited
from ...model.finding import Comparison, Finding, Number, finding
from ...model.reason import Reason
from ...model.said import Label, said

HOMES = "housing"
"""Class of use that firms do not rent."""
YEARS = 5
"""Fewer years with approvals than this make no year stand out."""


def vacancies(cluster: Any) -> pd.DataFrame:
    """Take the newest published vacancy of each indicator that the package names so.

    The package's member ``counts`` names the indicators under ``vacancy``; the indicator
    ``vacancy`` is looked at where it names none.
    """
    named = cluster.meta.get("counts", {}).get("vacancy", ["vacancy"])
    rows = cluster.facts[cluster.facts["indicator"].isin(named)].dropna(subset=["value"])
    newest: pd.DataFrame = rows.sort_values("as_of", kind="stable").groupby("indicator").tail(1)
    return newest


@finding("opening.supply_shock")
def supply_shock(cluster: Any) -> Finding | Reason:
    """Say which share of the floor that is not housing was approved in the fullest year."""
    buildings = cluster.buildings
    if buildings.empty:
        return Reason("no_buildings")
    built = floor_space(buildings, cumulative=False)
    work = built.drop(columns=HOMES, errors="ignore").sum(axis="columns")
    work = work[work > 0]
    if len(work) < YEARS:
        return Reason("few_years", years=len(work), minimum=YEARS)
    year, most = int(work.index[int(work.argmax())]), float(work.max())
    uses = built.loc[year].drop(labels=HOMES, errors="ignore")
    told: list[Any] = [
        said(
            "supply_shock",
            year=year,
            floor=most / 1e4,
            share=most / work.sum(),
            every=work.sum() / 1e4,
            years=len(work),
            next=int(work.drop(year).sort_values().index[-1]),
            next_share=float(work.drop(year).max() / work.sum()),
            use=Label("use", str(uses.idxmax())),
        )
    ]
    empty = vacancies(cluster)
    told += [
        said("supply_vacancy", vacancy=row["value"] / 100, date=row["as_of"])
        for row in empty[empty["unit"] == "%"].to_dict("records")
    ]
    known = len(told) > 1
    return Finding(
        data=work,
        unit="m2",
        n=int(built.attrs["titles"]),
        as_of=str(cluster.meta.get("as_of", "")),
        sources=[*cited(buildings), *cited(empty)],
        compared=Comparison(against="years", rank=1, of=len(work)),
        said=told if known else [*told, Reason("vacancy_unknown")],
        numbers=[
            Number(
                measure="fullest_year_share",
                value=most / work.sum(),
                unit="1",
                how="percent",
                scope=str(year),
            )
        ],
        headline=said("headline.supply_shock", **told[0].values),
        matters=0.9,
    )
