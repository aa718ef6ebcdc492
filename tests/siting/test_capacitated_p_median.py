from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import capacitated_p_median, p_median


def best_of_all(cost: pd.DataFrame, weights: pd.Series, room: pd.Series, k: int) -> float:
    best = np.inf
    c, w, q = cost.to_numpy(), weights.to_numpy(), room.to_numpy()
    for sites in combinations(range(c.shape[1]), k):
        for way in product(sites, repeat=len(c)):
            load = np.bincount(way, weights=w, minlength=len(q))
            if (load <= q).all():
                best = min(best, float((w * c[range(len(c)), way]).sum()))
    return best


@pytest.mark.parametrize("seed", range(4))
def test_it_finds_and_proves_what_enumeration_finds(demand, seed: int) -> None:
    cost, weights = demand(seed, 7, 5)
    room = pd.Series(weights.sum() * np.array([0.6, 0.5, 0.7, 0.55, 0.65]), index=cost.columns)
    best = best_of_all(cost, weights, room, 2)
    out = capacitated_p_median(cost, weights, room, k=2)
    if np.isinf(best):
        assert out.status == "infeasible"
        return
    assert out.status == "optimal"
    assert out.objective == pytest.approx(best)
    load = weights.groupby(out.assignment["site"].to_numpy()).sum()
    assert (load <= room[load.index] + 1e-9).all()


def test_ample_room_is_the_p_median(demand) -> None:
    cost, weights = demand(18, 30, 10)
    out = capacitated_p_median(cost, weights, [1e6] * 10, k=3, fixed=["s0"])
    assert out.objective == pytest.approx(p_median(cost, weights, k=3, fixed=["s0"]).objective)
    assert "s0" in out.sites


def test_what_does_not_fit_is_told() -> None:
    cost = pd.DataFrame([[1.0, 2.0], [2.0, 1.0], [3.0, 3.0]], list("def"), list("AB"))
    with pytest.raises(ValueError, match=r"must reach the demand, 6\. The most that k = 1"):
        capacitated_p_median(cost, [2, 2, 2], [4, 3], k=1)
    out = capacitated_p_median(cost, [1, 1, 5], [4, 4], k=2)
    assert (out.status, out.unserved) == ("infeasible", ("f",))
    assert out.reason["code"] == "no_candidate_holds"
    split = capacitated_p_median(cost, [2, 2, 2], [3, 3], k=2)
    assert (split.status, split.reason["code"]) == ("infeasible", "capacities_do_not_fit")
    with pytest.raises(ValueError, match="2 values"):
        capacitated_p_median(cost, [1, 1, 1], [4], k=1)


def test_few_pairs_leave_a_true_bound(demand, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    cost, weights = demand(19, 20, 10)
    room = pd.Series(weights.sum() * 0.4, index=cost.columns)
    exact = capacitated_p_median(cost, weights, room, k=4)
    module = sys.modules["clusterlab.siting.capacitated_p_median"]
    monkeypatch.setattr(module, "MOST_PAIRS", 80)
    rough = capacitated_p_median(cost, weights, room, k=4)
    assert exact.status == "optimal"
    assert rough.bound - 1e-9 <= exact.objective <= rough.objective + 1e-9
