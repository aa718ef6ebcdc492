"""HiGHS: a linear or mixed-integer model handed over as sparse arrays, and its proof read back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse as sp

from ._validation import Floats, Mask

if TYPE_CHECKING:
    import highspy


@dataclass(frozen=True)
class Solved:
    """What HiGHS found, with a lower bound; optimal, feasible, infeasible or not_found."""

    status: str
    point: Floats
    objective: float
    bound: float


def minimise(
    costs: Floats,
    rows: sp.csr_array,
    *,
    row_lower: Floats,
    row_upper: Floats,
    integer: Mask,
    lower: Floats | None = None,
    upper: Floats | None = None,
    start: Floats | None = None,
    time_limit_s: float = 60.0,
    enough: float | None = None,
    abs_gap: float = 1e-9,
    plain_search: bool = False,
) -> Solved:
    """Minimise costs over variables from 0 to 1 (or lower to upper) subject to rows.

    Parameters
    ----------
    costs : array, shape (variables,)
        Cost of each variable.
    rows : sparse array, shape (constraints, variables)
        Left-hand sides.
    row_lower, row_upper : array, shape (constraints,)
        Bounds of the left-hand sides; infinite where there is none.
    integer : array of bool, shape (variables,)
        Which variables are whole.
    lower, upper : array, shape (variables,), optional
        Bounds of the variables.
    start : array, shape (variables,), optional
        A feasible point to begin with.
    time_limit_s : float
        Seconds after which the best so far comes back.
    enough : float, optional
        Stop once a solution this cheap is known.
    abs_gap : float
        Difference of objective and bound that counts as none, as where objectives are whole.
    plain_search : bool
        Branch at once, without restarts, heuristics and pools of cuts: faster where the start is
        good and the bound is tight.

    Returns
    -------
    Solved
        "optimal" only where HiGHS proved it with no gap.
    """
    import highspy

    options: dict[str, Any] = {
        "mip_rel_gap": 0.0,
        "mip_abs_gap": abs_gap,
        "random_seed": 0,
    }
    if plain_search:
        options |= {
            "mip_allow_restart": False,
            "mip_heuristic_effort": 0.0,
            "mip_pool_age_limit": 0,
            "mip_pool_soft_limit": 10,
        }
    if enough is not None:
        options["objective_target"] = float(enough) + 1e-6
    model = _model(costs, rows, row_lower=row_lower, row_upper=row_upper)
    if lower is not None:
        model.col_lower_ = lower
    if upper is not None:
        model.col_upper_ = upper
    if integer.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(whole)] for whole in integer]
    solver = _solver(time_limit_s, options)
    solver.passModel(model)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start.tolist()
        solver.setSolution(solution)
    solver.run()
    return _read(solver, mixed=bool(integer.any()))


def relaxed(
    costs: Floats,
    rows: sp.csr_array,
    *,
    row_lower: Floats,
    row_upper: Floats,
    time_limit_s: float,
) -> tuple[Floats, Floats] | None:
    """Minimise costs over variables from 0 to 1, none of them whole, by interior points.

    Parameters
    ----------
    costs, rows, row_lower, row_upper, time_limit_s
        As for `minimise`.

    Returns
    -------
    (array, array) or None
        Values of the variables and duals of the rows, near the optimum rather than at a corner of
        it; None where the time did not do.
    """
    options = {"solver": "ipm", "run_crossover": "off"}
    solver = _solver(time_limit_s, options)
    solver.passModel(_model(costs, rows, row_lower=row_lower, row_upper=row_upper))
    solver.run()
    solution = solver.getSolution()
    if not (solution.value_valid and solution.dual_valid):
        return None
    return np.array(solution.col_value), np.array(solution.row_dual)


def _solver(time_limit_s: float, options: dict[str, Any]) -> "highspy.Highs":
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy types its core, not this
    common = {"output_flag": False, "time_limit": max(float(time_limit_s), 0.01)}
    for option, value in (common | options).items():
        solver.setOptionValue(option, value)
    return solver


def _model(
    costs: Floats, rows: sp.csr_array, *, row_lower: Floats, row_upper: Floats
) -> "highspy.HighsLp":
    import highspy

    count = len(costs)
    matrix = rows.tocsr()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, matrix.shape[0]
    model.col_cost_ = np.asarray(costs, dtype=np.float64)
    model.col_lower_, model.col_upper_ = np.zeros(count), np.ones(count)
    model.row_lower_, model.row_upper_ = row_lower, row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = matrix.indptr
    model.a_matrix_.index_ = matrix.indices
    model.a_matrix_.value_ = matrix.data.astype(np.float64)
    return model


def _read(solver: "highspy.Highs", *, mixed: bool) -> Solved:
    import highspy

    state = solver.getModelStatus()
    status = highspy.HighsModelStatus
    info = solver.getInfo()
    if state in (status.kInfeasible, status.kUnboundedOrInfeasible):
        return Solved("infeasible", np.empty(0), np.nan, np.inf)
    proved = state == status.kOptimal
    bound = info.mip_dual_bound if mixed else (info.objective_function_value if proved else -np.inf)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Solved("not_found", np.empty(0), np.nan, bound)
    values = np.array(solver.getSolution().col_value)
    objective = float(info.objective_function_value)
    return Solved("optimal" if proved else "feasible", values, objective, min(bound, objective))
