import numpy as np
import pytest
import scipy.sparse as sp
from scipy.optimize import linprog, milp

from clusterlab.siting._highs import minimise


@pytest.mark.parametrize("whole", [False, True])
def test_it_agrees_with_scipy(whole: bool) -> None:
    rng = np.random.default_rng(1)
    costs, rows = rng.normal(size=12), rng.random((6, 12))
    limit = rows.sum(axis=1) / 3
    ours = minimise(
        costs,
        sp.csr_array(rows),
        row_lower=np.full(6, -np.inf),
        row_upper=limit,
        integer=np.full(12, whole),
    )
    if whole:
        from scipy.optimize import Bounds, LinearConstraint

        box = Bounds(0, 1)
        peer = milp(
            costs, integrality=np.ones(12), bounds=box, constraints=LinearConstraint(rows, ub=limit)
        )
    else:
        peer = linprog(costs, A_ub=rows, b_ub=limit, bounds=(0, 1))
    assert ours.status == "optimal"
    assert ours.objective == pytest.approx(peer.fun)
    assert ours.bound == pytest.approx(peer.fun)
    assert costs @ ours.point == pytest.approx(peer.fun)


def test_what_cannot_be_is_infeasible() -> None:
    out = minimise(
        np.ones(2),
        sp.csr_array(np.ones((1, 2))),
        row_lower=np.array([3.0]),
        row_upper=np.array([np.inf]),
        integer=np.ones(2, dtype=bool),
    )
    assert out.status == "infeasible"
    assert len(out.point) == 0
