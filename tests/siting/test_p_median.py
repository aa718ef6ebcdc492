import tracemalloc
from itertools import combinations

import numpy as np
import pandas as pd
import pulp
import pytest
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp
from spopt.locate import PMedian

from clusterlab.siting import p_median


def best_of_all(cost: pd.DataFrame, weights: pd.Series, k: int, fixed=()) -> float:
    return min(
        float((cost[list(s)].min(axis=1) * weights).sum())
        for s in combinations(cost.columns, k)
        if set(fixed) <= set(s)
    )


@pytest.mark.parametrize("seed", range(6))
def test_it_finds_and_proves_what_enumeration_finds(demand, seed: int) -> None:
    cost, weights = demand(seed, 25, 10)
    fixed = ("s3",) if seed % 2 else ()
    out = p_median(cost, weights, k=3, fixed=fixed)
    assert out.status == "optimal"
    assert out.objective == pytest.approx(best_of_all(cost, weights, 3, fixed))
    assert out.bound == out.objective
    assert set(fixed) <= set(out.sites)
    assert (out.assignment["cost"] * weights).sum() == pytest.approx(out.objective)


# The peer's own use of its solver library warns.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_agrees_with_spopt(demand) -> None:
    cost, weights = demand(11, 80, 60)
    peer = PMedian.from_cost_matrix(cost.to_numpy(), weights.to_numpy(), p_facilities=6)
    peer = peer.solve(pulp.PULP_CBC_CMD(msg=False))
    out = p_median(cost, weights, k=6)
    assert out.status == "optimal"
    assert out.objective == pytest.approx(pulp.value(peer.problem.objective))


def test_random_costs_leave_a_gap_that_is_true() -> None:
    """Costs without geometry are hard: in no time, the bound must still hold."""
    rng = np.random.default_rng(5)
    cost = pd.DataFrame(rng.random((40, 14)))
    quick = p_median(cost, k=4, time_limit_s=0.02, starts=1)
    best = best_of_all(cost, pd.Series(1.0, cost.index), 4)
    assert quick.bound <= best + 1e-9 <= quick.objective + 2e-9
    assert (quick.status == "optimal") == (quick.gap == 0)
    assert p_median(cost, k=4).objective == pytest.approx(best)


def test_who_cannot_be_reached_is_named() -> None:
    cost = pd.DataFrame(
        [[1.0, np.inf, 3.0], [np.inf, np.inf, np.inf], [2.0, 1.0, np.inf]],
        index=["d", "e", "f"],
        columns=list("ABC"),
    )
    out = p_median(cost, k=2)
    assert (out.status, out.unserved, out.reason["code"]) == (
        "infeasible",
        ("e",),
        "no_candidate_reaches",
    )
    assert out.sites == ()
    assert np.isnan(out.objective)


def test_too_few_sites_to_reach_all_are_told() -> None:
    cost = pd.DataFrame(np.where(np.eye(4) == 1, 1.0, np.inf), list("defg"), list("DEFG"))
    out = p_median(cost, k=3)
    assert out.status == "infeasible"
    assert out.reason == {"code": "too_few_sites", "sites": 3, "needed_at_least": 4}
    assert len(out.unserved) == 1
    assert p_median(cost, k=4).objective == 4


def test_cheap_sites_that_leave_someone_out_are_not_chosen() -> None:
    """Only A reaches e, though B and C are far cheaper for all others."""
    cost = pd.DataFrame(
        [[9.0, 0.0, 1.0], [9.0, 1.0, 0.0], [50.0, np.inf, np.inf]], list("def"), list("ABC")
    )
    out = p_median(cost, k=2)
    assert out.objective == 51
    assert "A" in out.sites


def test_order_of_sites_and_points_does_not_matter(demand) -> None:
    cost, weights = demand(12, 30, 12)
    out = p_median(cost, weights, k=3)
    other = p_median(cost.iloc[::-1, ::-1], weights, k=3)
    assert set(other.sites) == set(out.sites)
    assert other.objective == pytest.approx(out.objective)


def test_all_sites_open_is_a_case_too(demand) -> None:
    cost, weights = demand(13, 8, 4)
    out = p_median(cost, weights, k=4)
    assert out.status == "optimal"
    assert out.objective == pytest.approx((cost.min(axis=1) * weights).sum())
    assert p_median(cost, weights * 0, k=1).status == "optimal"


@pytest.mark.parametrize("seed", range(5))
def test_the_bound_holds_against_the_whole_model_in_highs(seed: int) -> None:
    """Stopped at half a per cent: the optimum of scipy's HiGHS lies between bound and objective."""
    rng = np.random.default_rng(seed)
    a, b = rng.random((45, 2)), rng.random((30, 2))
    weights = rng.integers(1, 100, 45).astype(float)
    cost = np.hypot(a[:, None, 0] - b[:, 0], a[:, None, 1] - b[:, 1])
    out = p_median(pd.DataFrame(cost), weights, k=5, stop_gap=0.005)
    # Variables: 30 sites, then 45 × 30 assignments.
    pairs = 45 * 30
    served = sp.hstack([sp.csr_array((45, 30)), sp.kron(sp.eye_array(45), np.ones((1, 30)))])
    linked = sp.hstack([-sp.kron(np.ones((45, 1)), sp.eye_array(30)), sp.eye_array(pairs)])
    number = sp.hstack([np.ones((1, 30)), sp.csr_array((1, pairs))])
    solved = milp(
        np.concatenate([np.zeros(30), (weights[:, None] * cost).ravel()]),
        constraints=[
            LinearConstraint(served, 1, 1),
            LinearConstraint(linked, -np.inf, 0),
            LinearConstraint(number, 5, 5),
        ],
        integrality=np.concatenate([np.ones(30), np.zeros(pairs)]),
        bounds=Bounds(0, 1),
    )
    assert solved.status == 0
    assert out.bound <= solved.fun * (1 + 1e-6)
    assert solved.fun <= out.objective * (1 + 1e-6)
    assert out.gap <= 0.005


def test_memory_stays_a_few_times_the_costs() -> None:
    rng = np.random.default_rng(0)
    a, b = rng.random((1200, 2)), rng.random((1200, 2))
    cost = pd.DataFrame(np.hypot(a[:, None, 0] - b[:, 0], a[:, None, 1] - b[:, 1]))
    tracemalloc.start()
    out = p_median(cost, k=20, stop_gap=0.02)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert out.gap <= 0.02
    assert most < 6 * cost.to_numpy().nbytes
