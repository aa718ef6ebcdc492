"""Asks of funds: how much, whose, how concentrated, bound to where, formed against which target."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..invest.concentration import fund_concentration
from ..invest.formation import formation
from ..invest.fund_sizes import fund_sizes
from ..invest.intensity import fund_intensity
from ..invest.regional_mandate import regional_mandate
from ..invest.structure import IN_PLACE, leverage, private_share

Range = tuple[float, float]

# Kinds of investor in the order of a chart: public first.
KINDS = (
    "central_government",
    "policy_bank",
    "local_government",
    "public_untold",
    "bank",
    "corporate",
    "gp",
    "private_untold",
    "other",
    "untold",
)
_PUBLIC, _PRIVATE = KINDS[:3], KINDS[4:7]
# Published counts of firms and of jobs, as the built-in clusters name them.
FIRM_COUNTS = ("kicox_complex1_firms_tenant_total", "firms_moved_in", "bio_firms")
JOB_COUNTS = ("kicox_complex1_employees_total", "employees", "bio_employees")


def within_years(funds: pd.DataFrame, *, first_year: int, last_year: int) -> pd.DataFrame:
    """Keep what was told in a span of years.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.
    first_year, last_year : int
        Ends, both within.
    """
    year = funds["as_of"].astype(str).str[:4].astype(int)
    return funds[year.between(first_year, last_year)]


def with_investors(funds: pd.DataFrame, investors: pd.DataFrame) -> pd.DataFrame:
    """Fill a fund's parts by kind of investor from the table of its investors.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.
    investors : DataFrame
        Rows as in a cluster's fund_investors table.

    Returns
    -------
    DataFrame
        A copy; a part that the fund's row tells is kept. An account fills the rows of its date.
    """
    filled = funds.copy()
    for (fund, as_of), rows in investors.groupby(["fund_id", "as_of"]):
        here = (filled["fund_id"] == fund) & (filled["as_of"] == as_of)
        size = filled.loc[here, "size"].max()
        amounts = rows["amount"].fillna(rows["share_pct"] / 100 * size)
        for kind, amount in amounts.groupby(rows["investor_kind"]).sum(min_count=1).items():
            empty = here & filled[f"lp_{kind}"].isna()
            filled.loc[empty, f"lp_{kind}"] = amount
    return filled


def fund_list(funds: pd.DataFrame) -> pd.DataFrame:
    """List single funds in place: size, private share and leverage as ranges.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.

    Returns
    -------
    DataFrame, indexed by fund_id
        name, scope, gp, vintage, stage, sector; size_low, size_high; private_low_share,
        private_high_share [-]; leverage_low, leverage_high [won for each public won]; as_of,
        source_ids, reason (why the split is not known).
    """
    sizes = fund_sizes(funds)
    share, lever = private_share(funds), leverage(funds)
    scope = funds.groupby("fund_id")["scope"].last()
    table = sizes[["name", "gp", "vintage", "stage", "sector"]].assign(
        scope=scope.reindex(sizes.index).fillna(""),
        size_low=sizes["low"],
        size_high=sizes["high"],
        private_low_share=share["low"],
        private_high_share=share["high"],
        leverage_low=lever["low"],
        leverage_high=lever["high"],
        as_of=share["as_of"].where(share["as_of"] != "", _newest(funds).reindex(share.index)),
        reason=share["reason"].where(share["reason"] != "", lever["reason"]),
        source_ids=sizes["source_ids"],
    )
    return table.sort_values("size_high", ascending=False, kind="stable")


def _newest(funds: pd.DataFrame) -> "pd.Series[str]":
    return funds.groupby("fund_id")["as_of"].max()


def published_totals(funds: pd.DataFrame) -> pd.DataFrame:
    """Give the newest cumulative totals as published; they hold single funds again.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.

    Returns
    -------
    DataFrame, indexed by fund_id
        name, scope, low, high (of the newest date), as_of, source_ids.
    """
    rows = {}
    totals = funds[(funds["kind"] == "cumulative") & funds["status"].isin(IN_PLACE)]
    for fund, told in totals.groupby("fund_id", sort=False):
        newest = told[told["as_of"] == told["as_of"].max()]
        rows[str(fund)] = {
            "name": newest["name"].iloc[-1],
            "scope": newest["scope"].iloc[-1],
            "low": float(newest["size"].min()),
            "high": float(newest["size"].max()),
            "as_of": newest["as_of"].iloc[-1],
            "source_ids": ";".join(sorted(set(newest["source_id"]))),
        }
    columns = ["name", "scope", "low", "high", "as_of", "source_ids"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("fund_id")


def by_investor(funds: pd.DataFrame) -> pd.DataFrame:
    """Split each single fund by kind of investor, as its newest telling row has it.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.

    Returns
    -------
    DataFrame, shape (funds, kinds of investor)
        Money, indexed by fund_id; ``public_untold`` and ``private_untold`` are the part of a
        stated side whose kind is not told, ``untold`` what may be either.
    """
    rows = {}
    counted = funds[funds["status"].isin(IN_PLACE) & (funds["kind"] == "fund")]
    for fund, told in counted[counted["size"].notna()].groupby("fund_id", sort=False):
        row = told.sort_values("as_of", kind="stable").iloc[-1]
        money = {kind: _told(row, f"lp_{kind}") for kind in (*_PUBLIC, *_PRIVATE, "other")}
        for side, parts in (("public", _PUBLIC), ("private", _PRIVATE)):
            among = sum(money[kind] for kind in parts)
            money[f"{side}_untold"] = _above_rounding(_told(row, side) - among)
        # What others hold may be part of a side that is stated as a whole.
        if pd.notna(row["public"]) and pd.notna(row["private"]):
            money["private_untold"] = _above_rounding(money["private_untold"] - money["other"])
        money["untold"] = _above_rounding(float(row["size"]) - sum(money.values()))
        rows[str(fund)] = money
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(KINDS), dtype=float)
    return table.rename_axis("fund_id")


def _above_rounding(rest: float) -> float:
    """Take away what only the last digits of a float make of parts that sum up."""
    return rest if rest > 1e-6 else 0.0


def _told(row: "pd.Series[Any]", column: str) -> float:
    value = row.get(column)
    return 0.0 if value is None or pd.isna(value) else float(value)


def pooled_split(listed: pd.DataFrame) -> dict[str, Any]:
    """Pool the private share and the leverage of all funds whose split is known.

    Parameters
    ----------
    listed : DataFrame
        What `fund_list` returns.

    Returns
    -------
    dict
        size, share, leverage: (low, high), the share [-], NaN where no split is known; funds,
        known: how many there are, and with a known split; known_size: (low, high) of those.

    Notes
    -----
    Outer bounds: each fund's private and public money is taken at either end of its own range.
    """
    known = listed[listed["private_high_share"].notna() & listed["size_high"].notna()]
    private = (
        float((known["private_low_share"] * known["size_low"]).sum()),
        float((known["private_high_share"] * known["size_high"]).sum()),
    )
    public = (
        float(((1 - known["private_high_share"]) * known["size_low"]).sum()),
        float(((1 - known["private_low_share"]) * known["size_high"]).sum()),
    )
    none = (np.nan, np.nan)
    share, lever = none, none
    if len(known) and private[1] + public[1] > 0:
        share = (private[0] / (private[0] + public[1]), private[1] / (private[1] + public[0]))
    if len(known) and public[0] > 0:
        lever = (private[0] / public[1], private[1] / public[0])
    sized = listed.dropna(subset=["size_high"])
    return {
        "size": _span(sized, "size_low", "size_high"),
        "share": share,
        "leverage": lever,
        "funds": len(listed),
        "known": len(known),
        "known_size": _span(known, "size_low", "size_high"),
    }


def _span(table: pd.DataFrame, low: str, high: str) -> Range:
    if table.empty:
        return (np.nan, np.nan)
    return (float(table[low].sum()), float(table[high].sum()))


def concentration(funds: pd.DataFrame) -> pd.DataFrame:
    """Give the Herfindahl-Hirschman index by manager, vintage, sector and stage.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.

    Returns
    -------
    DataFrame, indexed by `by`
        As `invest.fund_concentration`.
    """
    return fund_concentration(funds, by=("gp", "vintage", "sector", "stage"))


def bound_to_region(funds: pd.DataFrame) -> pd.DataFrame:
    """Give what is known of the money bound to the region, fund by fund and total by total.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table, with bound and size.

    Returns
    -------
    DataFrame, indexed by fund_id
        name, kind, status, bound, size [money], bound_share [-], as_of, source_id; the newest
        row of each that tells both.
    """
    told = funds[funds["bound"].notna() & (funds["size"] > 0)]
    newest = told.sort_values("as_of", kind="stable").groupby("fund_id", sort=False).tail(1)
    table = newest.set_index("fund_id")[
        ["name", "kind", "status", "bound", "size", "as_of", "source_id"]
    ]
    table.insert(5, "bound_share", table["bound"] / table["size"])
    return table


def mandate(funds: pd.DataFrame) -> pd.DataFrame:
    """Add up what single funds in place must invest in the region, unknown mandates as a range.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table, with bound and size.

    Returns
    -------
    DataFrame, indexed by measure
        As `invest.regional_mandate`.
    """
    bound = bound_to_region(funds[funds["kind"] == "fund"])["bound_share"] * 100
    return regional_mandate(funds, bound_pct=bound.clip(upper=100))


def left_to_invest(funds: pd.DataFrame) -> pd.DataFrame:
    """Take what is invested off the size, where one row tells both.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table, with invested and size.

    Returns
    -------
    DataFrame, indexed by fund_id
        name, kind, size, invested, left [money], as_of, source_id; the newest row of each.
    """
    told = funds[funds["invested"].notna() & funds["size"].notna()]
    newest = told.sort_values("as_of", kind="stable").groupby("fund_id", sort=False).tail(1)
    table = newest.set_index("fund_id")[["name", "kind", "size", "invested", "as_of", "source_id"]]
    table.insert(4, "left", (table["size"] - table["invested"]).clip(lower=0))
    return table


def against_targets(funds: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Follow each target by what was formed for it, date by date.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table. What counts toward a target shares its id up to the
        last hyphen: a published total ``x`` (or ``x-cumulative``) alone where there is one and
        no single funds, else the funds ``x-…``.

    Returns
    -------
    dict of str to DataFrame
        By the target's id, what `invest.formation` returns; `attrs`: name, target, target_as_of,
        source_ids, by (``funds`` or ``total``). Targets without anything formed are left out.
    """
    found = {}
    for target, rows in funds[funds["kind"] == "target"].groupby("fund_id", sort=False):
        row = rows.sort_values("as_of", kind="stable").iloc[-1]
        stem = str(target).rsplit("-", 1)[0]
        placed = funds[funds["status"].isin([*IN_PLACE, "failed"])]
        totals = placed[(placed["kind"] == "cumulative") & placed["fund_id"].isin([stem])]
        single = placed[(placed["kind"] == "fund") & placed["fund_id"].str.startswith(f"{stem}-")]
        members = totals if len(totals) else single
        if members.empty or not row["size"] > 0:
            continue
        table = formation(
            funds, target=float(row["size"]), fund_ids=sorted(set(members["fund_id"]))
        )
        table.attrs |= {
            "name": row["name"],
            "target": float(row["size"]),
            "target_as_of": row["as_of"],
            "source_ids": sorted({*members["source_id"], row["source_id"]}),
            "by": "total" if len(totals) else "funds",
        }
        found[str(target)] = table
    return found


