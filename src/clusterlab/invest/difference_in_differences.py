"""Difference in differences of a panel: two-way fixed effects, and whether they may mislead."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from ..model.reason import Reason
from ._reassignment import NOTHING, Array, Verdict, assign, invert
from .treatment_timing import bacon_decomposition, read_panel

# Fewer treated or untreated units (or clusters of them), and clustered errors reject too often.
FEW = 10


def difference_in_differences(
    panel: pd.DataFrame,
    *,
    outcome: str,
    unit: str = "unit",
    period: str = "period",
    treated_from: str = "treated_from",
    cluster_by: str | None = None,
    confidence: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    r"""Estimate one effect of a treatment with effects of every unit and every period.

    .. math:: y_{it} = \alpha_i + \lambda_t + \beta \, 1\{t \ge g_i\} + \varepsilon_{it}

    Parameters
    ----------
    panel : DataFrame, shape (units x periods, 4 or more)
        A row is a unit in a period: a firm and a year, a district and a quarter.
    outcome : str
        Column of numbers, such as the money of the unit's deals.
    unit, period, treated_from : str
        Columns: who; when, as a whole number; the first period under treatment, the same in every
        row of a unit and empty for units never treated.
    cluster_by : str, optional
        Column of groups in which errors go together; the unit unless given.
    confidence : float
        Of the interval [0-1].
    seed : int
        Of the assignments drawn, where units are few.

    Returns
    -------
    DataFrame, one row named ``treated``
        estimate, standard_error, low, high [unit of the outcome]; p_value; units, treated_units,
        periods, observations, clusters. `attrs`: ``staggered``, whether units begin in different
        periods; ``cohorts``, units by first period; ``forbidden_weight``, the part of the estimate
        that rests on units already treated as if they were untouched [0-1], NaN where the panel
        is not balanced; ``few_treated``, whether fewer than ten units or clusters are treated,
        or are not; ``inference``, "randomisation" there and "clustered errors" else;
        ``assignments``, those looked at, or 0; ``reason``, a Reason: why a number is NaN, or
        ``staggered_adoption`` where staggered.

    Raises
    ------
    ImportError
        linearmodels is not installed.
    ValueError
        The panel is in disorder (see `read_panel`), no unit or every unit is untreated in every
        period, or fewer than two clusters.

    Notes
    -----
    Where treatment is staggered and its effect grows or differs, the estimate may even have the
    wrong sign; `group_time_effects` does not use units already treated as controls. Fixed effects
    are no proof: without treatment, treated and untreated must have moved in parallel. Look at the
    periods before treatment in `group_time_effects`.

    Clustered errors lean on Student's t with one degree less than there are clusters, and reject
    a true null too often where few are treated. There the beginnings are assigned anew instead:
    all ways, or the observed and 999 drawn; between clusters where `cluster_by` is given. p is
    the part of the assignments that explain as much of the outcome; the interval holds each
    effect, the same for all under treatment, that this test does not reject; the standard error
    is the deviation of the estimate over assignments at the effect estimated. With assignments
    too few for the level (3 of 5 units: 10) the interval is NaN.

    References
    ----------
    Goodman-Bacon (2021), Journal of Econometrics 225: 254-277; Cameron and Miller (2015), Journal
    of Human Resources 50: 317-372, on few clusters; Rosenbaum (2002), Observational Studies, 2nd
    ed., chapter 2, on intervals from randomisation.

    Examples
    --------
    >>> panel = pd.DataFrame({"unit": list("aabbccdd"), "period": [1, 2] * 4,
    ...                       "treated_from": [2, 2] * 2 + [None] * 4,
    ...                       "deals": [1, 5, 2, 7, 1, 2, 3, 5]})
    >>> table = difference_in_differences(panel, outcome="deals")
    >>> table["estimate"].round(6).to_dict()
    {'treated': 3.0}
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must be between 0 and 1, not {confidence}.")
    clean = read_panel(panel, outcome=outcome, unit=unit, period=period, treated_from=treated_from)
    under = clean["period"] >= clean["treated_from"]
    if not under.any() or under.all():
        told = "every" if under.all() else "no"
        raise ValueError(f"There is {told} row under treatment; there is nothing to compare.")
    groups = clean["unit"] if cluster_by is None else _column(panel, cluster_by)
    codes = pd.Series(pd.factorize(groups)[0], index=clean.index)
    clusters = int(codes.nunique())
    if clusters < 2:
        raise ValueError(f"Errors need two clusters or more, not {clusters}.")
    fitted = _fit(clean.assign(under=under.astype(float), cluster=codes))
    cohorts = clean.drop_duplicates("unit")["treated_from"].dropna().value_counts().sort_index()
    few = _smallest_side(clean, codes) < FEW
    reason = None
    if few:
        tested, reason = _reassigned(clean, codes, confidence=confidence, seed=seed)
    else:
        tested, reason = _clustered(fitted, clusters - 1, confidence, np.ptp(clean["outcome"]))
    table = pd.DataFrame(
        [
            {
                "estimate": fitted["estimate"],
                "standard_error": tested.standard_error,
                "low": tested.low,
                "high": tested.high,
                "p_value": tested.p_value,
                "units": clean["unit"].nunique(),
                "treated_units": int(cohorts.sum()),
                "periods": clean["period"].nunique(),
                "observations": len(clean),
                "clusters": clusters,
            }
        ],
        index=pd.Index(["treated"], name="term"),
    )
    table.attrs |= {
        "few_treated": few,
        "inference": "randomisation" if few else "clustered errors",
        "assignments": tested.assignments,
    }
    return _with_warning(table, clean, cohorts, reason)


