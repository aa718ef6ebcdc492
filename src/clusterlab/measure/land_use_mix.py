"""Land-use mix: how evenly the uses of a planned area share it."""

from typing import Any

import numpy as np
import pandas as pd

from ._shares import entropy_nats

_COLUMNS = [
    "as_of",
    "status",
    "basis",
    "area_m2",
    "covered_pct",
    "classes",
    "entropy",
    "relative_entropy",
    "simpson",
    "reason",
    "confidence",
    "source_ids",
]


def land_use_mix(land_use: pd.DataFrame, *, tolerance_pct: float = 1.0) -> pd.DataFrame:
    r"""Give entropy and Simpson's diversity of each plan whose parts add up to its total.

    .. math:: E = -\sum_k s_k \ln s_k, \qquad E^* = E / \ln n, \qquad D = 1 - \sum_k s_k^2

    Parameters
    ----------
    land_use : DataFrame
        One row for each district, plan and category, with the columns district_id, plan,
        category ("total" is the whole, the others its parts), category_published, area_m2,
        share_pct, as_of, status, source_id.
    tolerance_pct : float
        How far the parts may miss the total [% of the total].

    Returns
    -------
    DataFrame, indexed by district_id and plan
        area_m2: total area [m²]; covered_pct: what the parts add up to [% of the total]; classes:
        number n of categories told apart; entropy [nats], relative_entropy [0-1], simpson [0-1],
        all NaN with a `reason` where the parts do not make a whole; basis: "area" or "share";
        confidence: the lowest of its rows, from A to C.

    Notes
    -----
    Reasons: ``no_parts``, ``one_part``, ``no_total`` (neither a total nor shares), ``overlap``
    (parts exceed the total) and ``incomplete`` (they fall short). Rows of one category are added.
    Plans that tell different numbers of classes apart are not comparable in `entropy`; a class
    that lumps roads, parks and schools lowers it. A plan told by several sources is taken as a
    whole where its rows differ, and from the source that covers it best where they repeat.

    References
    ----------
    Frank & Pivo (1994), Transportation Research Record 1466: 44-52.

    Examples
    --------
    >>> plan = pd.DataFrame({"category": ["total", "industrial", "park"],
    ...                      "area_m2": [100.0, 75.0, 25.0]})
    >>> plan = plan.assign(district_id="D1", plan="2010", category_published=plan["category"],
    ...                    share_pct=None, as_of="2010", status="plan", source_id="s")
    >>> mix = land_use_mix(plan).round(3)
    >>> mix[["area_m2", "relative_entropy", "simpson"]]  # doctest: +NORMALIZE_WHITESPACE
                      area_m2  relative_entropy  simpson
    district_id plan
    D1          2010    100.0             0.811    0.375
    """
    if not tolerance_pct >= 0:
        raise ValueError(f"tolerance_pct must be zero or more, not {tolerance_pct}.")
    keys, found = [], []
    for key, rows in land_use.groupby(["district_id", "plan"], sort=False):
        readings = [rows]
        if rows.duplicated("category_published").any():
            readings = [part for _, part in rows.groupby("source_id", sort=False)]
        results = [_composition(reading, tolerance_pct) for reading in readings]
        keys.append(key)
        found.append(max(results, key=lambda result: (result["reason"] == "", result["classes"])))
    index = pd.MultiIndex.from_tuples(keys, names=["district_id", "plan"])
    return pd.DataFrame(found, index=index, columns=_COLUMNS)


def _composition(rows: pd.DataFrame, tolerance_pct: float) -> dict[str, Any]:
    """Mix of one plan as one source, or several without repetition, tell it."""
    is_total = rows["category"] == "total"
    parts, totals = rows[~is_total], rows.loc[is_total, "area_m2"].dropna()
    total = float(totals.max()) if len(totals) else np.nan
    out: dict[str, Any] = {
        "as_of": rows["as_of"].astype(str).max(),
        "status": "/".join(sorted(rows["status"].unique())),
        "basis": "",
        "area_m2": total,
        "covered_pct": np.nan,
        "classes": parts["category"].nunique(),
        "entropy": np.nan,
        "relative_entropy": np.nan,
        "simpson": np.nan,
        "reason": "",
        "confidence": rows["confidence"].max() if "confidence" in rows else "",
        "source_ids": ";".join(sorted(rows["source_id"].astype(str).unique())),
    }
    amounts, whole, basis = _amounts(parts, total)
    if parts.empty:
        out["reason"] = "no_parts"
    elif out["classes"] == 1:
        out["reason"] = "one_part"
    elif amounts is None:
        out["reason"] = "no_total"
    else:
        out["basis"] = basis
        out["covered_pct"] = 100 * float(amounts.sum()) / whole
        if out["covered_pct"] > 100 + tolerance_pct:
            out["reason"] = "overlap"
        elif out["covered_pct"] < 100 - tolerance_pct:
            out["reason"] = "incomplete"
    if out["reason"] == "" and amounts is not None:
        by_class = amounts.groupby(parts["category"]).sum().to_numpy(dtype=np.float64)
        shares = by_class / by_class.sum()
        out["entropy"] = float(entropy_nats(shares[None, :])[0])
        out["relative_entropy"] = out["entropy"] / np.log(len(shares))
        out["simpson"] = float(1 - np.square(shares).sum())
    return out


def _amounts(parts: pd.DataFrame, total: float) -> tuple[pd.Series | None, float, str]:
    """Areas with the total they should reach; else shares, which should reach 100 %."""
    areas = pd.to_numeric(parts["area_m2"])
    if areas.notna().all() and total > 0:
        return areas, total, "area"
    shares = pd.to_numeric(parts["share_pct"])
    if shares.notna().all():
        return shares, 100.0, "share"
    return None, np.nan, ""
