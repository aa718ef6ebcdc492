from itertools import combinations

import numpy as np
import pandas as pd
import pulp
import pytest
from hypothesis import given, settings, strategies as st
from spopt.locate import LSCP

from clusterlab.siting import set_cover
from clusterlab.siting.set_cover import cover, minimal_sets


@pytest.mark.parametrize("seed", range(6))
def test_it_finds_and_proves_what_enumeration_finds(demand, seed: int) -> None:
    cost, _ = demand(seed, 20, 12)
    radius = float(cost.min(axis=1).max()) * 1.1
    fixed = ("s3",) if seed % 2 else ()
    out = set_cover(cost, radius=radius, fixed=fixed)
    least = next(
        size
        for size in range(1, 13)
        if any(
            (cost[list(s)] <= radius).any(axis=1).all()
            for s in combinations(cost.columns, size)
            if set(fixed) <= set(s)
        )
    )
    assert (out.status, out.objective) == ("optimal", least)
    assert out.assignment["cost"].max() <= radius
    assert set(fixed) <= set(out.sites)


# The peer's own use of its solver library warns.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_agrees_with_spopt(demand) -> None:
    cost, _ = demand(15, 120, 80)
    radius = float(cost.min(axis=1).max())
    peer = LSCP.from_cost_matrix(cost.to_numpy(), radius).solve(pulp.PULP_CBC_CMD(msg=False))
    out = set_cover(cost, radius=radius)
    assert out.status == "optimal"
    assert out.objective == pulp.value(peer.problem.objective)


def test_the_radius_itself_counts_and_beyond_is_named() -> None:
    cost = pd.DataFrame([[2.0], [3.0]], index=["d", "e"], columns=["A"])
    assert set_cover(cost, radius=3).sites == ("A",)
    out = set_cover(cost, radius=2.5)
    assert (out.status, out.unserved) == ("infeasible", ("e",))
    with pytest.raises(ValueError, match="radius must be above zero"):
        set_cover(cost, radius=0)


def test_fixed_sites_may_be_enough() -> None:
    cost = pd.DataFrame([[1.0, 1.0]], index=["d"], columns=["A", "B"])
    out = set_cover(cost, radius=1, fixed=["B"])
    assert (out.sites, out.status) == (("B",), "optimal")


def test_asking_for_enough_proves_that_there_is_none() -> None:
    reach = np.eye(4, dtype=bool)
    none = np.arange(0)
    assert cover(reach, none, time_limit_s=9, enough=3).status == "infeasible"
    assert cover(reach, none, time_limit_s=9, enough=4).point.sum() == 4


@settings(max_examples=60, deadline=None)
@given(st.lists(st.frozensets(st.integers(0, 5)), min_size=1, max_size=8))
def test_minimal_sets_include_no_other(sets: list[frozenset[int]]) -> None:
    table = np.array([[i in s for i in range(6)] for s in sets])
    keep = minimal_sets(table)
    for i, one in enumerate(sets):
        smaller = any(other < one for other in sets)
        earlier = any(other == one for other in sets[:i])
        assert keep[i] == (not smaller and not earlier)
