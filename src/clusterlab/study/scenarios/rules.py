"""Rules: floor and jobs that permitted industries, limits, land and caps make room for."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ...load.rates import Rate, stated_rate
from ...model.industry_codes import admits
from ...model.reason import Reason
from ...model.scenario import Scenario
from ...siting.floor_slack import floor_slack
from ...siting.jobs_admitted import jobs_admitted

Tables = dict[str, pd.DataFrame]
COLUMNS = (
    "lever", "zone", "codes", "floor_use", "before", "after", "unit", "floor_m2", "jobs",
    "jobs_low", "jobs_high", "reason", "as_of", "source_ids",
)  # fmt: skip


def rule_effects(
    scenario: Scenario, before: Tables, after: Tables, *, facts: pd.DataFrame
) -> pd.DataFrame:
    """Say what each change of rule makes room for.

    Parameters
    ----------
    scenario : Scenario
        Its industries, limits, land and share_caps are looked at.
    before, after : dict of str to DataFrame
        As `before_and_after` makes them.
    facts : DataFrame
        Where the rates stand: ``floor_per_job_<floor_use>``, ``land_per_job_<floor_use>``.

    Returns
    -------
    DataFrame, one row a change
        lever, zone, codes, floor_use; before, after and unit of what changed: floor open to the
        codes, floor allowed, floor for the use [m2], or land where no floor can be said; floor_m2:
        the difference in floor; jobs, jobs_low, jobs_high it holds at the stated rate; reason: a
        mapping where a number is missing.

    Notes
    -----
    Capacity of a plan: nothing says that the floor is built or let.
    """
    rows = [
        *(_industries(scenario, row, before, after, facts) for row in scenario.industries),
        *(_limits(row, before, after, facts) for row in scenario.limits),
        *(_land(row, before, after, facts) for row in scenario.land),
        *(_cap(row, before, after, facts) for row in scenario.share_caps),
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    for name in ("before", "after", "floor_m2", "jobs", "jobs_low", "jobs_high"):
        table[name] = table[name].astype("float64")
    return table


def open_floor(parcels: pd.DataFrame, free_m2: pd.Series, codes: Sequence[str]) -> float:
    """Add up the free floor of the parcels that admit at least one of some industries.

    Parameters
    ----------
    parcels : DataFrame
        allowed_industries.
    free_m2 : Series, same index
        As `free_floor` gives it [m2]; NaN where it is not known.
    codes : sequence of str
        Industry codes.

    Returns
    -------
    float
        Floor [m2]; NaN where all that admit them have an unknown floor.
    """
    lists = parcels["allowed_industries"].fillna("").astype("str")
    opens = lists.map(lambda text: any(admits(text, code) for code in codes)).astype("bool")
    here = free_m2[opens]
    if here.empty:
        return 0.0
    return float(here.sum()) if here.notna().any() else np.nan


def free_floor(parcels: pd.DataFrame, *, vacant_share: float | None = None) -> pd.Series:
    """Give the floor of each parcel that nobody uses: what may still be built and what is empty.

    Parameters
    ----------
    parcels : DataFrame
        area_m2, far_limit_pct, floor_built_m2; kind, where rows of sums stand beside plots.
    vacant_share : float, optional
        Share of the floor built that stands empty [0-1].

    Returns
    -------
    Series, same index [m2]
        NaN where neither is known. Sums of land not supplied have no floor built; other sums and
        sites are left out, as plots are in them.
    """
    plots = parcels.copy()
    kind = plots["kind"] if "kind" in plots else pd.Series("plot", index=plots.index)
    unsupplied = (kind == "total") & (plots.get("use_status") == "for_sale")
    built = pd.to_numeric(plots["floor_built_m2"]).astype("float64")
    plots["floor_built_m2"] = built.mask(unsupplied & built.isna(), 0.0)
    slack = floor_slack(plots)["slack_m2"].clip(lower=0)
    empty = built * vacant_share if vacant_share is not None else built * np.nan
    free = slack.add(empty, fill_value=0).where(slack.notna() | empty.notna())
    return free.where((kind == "plot") | unsupplied)


def _industries(
    scenario: Scenario, row: dict[str, Any], before: Tables, after: Tables, facts: pd.DataFrame
) -> dict[str, Any]:
    share = next((v["share"] for v in scenario.vacancies if v["zone"] == row["zone"]), None)
    codes = [*row.get("add", []), *row.get("remove", [])]
    found = []
    for tables in (before, after):
        here = tables["parcels"][tables["parcels"]["zone"] == row["zone"]]
        if "parcel" in row:
            here = here[here["parcel_id"] == row["parcel"]]
        free = free_floor(here, vacant_share=share)
        found.append(open_floor(here, free, codes) * row.get("usable_share", 1.0))
    known = free.notna()
    out = _row("industries", row, *found, unit="m2", floor_m2=found[1] - found[0], facts=facts)
    out["codes"] = ", ".join(codes)
    if not known.any():
        out["reason"] = Reason("no_free_floor", parcels=len(here))
    return out


def _limits(
    row: dict[str, Any], before: Tables, after: Tables, facts: pd.DataFrame
) -> dict[str, Any]:
    found = []
    for tables in (before, after):
        here = tables["parcels"][tables["parcels"]["zone"] == row["zone"]]
        allowed = floor_slack(here)["allowed_m2"]
        found.append(float(allowed.sum()) if allowed.notna().any() else np.nan)
    out = _row("limits", row, *found, unit="m2", floor_m2=found[1] - found[0], facts=facts)
    if np.isnan(found[1]):
        out["reason"] = Reason("no_parcel_area", parcels=len(here))
    return out


def _land(
    row: dict[str, Any], before: Tables, after: Tables, facts: pd.DataFrame
) -> dict[str, Any]:
    land, floor = [], []
    for tables in (before, after):
        here = tables["parcels"][tables["parcels"]["zone"] == row["zone"]]
        if "parcel" in row:
            here = here[here["parcel_id"] == row["parcel"]]
        land.append(float(here["area_m2"].sum()))
        allowed = floor_slack(here)["allowed_m2"]
        floor.append(float(allowed.sum()) if allowed.notna().all() else np.nan)
    difference = floor[1] - floor[0]
    if not np.isnan(difference):
        return _row("land", row, *floor, unit="m2", floor_m2=difference, facts=facts)
    out = _row("land", row, *land, unit="m2_land", floor_m2=np.nan, facts=facts)
    out["reason"] = Reason("no_far_limit")
    # Without a floor-area ratio only the land itself can hold jobs, at a rate of its own.
    rate = stated_rate(facts, f"land_per_job_{row.get('floor_use', '')}")
    works = row.get("works_m2", land[1] - land[0])
    return out | _jobs(works, rate)


def _cap(row: dict[str, Any], before: Tables, after: Tables, facts: pd.DataFrame) -> dict[str, Any]:
    name, found = f"max_share_{row['use']}", []
    for tables in (before, after):
        here = tables["parcels"][tables["parcels"]["zone"] == row["zone"]]
        floor = here["floor_total_m2"] if "floor_total_m2" in here else here["floor_built_m2"]
        share = here[name] if name in here else pd.Series(np.nan, index=here.index)
        capped = pd.to_numeric(floor) * share
        found.append(float(capped.sum()) if capped.notna().any() else np.nan)
    out = _row("share_caps", row, *found, unit="m2", floor_m2=found[1] - found[0], facts=facts)
    if np.isnan(found[1]):
        out["reason"] = Reason("no_floor_built", parcels=len(here))
    return out


def _row(
    lever: str,
    row: dict[str, Any],
    before: float,
    after: float,
    *,
    unit: str,
    floor_m2: float,
    facts: pd.DataFrame,
) -> dict[str, Any]:
    use = row.get("floor_use", "")
    rate = stated_rate(facts, f"floor_per_job_{use}") if use else None
    sources = [*row.get("sources", []), *(rate.sources if rate else ())]
    return {
        "lever": lever,
        "zone": row["zone"],
        "codes": "",
        "floor_use": use,
        "before": before,
        "after": after,
        "unit": unit,
        "floor_m2": floor_m2,
        "reason": None if rate or not use else Reason("no_rate", use=use),
        "as_of": row.get("date", ""),
        "source_ids": ";".join(dict.fromkeys(sources)),
        **_jobs(floor_m2, rate),
    }


def _jobs(floor_m2: float, rate: Rate | None) -> dict[str, float]:
    if rate is None or np.isnan(floor_m2):
        return {"jobs": np.nan, "jobs_low": np.nan, "jobs_high": np.nan}
    sign = -1.0 if floor_m2 < 0 else 1.0
    jobs = jobs_admitted(
        pd.Series([abs(floor_m2)]),
        floor_per_job_m2=rate.value,
        floor_per_job_low_m2=rate.low,
        floor_per_job_high_m2=rate.high,
    ).iloc[0]
    return {str(name): sign * float(value) for name, value in jobs.items()}
