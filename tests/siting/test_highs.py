import numpy as np
import pytest
import scipy.sparse as sp
from scipy.optimize import linprog, milp

from clusterlab.siting._highs import minimise, relaxed


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


def test_a_relaxation_agrees_with_scipy_and_its_duals_prove_it() -> None:
    rng = np.random.default_rng(3)
    costs, rows = rng.normal(size=20), rng.random((8, 20))
    limit = rows.sum(axis=1) / 3
    point, duals = relaxed(
        costs,
        sp.csr_array(rows),
        row_lower=np.full(8, -np.inf),
        row_upper=limit,
        time_limit_s=10,
    )
    peer = linprog(costs, A_ub=rows, b_ub=limit, bounds=(0, 1))
    assert costs @ point == pytest.approx(peer.fun, rel=1e-5)
    # The Lagrangian dual of a box: what the duals prove, whatever they are.
    proved = duals @ limit + np.minimum(costs - duals @ rows, 0).sum()
    assert proved == pytest.approx(peer.fun, rel=1e-5)


def test_a_plain_search_finds_the_same() -> None:
    rng = np.random.default_rng(4)
    costs, rows = -rng.integers(1, 30, 30).astype(float), rng.random((5, 30))
    model = {
        "row_lower": np.full(5, -np.inf),
        "row_upper": rows.sum(axis=1) / 3,
        "integer": np.full(30, True),
    }
    usual = minimise(costs, sp.csr_array(rows), **model)
    plain = minimise(costs, sp.csr_array(rows), **model, plain_search=True)
    assert plain.status == usual.status == "optimal"
    assert plain.objective == pytest.approx(usual.objective)
