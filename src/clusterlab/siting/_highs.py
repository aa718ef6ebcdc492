"""HiGHS: a linear or mixed-integer model handed over as sparse arrays, and its proof read back."""

from dataclasses import dataclass

import highspy
import numpy as np
import scipy.sparse as sp

from ._validation import Floats, Mask


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

    Returns
    -------
    Solved
        "optimal" only where HiGHS proved it with no gap.
    """
    count = len(costs)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy types its core, not this
    for option, value in (
        ("output_flag", False),
        ("time_limit", max(float(time_limit_s), 0.01)),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", abs_gap),
        ("random_seed", 0),
    ):
        solver.setOptionValue(option, value)
    if enough is not None:
        solver.setOptionValue("objective_target", float(enough) + 1e-6)
    matrix = rows.tocsr()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, matrix.shape[0]
    model.col_cost_ = np.asarray(costs, dtype=np.float64)
    model.col_lower_ = np.zeros(count) if lower is None else lower
    model.col_upper_ = np.ones(count) if upper is None else upper
    model.row_lower_, model.row_upper_ = row_lower, row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = matrix.indptr
    model.a_matrix_.index_ = matrix.indices
    model.a_matrix_.value_ = matrix.data.astype(np.float64)
    if integer.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(whole)] for whole in integer]
    solver.passModel(model)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start.tolist()
        solver.setSolution(solution)
    solver.run()
    return _read(solver, mixed=bool(integer.any()))


def _read(solver: highspy.Highs, *, mixed: bool) -> Solved:
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
