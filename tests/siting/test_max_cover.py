import importlib
from itertools import combinations

import numpy as np
import pandas as pd
import pulp
import pytest
from spopt.locate import MCLP

from clusterlab.siting import max_cover


@pytest.mark.parametrize("seed", range(8))
def test_it_finds_and_proves_what_enumeration_finds(demand, seed: int) -> None:
    cost, weights = demand(seed, 25, 10)
    weights = weights + 0.5 if seed > 3 else weights
    fixed = ("s3",) if seed % 2 else ()
    out = max_cover(cost, weights, k=3, radius=2.0, fixed=fixed)
    best = max(
        float(weights[(cost[list(s)] <= 2.0).any(axis=1)].sum())
        for s in combinations(cost.columns, 3)
        if set(fixed) <= set(s)
    )
    assert out.status == "optimal"
    assert out.objective == pytest.approx(best)
    assert len(out.sites) == 3
    assert set(fixed) <= set(out.sites)
    assert weights.drop(list(out.unserved)).sum() == pytest.approx(best)


# The peer's own use of its solver library warns.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_agrees_with_spopt(demand) -> None:
    cost, weights = demand(16, 150, 120)
    peer = MCLP.from_cost_matrix(cost.to_numpy(), weights.to_numpy(), 1.2, 8)
    peer = peer.solve(pulp.PULP_CBC_CMD(msg=False))
    out = max_cover(cost, weights, k=8, radius=1.2)
    assert out.status == "optimal"
    assert out.objective == pytest.approx(pulp.value(peer.problem.objective))


def test_nobody_within_reach_is_an_answer() -> None:
    cost = pd.DataFrame([[5.0, 6.0]], index=["d"], columns=["A", "B"])
    out = max_cover(cost, [3.0], k=2, radius=1)
    assert (out.objective, out.status, out.unserved) == (0.0, "optimal", ("d",))
    assert len(out.sites) == 2
    assert max_cover(cost, [0.0], k=1, radius=9).objective == 0


def test_without_time_the_bound_is_true() -> None:
    rng = np.random.default_rng(6)
    cost = pd.DataFrame(rng.random((60, 14)))
    weights = pd.Series(rng.random(60))
    quick = max_cover(cost, weights, k=3, radius=0.25, time_limit_s=0.005)
    best = max(
        float(weights[(cost[list(s)] <= 0.25).any(axis=1)].sum())
        for s in combinations(cost.columns, 3)
    )
    assert quick.objective <= best + 1e-9 <= quick.bound + 2e-9


def test_where_the_relaxation_runs_out_of_time_steps_bound_it(demand, monkeypatch) -> None:
    cost, weights = demand(2, 60, 20)
    usual = max_cover(cost, weights, k=4, radius=1.5)
    file = importlib.import_module("clusterlab.siting.max_cover")
    monkeypatch.setattr(file, "relaxed", lambda *_, **__: None)
    stepwise = max_cover(cost, weights, k=4, radius=1.5)
    assert usual.status == stepwise.status == "optimal"
    assert usual.objective == pytest.approx(stepwise.objective)
