"""Timing of a treatment: who begins when, and what a two-way estimate is averaged from."""

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd


def read_panel(
    panel: pd.DataFrame,
    *,
    outcome: str,
    unit: str = "unit",
    period: str = "period",
    treated_from: str = "treated_from",
) -> pd.DataFrame:
    """Check a panel and give its columns fixed names.

    Parameters
    ----------
    panel : DataFrame
        A row is a unit in a period.
    outcome, unit, period, treated_from : str
        Its columns; see `difference_in_differences`.

    Returns
    -------
    DataFrame, same index
        unit, period (whole number), treated_from (float, NaN where never), outcome (float).

    Raises
    ------
    ValueError
        A missing column; an empty cell or one that is no number; a unit twice in a period; a
        unit with two beginnings, or under treatment in its first period, so that it has no before.

    Examples
    --------
    >>> rows = {"firm": ["a", "a"], "year": [1, 2], "since": [None, None], "deals": [0, 1]}
    >>> read_panel(pd.DataFrame(rows), outcome="deals", unit="firm", period="year",
    ...            treated_from="since")["outcome"].tolist()
    [0.0, 1.0]
    """
    for name in (unit, period, treated_from, outcome):
        if name not in panel:
            raise ValueError(f"The panel needs a column {name!r}; it has {list(panel.columns)}.")
    if not len(panel):
        raise ValueError("The panel has no rows.")
    clean = pd.DataFrame(
        {
            "unit": panel[unit],
            "period": pd.to_numeric(panel[period], errors="coerce"),
            "treated_from": pd.to_numeric(panel[treated_from], errors="coerce").astype(float),
            "outcome": pd.to_numeric(panel[outcome], errors="coerce").astype(float),
        }
    )
    _refuse(panel, clean["unit"].isna(), unit, "must not be empty")
    whole = clean["period"].notna() & (clean["period"] % 1 == 0)
    _refuse(panel, ~whole, period, "must be a whole number")
    _refuse(panel, ~np.isfinite(clean["outcome"]), outcome, "must be a finite number")
    unread = clean["treated_from"].isna() & panel[treated_from].notna()
    _refuse(panel, unread, treated_from, "must be a period, or empty where never treated")
    twice = clean.duplicated(["unit", "period"])
    _refuse(panel, twice, period, "this unit has the period twice")
    starts = clean.groupby("unit")["treated_from"].transform("first")
    same = (clean["treated_from"] == starts) | (clean["treated_from"].isna() & starts.isna())
    _refuse(panel, ~same, treated_from, "must be the same in every row of a unit")
    first = clean.groupby("unit")["period"].transform("min")
    rule = "a unit under treatment in its first period has no before; leave it out"
    _refuse(panel, clean["treated_from"] <= first, treated_from, rule)
    return clean.astype({"period": int})


def bacon_decomposition(
    panel: pd.DataFrame,
    *,
    outcome: str,
    unit: str = "unit",
    period: str = "period",
    treated_from: str = "treated_from",
) -> pd.DataFrame:
    r"""Take a two-way estimate apart into the two-by-two comparisons that it averages.

    .. math:: \hat\beta = \sum_{k} s_{kU} \hat\beta_{kU}
        + \sum_{k < l} (s^k_{kl} \hat\beta^k_{kl} + s^l_{kl} \hat\beta^l_{kl})

    Parameters
    ----------
    panel, outcome, unit, period, treated_from
        As in `difference_in_differences`; balanced: every unit in every period.

    Returns
    -------
    DataFrame, one row for each comparison
        treated, control (first period of either; NaN for never treated); estimate [unit of the
        outcome]; weight, summing to 1 [-]; forbidden: whether the controls are treated already.

    Raises
    ------
    ValueError
        As in `read_panel`, a panel that is not balanced, or nothing to compare.

    Notes
    -----
    Forbidden comparisons take the growth of an effect in units already treated for a movement of
    the untreated, and subtract it.

    References
    ----------
    Goodman-Bacon (2021), Journal of Econometrics 225: 254-277, theorem 1.

    Examples
    --------
    >>> panel = pd.DataFrame({"unit": list("aaabbbccc"), "period": [1, 2, 3] * 3,
    ...                       "treated_from": [2] * 3 + [3] * 3 + [None] * 3,
    ...                       "deals": [0, 1, 2, 0, 0, 1, 0, 0, 0]})
    >>> parts = bacon_decomposition(panel, outcome="deals")
    >>> parts["weight"].sum().round(9), parts.loc[parts["forbidden"], "estimate"].tolist()
    (np.float64(1.0), [0.0])
    """
    clean = read_panel(panel, outcome=outcome, unit=unit, period=period, treated_from=treated_from)
    wide = clean.pivot_table(index="unit", columns="period", values="outcome")
    if wide.isna().any(axis=None):
        raise ValueError("The panel is not balanced: a unit lacks a period.")
    starts = clean.drop_duplicates("unit").set_index("unit")["treated_from"].reindex(wide.index)
    periods = wide.columns.to_numpy()
    # Who begins after the last period is untreated as far as the panel can tell.
    starts = starts.where(starts <= periods[-1])
    cohorts = sorted(starts.dropna().unique())
    means = {g: wide[starts == g].mean().to_numpy() for g in cohorts}
    share = {g: float((starts == g).mean()) for g in cohorts}
    under = {g: float((periods >= g).mean()) for g in cohorts}
    never = float(starts.isna().mean())
    untouched = wide[starts.isna()].mean().to_numpy()
    rows: list[dict[str, Any]] = []
    for g in cohorts:
        if never > 0:
            weight = share[g] * never * under[g] * (1 - under[g])
            change = _change(means[g], periods >= g, periods < g)
            change -= _change(untouched, periods >= g, periods < g)
            rows.append(_part(g, float("nan"), change, weight, forbidden=False))
    for early, late in combinations(cohorts, 2):
        product = share[early] * share[late]
        gap = under[early] - under[late]
        before, after = periods < early, periods >= late
        between = ~before & ~after
        change = _change(means[early], between, before) - _change(means[late], between, before)
        rows.append(_part(early, late, change, product * gap * (1 - under[early]), forbidden=False))
        change = _change(means[late], after, between) - _change(means[early], after, between)
        rows.append(_part(late, early, change, product * gap * under[late], forbidden=True))
    if not rows:
        raise ValueError("There is nothing to compare: all units begin in the same period.")
    table = pd.DataFrame(rows)
    table["weight"] /= table["weight"].sum()
    return table


def _part(
    treated: float, control: float, estimate: float, weight: float, *, forbidden: bool
) -> dict[str, Any]:
    return {
        "treated": treated,
        "control": control,
        "estimate": float(estimate),
        "weight": weight,
        "forbidden": forbidden,
    }


def _change(means: Any, after: Any, before: Any) -> float:
    """Mean after less mean before."""
    return float(means[after].mean() - means[before].mean())


def _refuse(panel: pd.DataFrame, wrong: Any, column: str, rule: str) -> None:
    """Raise one line on the first row that breaks a rule."""
    if not wrong.any():
        return
    position = int(np.flatnonzero(np.asarray(wrong))[0])
    label = panel.index[position]
    row = int(label) + 2 if isinstance(label, (int, np.integer)) else label
    raise ValueError(f"Panel, row {row}: {column} {panel[column].iloc[position]!s:.40}: {rule}.")
