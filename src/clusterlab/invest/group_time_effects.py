"""Effects by group and time: differences in differences that staggered treatment cannot mislead."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from ..model.reason import Reason
from ._reassignment import NOTHING, Array, Verdict, assign, invert
from .difference_in_differences import FEW
from .treatment_timing import read_panel

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
    seed: int = 0,
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
    seed : int
        Of the assignments drawn, where units are few.

    Returns
    -------
    DataFrame, indexed by (group, period)
        estimate, standard_error, low, high [unit of the outcome]; p_value; treated, control
        (units); since: periods since the beginning (below zero before it: there the estimate
        should be near zero, or the trends were not parallel). Rows without controls are left out.
        `attrs`: overall, mean over groups and periods under treatment, weighted by units; with
        overall_standard_error, overall_low, overall_high, overall_p_value; by_since, a DataFrame
        of the same for each number of periods since the beginning; few_treated, whether the mean
        rests on fewer than ten units on a side; inference, "randomisation" there and "influence
        functions" else; assignments, those looked at for the mean, or 0; reason, a Reason, where
        a number is NaN.

    Raises
    ------
    ValueError
        As in `read_panel`; a panel that is not balanced; no treated units; no units that can
        serve as controls; fewer than two units on a side.

    Notes
    -----
    Before the beginning, too, changes are taken from the period before it, g - 1, whose own row
    is zero by construction and left out. Standard errors are clustered by unit, from influence
    functions, those of the weights included; they are those of large numbers of units. A row, or a
    mean, with fewer than ten units on a side takes p, interval and standard error from assigning
    the beginnings anew, as in `difference_in_differences`: a row among its own treated and
    controls; the mean among all units, against one effect, the same in every period under
    treatment. A mean of few units over several groups in `by_since` has none: other periods'
    effects would move with the units.

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
    cells = _each(values, starts, periods, controls)
    if not cells:
        raise ValueError("No group has two treated units and two that can serve as controls.")
    table = pd.DataFrame([cell.row for cell in cells])
    influence = np.array([cell.influence for cell in cells])
    error = np.sqrt((influence**2).mean(axis=1) / len(starts))
    tested = [
        cell.reassigned(confidence, seed)
        if min(cell.row["treated"], cell.row["control"]) < FEW
        else _normal(cell.row["estimate"], deviation, confidence, np.ptp(values))
        for cell, deviation in zip(cells, error.tolist(), strict=True)
    ]
    for place, name in enumerate(("standard_error", "low", "high", "p_value"), start=3):
        table.insert(place, name, [getattr(one, name) for one in tested])
    means = _Means(values, starts, periods, controls, cells, tested, confidence, seed)
    since = table["since"].to_numpy()
    overall = means.of(since >= 0, "overall")
    table = table.set_index(["group", "period"])
    by_since = {int(e): means.of(since == e, "estimate") for e in np.unique(since)}
    table.attrs |= overall | {
        "by_since": pd.DataFrame.from_dict(by_since, orient="index")
        .rename(columns=lambda name: name.removeprefix("estimate_"))
        .rename_axis("since"),
    }
    few = means.few(since >= 0)
    table.attrs |= {
        "few_treated": few,
        "inference": "randomisation" if few else "influence functions",
        "assignments": means.assignments,
    }
    short = [one.assignments for one in tested if one.assignments and np.isnan(one.low)]
    if short:
        table.attrs["reason"] = Reason("too_few_assignments", n=min(short))
    elif any(np.isnan(one.standard_error) for one in tested):
        table.attrs["reason"] = Reason("no_variation")
    elif table.attrs["by_since"]["low"].isna().any() or np.isnan(overall["overall_low"]):
        table.attrs["reason"] = Reason("too_few_in_groups", minimum=FEW)
    return table


@dataclass(frozen=True)
class _Cell:
    """One group in one period: its row, who is compared, how each changed, and the influences."""

    row: dict[str, Any]
    treated: NDArray[np.bool_]
    later: NDArray[np.bool_]
    change: Array
    influence: Array

    def reassigned(self, confidence: float, seed: int) -> Verdict:
        """Assign the treatment of the cell anew among its own treated and controls."""
        compared = self.treated | self.later
        own = np.where(self.treated[compared], 1.0, np.nan)
        every = ~np.isnan(assign(own, np.arange(len(own)), seed=seed))
        gap = every / every.sum(axis=1)[:, None] - ~every / (~every).sum(axis=1)[:, None]
        change = self.change[compared]
        if not np.ptp(change) > 1e-12 * np.abs(change).max():
            return NOTHING
        return invert(gap @ change, gap @ every[0].astype(float), confidence=confidence)


def _normal(estimate: float, error: float, confidence: float, size: float) -> Verdict:
    """Read p and interval off an error of many units; without any there is no statistic."""
    if not error > 1e-12 * size:
        return NOTHING
    half = float(ndtri((1 + confidence) / 2)) * error
    p_value = float(2 * ndtr(-abs(estimate / error)))
    return Verdict(p_value, estimate - half, estimate + half, error, 0)


def _each(values: Array, starts: Array, periods: NDArray[Any], controls: str) -> list[_Cell]:
    """Every group in every period that has two units on either side."""
    cells = []
    units = len(starts)
    for g in sorted(set(starts[np.isfinite(starts)])):
        base = int(np.searchsorted(periods, g)) - 1
        for column, t in enumerate(periods):
            if column == base:
                continue
            treated, later = starts == g, _later(starts, g, t, controls)
            n_treated, n_control = int(treated.sum()), int(later.sum())
            if n_treated < 2 or n_control < 2:
                continue
            change = values[:, column] - values[:, base]
            with_it, without = change[treated].mean(), change[later].mean()
            influence = (
                treated * (change - with_it) * units / n_treated
                - later * (change - without) * units / n_control
            )
            row = {
                "group": int(g),
                "period": int(t),
                "estimate": float(with_it - without),
                "treated": n_treated,
                "control": n_control,
                "since": int(column - base - 1),
            }
            cells.append(_Cell(row, treated, later, change, influence))
    return cells


def _later(starts: Array, g: float, t: float, controls: str) -> NDArray[np.bool_]:
    """Tell who serves as a control of a group in a period."""
    return starts > max(g, t) if controls == "not_yet_treated" else np.isinf(starts)


@dataclass
class _Means:
    """Means over cells, weighted by the units of their groups, with their errors."""

    values: Array
    starts: Array
    periods: NDArray[Any]
    controls: str
    cells: list[_Cell]
    tested: list[Verdict]
    confidence: float
    seed: int
    assignments: int = 0

    def few(self, chosen: NDArray[np.bool_]) -> bool:
        """Whether a mean over chosen cells rests on too few units for errors of many."""
        own = [cell for cell, taken in zip(self.cells, chosen, strict=True) if taken]
        treated = {cell.row["group"]: cell.row["treated"] for cell in own}
        return bool(min(sum(treated.values()), *(cell.row["control"] for cell in own), FEW) < FEW)

    def of(self, chosen: NDArray[np.bool_], name: str) -> dict[str, float]:
        """Mean effect over chosen cells."""
        own = [cell for cell, taken in zip(self.cells, chosen, strict=True) if taken]
        if not own:
            return self._told(np.nan, NOTHING, name)
        effects = np.array([cell.row["estimate"] for cell in own])
        member = np.array([cell.treated for cell in own], dtype=float)
        part = member.mean(axis=1)
        whole = part.sum()
        value = float(part @ effects / whole)
        if self.few(chosen):
            if name == "overall":
                tested = self._reassigned(own, part / whole)
                self.assignments = tested.assignments
            elif len(own) == 1:
                tested = self.tested[int(np.flatnonzero(chosen)[0])]
            else:
                tested = NOTHING
            return self._told(value, tested, name)
        # The groups' sizes are drawn as well: how the weights move is part of the spread.
        moved = ((member - part[:, None]) * (effects - value)[:, None]).sum(axis=0) / whole
        influence = np.array([cell.influence for cell in own])
        total = (part[:, None] * influence).sum(axis=0) / whole + moved
        error = float(np.sqrt((total**2).mean() / len(self.starts)))
        return self._told(value, _normal(value, error, self.confidence, np.ptp(self.values)), name)

    def _told(self, value: float, tested: Verdict, name: str) -> dict[str, float]:
        return {
            name: value,
            f"{name}_standard_error": tested.standard_error,
            f"{name}_low": tested.low,
            f"{name}_high": tested.high,
            f"{name}_p_value": tested.p_value,
        }

    def _reassigned(self, own: list[_Cell], weights: Array) -> Verdict:
        """Assign the beginnings of all units anew, against one effect in all periods under it."""
        given = np.where(np.isinf(self.starts), np.nan, self.starts)
        every = assign(given, np.arange(len(given)), seed=self.seed)
        every = np.where(np.isnan(every), np.inf, every)
        under = (self.periods[None, :] >= self.starts[:, None]).astype(float)
        found, shifts = np.zeros(len(every)), np.zeros(len(every))
        for cell, weight in zip(own, weights.tolist(), strict=True):
            g, t = cell.row["group"], cell.row["period"]
            treated, later = every == g, _later(every, g, t, self.controls)
            gap = treated / cell.row["treated"] - later / cell.row["control"]
            column = int(np.searchsorted(self.periods, t))
            base = int(np.searchsorted(self.periods, g)) - 1
            found += weight * (gap @ cell.change)
            shifts += weight * (gap @ (under[:, column] - under[:, base]))
        if not np.ptp(found) > 1e-12 * np.ptp(self.values):
            return NOTHING
        return invert(found, shifts, confidence=self.confidence)