def _with_warning(
    table: pd.DataFrame, clean: pd.DataFrame, cohorts: "pd.Series[int]", reason: Reason | None
) -> pd.DataFrame:
    """Attach what the timing of the treatment means for the estimate."""
    weight = float("nan")
    if len(clean) == clean["unit"].nunique() * clean["period"].nunique():
        parts = bacon_decomposition(clean, outcome="outcome")
        weight = float(parts.loc[parts["forbidden"], "weight"].sum())
    table.attrs |= {
        "staggered": len(cohorts) > 1,
        "cohorts": dict(zip(cohorts.index.astype(int).tolist(), cohorts.tolist(), strict=True)),
        "forbidden_weight": weight,
    }
    if reason is None and len(cohorts) > 1:
        reason = Reason("staggered_adoption", cohorts=len(cohorts), weight=weight)
    if reason is not None:
        table.attrs["reason"] = reason
    return table


def _smallest_side(clean: pd.DataFrame, codes: "pd.Series[int]") -> int:
    """Count the treated and the untreated, as units and as clusters, and take the fewest."""
    under = (clean["period"] >= clean["treated_from"]).groupby(clean["unit"]).transform("any")
    counts = [of[side].nunique() for of in (clean["unit"], codes) for side in (under, ~under)]
    return int(min(*counts, codes.nunique()))


def _clustered(
    fitted: dict[str, float], freedom: int, confidence: float, size: float
) -> tuple[Verdict, Reason | None]:
    """Read p and interval off clustered errors; without any error there is no statistic."""
    estimate, error = fitted["estimate"], fitted["standard_error"]
    if not error > 1e-12 * size:
        return NOTHING, Reason("no_variation")
    half = float(stdtrit(freedom, (1 + confidence) / 2)) * error
    p_value = float(2 * stdtr(freedom, -abs(estimate / error)))
    return Verdict(p_value, estimate - half, estimate + half, error, 0), None


