"""Effects by group and time: differences in differences that staggered treatment cannot mislead."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from .treatment_timing import read_panel

Array = NDArray[np.float64]
CONTROLS = ("never_treated", "not_yet_treated")


def group_time_effects(
    panel: pd.DataFrame,
    *,
    outcome: str,
    unit: str = "unit",
    period: str = "period",
    treated_from: str = "treated_from",
    controls: str = "never_treated",
    confidence: float = 0.95,
) -> pd.DataFrame:
    r"""Estimate the mean effect on each group of units that begin together, in each period.

    .. math:: ATT(g, t) = E[Y_t - Y_{g-1} \mid G = g] - E[Y_t - Y_{g-1} \mid C]

    Parameters
    ----------
    panel : DataFrame
        As in `difference_in_differences`; balanced: every unit in every period.
    outcome, unit, period, treated_from : str
        Its columns.
    controls : {"never_treated", "not_yet_treated"}
        C: units never treated, or these and all that begin after both t and g.
    confidence : float
        Of the intervals, each by itself [0-1].

    Returns
    -------
    DataFrame, indexed by (group, period)
        estimate, standard_error, low, high [unit of the outcome]; treated, control (units);
        since: periods since the beginning (below zero before it: there the estimate should be
        near zero, or the trends were not parallel). Rows without control units are left out.
        `attrs`: overall, mean over groups and periods under treatment, weighted by units; with
        overall_standard_error, overall_low, overall_high; by_since, a DataFrame of the same for
        each number of periods since the beginning.

    Raises
    ------
    ValueError
        As in `read_panel`; a panel that is not balanced; no treated units; no units that can
        serve as controls; fewer than two units on a side.

    Notes
    -----
    Before the beginning, too, changes are taken from the period before it, g - 1, whose own row
    is zero by construction and left out. Standard errors are clustered by unit, from influence
    functions, those of the weights included; they are those of large numbers of units.

    References
    ----------
    Callaway and Sant'Anna (2021), Journal of Econometrics 225: 200-230, without covariates.

    Examples
    --------
    >>> panel = pd.DataFrame({"unit": list("aabbccdd"), "period": [1, 2] * 4,
    ...                       "treated_from": [2, 2] * 2 + [None] * 4,
    ...                       "deals": [1, 5, 2, 7, 1, 2, 3, 5]})
    >>> table = group_time_effects(panel, outcome="deals")
    >>> table.loc[(2, 2), "estimate"], table.attrs["overall"]
    (np.float64(3.0), 3.0)
    """
    if controls not in CONTROLS:
        raise ValueError(f"controls must be one of {', '.join(CONTROLS)}, not {controls!r}.")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must be between 0 and 1, not {confidence}.")
    clean = read_panel(panel, outcome=outcome, unit=unit, period=period, treated_from=treated_from)
    wide = clean.pivot_table(index="unit", columns="period", values="outcome")
    if wide.isna().any(axis=None):
        raise ValueError("The panel is not balanced: a unit lacks a period.")
    begun = clean.drop_duplicates("unit").set_index("unit")["treated_from"].reindex(wide.index)
    starts = begun.fillna(np.inf).to_numpy(float)
    periods, values = wide.columns.to_numpy(), wide.to_numpy(float)
    rows, influences = _each(values, starts, periods, controls)
    if not rows:
        raise ValueError("No group has two treated units and two that can serve as controls.")
    width = float(ndtri((1 + confidence) / 2))
    table = pd.DataFrame(rows).set_index(["group", "period"])
    influence = np.array(influences)
    _spread(table, influence, width)
    group = table.index.get_level_values("group").to_numpy(float)
    since = table["since"].to_numpy()
    table.attrs |= _mean(table, influence, starts, group, since >= 0, width, "overall")
    by_since = {
        int(e): _mean(table, influence, starts, group, since == e, width, "mean")
        for e in np.unique(since)
    }
    table.attrs["by_since"] = (
        pd.DataFrame.from_dict(by_since, orient="index")
        .rename(columns=lambda name: name.removeprefix("mean_"))
        .rename(columns={"mean": "estimate"})
        .rename_axis("since")
    )
    return table


def _each(
    values: Array, starts: Array, periods: NDArray[Any], controls: str
) -> tuple[list[dict[str, Any]], list[Array]]:
    """Effects of every group and period, and their influence functions, one row a unit."""
    rows, influences = [], []
    units = len(starts)
    for g in sorted(set(starts[np.isfinite(starts)])):
        base = int(np.searchsorted(periods, g)) - 1
        for column, t in enumerate(periods):
            if column == base:
                continue
            treated = starts == g
            later = starts > max(g, t) if controls == "not_yet_treated" else np.isinf(starts)
            n_treated, n_control = int(treated.sum()), int(later.sum())
            if n_treated < 2 or n_control < 2:
                continue
            change = values[:, column] - values[:, base]
            with_it, without = change[treated].mean(), change[later].mean()
            influences.append(
                treated * (change - with_it) * units / n_treated
                - later * (change - without) * units / n_control
            )
            rows.append(
                {
                    "group": int(g),
                    "period": int(t),
                    "since": int(column - base - 1),
                    "estimate": float(with_it - without),
                    "treated": n_treated,
                    "control": n_control,
                }
            )
    return rows, influences


def _spread(table: pd.DataFrame, influence: Array, width: float) -> None:
    """Add standard errors and intervals to a table of our own."""
    error = np.sqrt((influence**2).mean(axis=1) / influence.shape[1])
    table.insert(2, "standard_error", error)
    table.insert(3, "low", table["estimate"] - width * error)
    table.insert(4, "high", table["estimate"] + width * error)


def _mean(
    table: pd.DataFrame,
    influence: Array,
    starts: Array,
    group: Array,
    chosen: NDArray[np.bool_],
    width: float,
    name: str,
) -> dict[str, float]:
    """Mean effect over chosen rows, weighted by the units of their groups."""
    if not chosen.any():
        return {name: np.nan, f"{name}_standard_error": np.nan}
    effects = table["estimate"].to_numpy()[chosen]
    member = (starts[None, :] == group[chosen][:, None]).astype(float)
    part = member.mean(axis=1)
    whole = part.sum()
    value = float(part @ effects / whole)
    # The groups' sizes are drawn as well: how the weights move is part of the spread.
    moved = ((member - part[:, None]) * (effects - value)[:, None]).sum(axis=0) / whole
    total = (part[:, None] * influence[chosen]).sum(axis=0) / whole + moved
    error = float(np.sqrt((total**2).mean() / len(starts)))
    return {
        name: value,
        f"{name}_standard_error": error,
        f"{name}_low": value - width * error,
        f"{name}_high": value + width * error,
    }
