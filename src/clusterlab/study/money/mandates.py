"""Asks of funds what they are for: bound to the region, left to invest, formed for a target."""

import pandas as pd

from ...invest.formation import formation
from ...invest.fund_state import GONE, IN_PLACE
from ...invest.regional_mandate import regional_mandate
from .funds import told as as_told


def bound_to_region(funds: pd.DataFrame) -> pd.DataFrame:
    """Give what is known of the money bound to the region, fund by fund and total by total.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table, with bound and size. Funds that ended, or are not
        confirmed since (`invest.funds_at`), are left out.

    Returns
    -------
    DataFrame, indexed by fund_id
        name, kind, status, bound, size [money], bound_share [-], as_of, source_id; the newest
        row of each that tells both.
    """
    told = funds[funds["bound"].notna() & (funds["size"] > 0) & ~funds["status"].isin(GONE)]
    table = _newest(told, "name", "kind", "status", "bound", "size", "as_of", "source_id")
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
        Rows as in a cluster's funds table, with invested and size. A fund that ended has
        nothing left to invest, and is left out with those not confirmed since.

    Returns
    -------
    DataFrame, indexed by fund_id
        name, kind, size, invested, left [money], as_of, source_id; the newest row of each.
    """
    told = funds[funds["invested"].notna() & funds["size"].notna() & ~funds["status"].isin(GONE)]
    table = _newest(told, "name", "kind", "size", "invested", "as_of", "source_id")
    table.insert(4, "left", (table["size"] - table["invested"]).clip(lower=0))
    return table


def _newest(told: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Keep the newest row of each fund; of several of one date the last."""
    newest = told.sort_values("as_of", kind="stable").groupby("fund_id", sort=False).tail(1)
    return newest.set_index("fund_id")[list(columns)]


def against_targets(funds: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Follow each target by what was formed for it, date by date.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table; what was formed counts, even where it ended since.
        What counts toward a target shares its id up to the
        last hyphen: a published total ``x`` (or ``x-cumulative``) alone where there is one and
        no single funds, else the funds ``x-…``.

    Returns
    -------
    dict of str to DataFrame
        By the target's id, what `invest.formation` returns; `attrs`: name, target, target_as_of,
        source_ids, by (``funds`` or ``total``). Targets without anything formed are left out.
    """
    found = {}
    funds = as_told(funds)
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