def _reassigned(
    clean: pd.DataFrame, codes: "pd.Series[int]", *, confidence: float, seed: int
) -> tuple[Verdict, Reason | None]:
    """Test and interval from assigning the beginnings anew, and why there is none."""
    pairs = pd.DataFrame({"unit": clean["unit"], "cluster": codes}).drop_duplicates()
    if pairs["unit"].duplicated().any():
        return NOTHING, Reason("units_in_several_clusters")
    design = Reassigned(clean, codes, seed=seed)
    tested = design.of(clean["outcome"].to_numpy(float), confidence=confidence)
    if not tested.assignments:
        return tested, Reason("no_variation")
    if np.isnan(tested.low):
        return tested, Reason("too_few_assignments", n=tested.assignments)
    return tested, Reason("no_variation") if np.isnan(tested.standard_error) else None


class Reassigned:
    """All assignments of a panel's treatment, with the effects of units and periods taken out.

    Parameters
    ----------
    clean : DataFrame
        As `read_panel` gives it.
    codes : Series of int
        The cluster of every row, one for each unit.
    seed : int
        Of the draws.
    """

    def __init__(self, clean: pd.DataFrame, codes: "pd.Series[int]", *, seed: int) -> None:
        by_unit = clean.assign(cluster=codes).groupby("unit", sort=True)
        starts = by_unit["treated_from"].first()
        places = starts.index.get_indexer(pd.Index(clean["unit"]))
        periods = clean["period"].to_numpy()
        unit_part = pd.get_dummies(places, dtype=float).to_numpy()
        time_part = pd.get_dummies(periods, dtype=float).to_numpy()
        self._basis, _ = np.linalg.qr(np.column_stack([unit_part, time_part[:, 1:]]))
        groups = by_unit["cluster"].first().to_numpy(np.int64)
        every = assign(starts.to_numpy(float), groups, seed=seed)
        under = (periods[:, None] >= every.T[places]).astype(float)
        left = self._out(under)
        # Divided by its length, a statistic is what the treatment explains: never more than all,
        # so that the set of effects not rejected has no gaps.
        length = np.sqrt((left**2).sum(axis=0))
        self._directions = np.where(length > 1e-6, left / np.maximum(length, 1e-6), np.nan)
        self._shifts = self._directions.T @ under[:, 0]

    def _out(self, values: Array) -> Array:
        """Take the effects of units and periods out."""
        return values - self._basis @ (self._basis.T @ values)

    def of(self, outcome: NDArray[np.float64], *, confidence: float) -> Verdict:
        """Test one outcome, shape (rows,); `NOTHING` where units and periods explain it all."""
        left = self._out(outcome)
        size = float(np.abs(outcome - outcome.mean()).max())
        if not np.abs(left).max() > 1e-10 * max(size, 1e-300):
            return NOTHING
        return invert(self._directions.T @ left, self._shifts, confidence=confidence)


def _fit(clean: pd.DataFrame) -> dict[str, float]:
    """Estimate with linearmodels; the clustered errors are those of its default correction."""
    try:
        from linearmodels.panel import PanelOLS
    except ImportError:
        raise ImportError(
            "difference_in_differences needs linearmodels: pip install 'clusterlab[panel]'"
        ) from None
    indexed = clean.set_index(["unit", "period"])
    treated = clean["treated_from"].notna().groupby(clean["unit"]).first()
    if treated.all() and len(set(clean["treated_from"])) == 1:
        raise ValueError("Every unit begins in the same period; there is nothing to compare.")
    model = PanelOLS(indexed["outcome"], indexed[["under"]], entity_effects=True, time_effects=True)
    found: Any = model.fit(cov_type="clustered", clusters=indexed[["cluster"]])
    return {
        "estimate": float(found.params["under"]),
        "standard_error": float(found.std_errors["under"]),
    }


def _column(panel: pd.DataFrame, name: str) -> "pd.Series[Any]":
    """Read the groups in which errors go together, none of them empty."""
    if name not in panel:
        raise ValueError(f"The panel needs a column {name!r}; it has {list(panel.columns)}.")
    if panel[name].isna().any():
        raise ValueError(f"{name} is empty in a row; every row belongs to one cluster.")
    return panel[name]