def counts(cluster: Any) -> dict[str, Any]:
    """Find how many firms and jobs a cluster has, each as the range of what is told.

    Parameters
    ----------
    cluster : Cluster
        Its firms present are counted, and set beside the newest published count.

    Returns
    -------
    dict
        firms, jobs: (low, high), NaN where nothing is told; firms_as_of, jobs_as_of;
        source_ids of both.
    """
    organisations = cluster.organisations(include=("present",))
    present = organisations["type"].isin(("anchor", "firm", "startup"))
    counted = float(present.sum())
    firms = _published(cluster.facts, FIRM_COUNTS)
    jobs = _published(cluster.facts, JOB_COUNTS)
    every = [counted, *firms["values"]] if counted else firms["values"]
    return {
        "firms": (min(every, default=np.nan), max(every, default=np.nan)),
        "jobs": (min(jobs["values"], default=np.nan), max(jobs["values"], default=np.nan)),
        "firms_as_of": firms["as_of"] or cluster.as_of,
        "jobs_as_of": jobs["as_of"],
        "source_ids": sorted(
            {*firms["sources"], *jobs["sources"], *organisations.loc[present, "source_id"]}
        ),
        "count_source_ids": sorted({*firms["sources"], *jobs["sources"]}),
    }


def _published(facts: pd.DataFrame, indicators: tuple[str, ...]) -> dict[str, Any]:
    """All values of the newest year in which any of the indicators is told."""
    rows = facts[facts["indicator"].isin(indicators) & facts["value"].notna()]
    if rows.empty:
        return {"values": [], "as_of": "", "sources": []}
    year = rows["as_of"].astype(str).str[:4]
    newest = rows[year == year.max()]
    return {
        "values": newest["value"].astype(float).tolist(),
        "as_of": str(newest["as_of"].max()),
        "sources": newest["source_id"].tolist(),
    }


def intensity(funds: pd.DataFrame, found: Mapping[str, Any]) -> pd.DataFrame:
    """Divide fund money by firms and by jobs.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.
    found : mapping
        What `counts` returns.

    Returns
    -------
    DataFrame, indexed by measure
        As `invest.fund_intensity`; counts that nobody tells make it NaN with the reason.
    """
    firms, jobs = (
        (0.0, 0.0) if np.isnan(found[name][0]) else found[name] for name in ("firms", "jobs")
    )
    return fund_intensity(funds, firms=firms, jobs=jobs)
