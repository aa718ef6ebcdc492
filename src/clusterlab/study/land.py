"""Lays out what land is planned for, and how much of it firms have moved into."""

import pandas as pd


def whole_plans(mix: pd.DataFrame) -> pd.DataFrame:
    """Keep the plans whose parts make a whole, the newest of each district first.

    Parameters
    ----------
    mix : DataFrame
        What `measure.land_use_mix` returns, indexed by district_id and plan.
    """
    whole = mix[mix["entropy"].notna()]
    return whole.sort_values("as_of", ascending=False, kind="stable")


def planned_shares(land_use: pd.DataFrame, plans: pd.DataFrame) -> pd.DataFrame:
    """Lay out the categories of some plans side by side.

    Parameters
    ----------
    land_use : DataFrame
        A cluster's table.
    plans : DataFrame
        Indexed by district_id and plan, with ``basis``: "area" or "share".

    Returns
    -------
    DataFrame, same index
        One column a category, in the order of first appearance; shares of the plan [-].
    """
    rows = land_use[land_use["category"] != "total"]
    found = {}
    for key, basis in zip(plans.index.tolist(), plans["basis"], strict=True):
        one = rows[(rows["district_id"] == key[0]) & (rows["plan"] == key[1])]
        by_part = one.groupby(["category", "category_published"])[
            "area_m2" if basis == "area" else "share_pct"
        ].max()
        values = by_part.groupby("category").sum()
        found[key] = values / values.sum()
    order = [
        c for c in dict.fromkeys(rows["category"]) if any(c in v.index for v in found.values())
    ]
    table = pd.DataFrame({key: values.reindex(order) for key, values in found.items()}).T
    table = table.reindex(columns=order)
    if len(plans):
        table.index = plans.index
    return table


def moved_in(facts: pd.DataFrame) -> pd.DataFrame:
    """Set firms that moved in against firms that contracted, where both are published for one date.

    Parameters
    ----------
    facts : DataFrame
        Columns indicator, value, unit, as_of, source_id.

    Returns
    -------
    DataFrame, one row a date, newest first
        as_of, contracted, low, high (moved in), low_share, high_share [-], source_ids.
    """
    named = facts["indicator"].str.extract(r"^firms_(contracted|confirmed|moved_in)(.*)$")
    known = facts.assign(what=named[0], where=named[1]).dropna(subset=["what", "value"])
    rows = []
    for (as_of, _), group in known.groupby(["as_of", "where"]):
        inside = group.loc[group["what"] == "moved_in", "value"]
        contracted = group.loc[group["what"] != "moved_in", "value"]
        if len(inside) and len(contracted):
            whole = float(contracted.max())
            row = {
                "as_of": as_of,
                "contracted": whole,
                "low": inside.min(),
                "high": inside.max(),
                "low_share": inside.min() / whole,
                "high_share": inside.max() / whole,
                "source_ids": ";".join(sorted(set(group["source_id"]))),
            }
            rows.append(row)
    columns = ["as_of", "contracted", "low", "high", "low_share", "high_share", "source_ids"]
    return pd.DataFrame(rows, columns=columns).sort_values("as_of", ascending=False)
