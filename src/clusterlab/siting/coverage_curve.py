"""Coverage curve: how much demand the best 1, 2, ... K facilities reach."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..model.checks import positive, whole_number
from .max_cover import covering
from .placement import check_demand, check_number, relative_gap


def coverage_curve(
    cost: pd.DataFrame,
    weights: pd.Series | Sequence[float] | None = None,
    *,
    radius: float,
    k_max: int,
    fixed: Sequence[Any] = (),
    time_limit_s: float = 10.0,
) -> pd.DataFrame:
    """Solve the maximal covering for each number of facilities.

    Parameters
    ----------
    cost : DataFrame, shape (demand, candidates)
        Cost, distance or time, zero or more; infinite where a candidate cannot serve.
    weights : Series or sequence, shape (demand,), optional
        Jobs, people or runs at each demand point, zero or more; ones when not given.
    radius : float
        Largest cost that counts as reached [unit of cost]; itself included.
    k_max : int
        Largest number of facilities.
    fixed : sequence
        Candidates that are already there; the curve begins with their number, or with 1.
    time_limit_s : float
        Seconds for each number.

    Returns
    -------
    DataFrame, indexed by k
        covered: weight reached; share of all weight [0-1], NaN when all weights are 0; added:
        more than with one facility less (NaN in the first row); bound, gap and status as in
        `max_cover`; sites: tuple of those open. The best sites for k need not be among those
        for k + 1.

    Examples
    --------
    >>> km = pd.DataFrame([[0, 5, 9], [5, 0, 4], [9, 4, 0]], list("abc"), list("ABC"), dtype=float)
    >>> coverage_curve(km, [10, 1, 8], radius=3, k_max=3)["covered"].to_dict()
    {1: 10.0, 2: 18.0, 3: 19.0}
    """
    demand = check_demand(cost, weights, fixed)
    last = check_number(whole_number(k_max, "k_max", minimum=1), demand)
    reach = demand.cost <= positive(radius, "radius")
    total = float(demand.weights.sum())
    rows = []
    for k in range(max(1, len(demand.fixed)), last + 1):
        sites, covered, bound = covering(
            reach, demand.weights, k, fixed=demand.fixed, time_limit_s=time_limit_s
        )
        gap = relative_gap(covered, bound)
        rows.append(
            {
                "k": k,
                "covered": covered,
                "share": covered / total if total > 0 else np.nan,
                "bound": bound,
                "gap": 0.0 if gap <= 1e-9 else gap,
                "status": "optimal" if gap <= 1e-9 else "feasible",
                "sites": tuple(demand.candidates[np.sort(sites)]),
            }
        )
    out = pd.DataFrame(rows).set_index("k")
    out.insert(2, "added", out["covered"].diff())
    return out
