from itertools import combinations

import numpy as np
import pandas as pd
import pulp
import pytest
from spopt.locate import PCenter

from clusterlab.siting import p_center


@pytest.mark.parametrize("seed", range(6))
def test_it_finds_and_proves_what_enumeration_finds(demand, seed: int) -> None:
    cost, _ = demand(seed, 25, 10)
    fixed = ("s3",) if seed % 2 else ()
    best = min(
        cost[list(s)].min(axis=1).max()
        for s in combinations(cost.columns, 3)
        if set(fixed) <= set(s)
    )
    out = p_center(cost, k=3, fixed=fixed)
    assert out.status == "optimal"
    assert out.objective == out.bound == best
    assert len(out.sites) == 3
    assert out.assignment["cost"].max() == best


# The peer's own use of its solver library warns.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_agrees_with_spopt(demand) -> None:
    cost, _ = demand(14, 50, 30)
    peer = PCenter.from_cost_matrix(cost.to_numpy(), p_facilities=4)
    peer = peer.solve(pulp.PULP_CBC_CMD(msg=False))
    assert p_center(cost, k=4).objective == pytest.approx(pulp.value(peer.problem.objective))


def test_who_cannot_be_reached_is_named() -> None:
    inf = np.inf
    cost = pd.DataFrame([[1.0, inf], [inf, 2.0], [inf, inf]], list("def"), list("AB"))
    out = p_center(cost, k=1)
    assert (out.status, out.unserved) == ("infeasible", ("f",))
    few = p_center(cost.iloc[:2], k=1)
    assert few.status == "infeasible"
    assert few.reason == {"code": "too_few_sites", "sites": 1, "needed_at_least": 2}
    assert p_center(cost.iloc[:2], k=2).objective == 2
