"""Difference in differences of a panel: two-way fixed effects, and whether they may mislead."""

from itertools import combinations
from math import comb
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import stdtr, stdtrit

from ..model.reason import Reason
from .treatment_timing import bacon_decomposition, read_panel

# Fewer treated or untreated units than these, and clustered errors reject far too often.
FEW = 10
# Assignments of the treatment looked at: all of them where there are no more.
ASSIGNMENTS = 999


def difference_in_differences(
    panel: pd.DataFrame,
    *,
    outcome: str,
    unit: str = "unit",
    period: str = "period",
    treated_from: str = "treated_from",
    cluster_by: str | None = None,
    confidence: float = 0.95,
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

    Returns
    -------
    DataFrame, one row named ``treated``
        estimate, standard_error, low, high [unit of the outcome]; p_value; units, treated_units,
        periods, observations, clusters. `attrs`: ``staggered``, whether units begin in different
        periods; ``cohorts``, units by first period; ``forbidden_weight``, the part of the estimate
        that rests on units already treated as if they were untouched [0-1], NaN where the panel
        is not balanced; ``few_treated``, whether fewer than ten units are treated, or are not;
        ``inference``, "randomisation" there (p_value is then the part of all assignments of the
        beginnings to the units, or of 999 drawn, whose estimate is as large; ``assignments``
        counts them) and "clustered errors" else; ``reason``, with the code
        ``staggered_adoption``, where staggered.

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
    periods before treatment in `group_time_effects`. Intervals lean on Student's t with one degree
    less than there are clusters; with a handful of clusters they are still too narrow.

    References
    ----------
    Goodman-Bacon (2021), Journal of Econometrics 225: 254-277; Cameron and Miller (2015), Journal
    of Human Resources 50: 317-372, on few clusters.

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
    half = _student_quantile(confidence, clusters - 1) * fitted["standard_error"]
    cohorts = clean.drop_duplicates("unit")["treated_from"].dropna().value_counts().sort_index()
    table = pd.DataFrame(
        [
            {
                "estimate": fitted["estimate"],
                "standard_error": fitted["standard_error"],
                "low": fitted["estimate"] - half,
                "high": fitted["estimate"] + half,
                "p_value": _p_value(fitted["estimate"] / fitted["standard_error"], clusters - 1),
                "units": clean["unit"].nunique(),
                "treated_units": int(cohorts.sum()),
                "periods": clean["period"].nunique(),
                "observations": len(clean),
                "clusters": clusters,
            }
        ],
        index=pd.Index(["treated"], name="term"),
    )
    return _with_warning(table, clean, cohorts)


def _with_warning(
    table: pd.DataFrame, clean: pd.DataFrame, cohorts: "pd.Series[int]"
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
    treated, clusters = int(cohorts.sum()), int(table["clusters"].iloc[0])
    few = min(treated, int(table["units"].iloc[0]) - treated, clusters) < FEW
    table.attrs |= {"few_treated": few, "inference": "clustered errors"}
    if few:
        table["p_value"], draws = _reassigned(clean)
        table.attrs |= {"inference": "randomisation", "assignments": draws}
    if len(cohorts) > 1:
        table.attrs["reason"] = Reason("staggered_adoption", cohorts=len(cohorts), weight=weight)
    return table


def _reassigned(clean: pd.DataFrame) -> tuple[float, int]:
    """Part of the assignments of beginnings to units with as large an estimate, and their number.

    Fisher's exact test where all assignments are few enough to look at, else drawn ones, the
    observed among them. The estimate, not its t, is compared: its error is what fails here.
    """
    starts = clean.groupby("unit", sort=True)["treated_from"].first()
    codes = starts.index.get_indexer(clean["unit"])
    periods = clean["period"].to_numpy()
    unit_part = pd.get_dummies(codes, dtype=float).to_numpy()
    time_part = pd.get_dummies(periods, dtype=float).to_numpy()
    basis, _ = np.linalg.qr(np.column_stack([unit_part, time_part[:, 1:]]))
    outcome = clean["outcome"].to_numpy()
    left = outcome - basis @ (basis.T @ outcome)

    given = starts.to_numpy(float)
    known, counts = np.unique(given[~np.isnan(given)], return_counts=True)
    free, number = len(given), 1
    for count in counts.tolist():
        number, free = number * comb(free, count), free - count
    if number <= ASSIGNMENTS + 1 and len(known) == 1:
        every = [given]
        for chosen in combinations(range(len(given)), int(counts[0])):
            one = np.full(len(given), np.nan)
            one[list(chosen)] = known[0]
            every.append(one)
    else:
        rng = np.random.default_rng(0)
        every = [given, given, *(rng.permutation(given) for _ in range(ASSIGNMENTS))]
    under = (periods[:, None] >= np.array(every).T[codes]).astype(float)
    square = (under**2).sum(axis=0) - ((basis.T @ under) ** 2).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        estimates = np.where(square > 1e-9, (left @ under) / square, np.nan)
    observed, found = abs(float(estimates[0])), estimates[1:]
    if not np.isfinite(observed):
        return float("nan"), len(found)
    found = found[np.isfinite(found)]
    return float((np.abs(found) >= observed * (1 - 1e-9)).mean()), len(found)


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


def _student_quantile(confidence: float, freedom: int) -> float:
    return float(stdtrit(freedom, (1 + confidence) / 2))


def _p_value(statistic: float, freedom: int) -> float:
    return float(2 * stdtr(freedom, -abs(statistic))) if np.isfinite(statistic) else np.nan
