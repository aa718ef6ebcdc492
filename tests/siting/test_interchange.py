from itertools import combinations

import numpy as np

from clusterlab.siting._interchange import greedy, improve, interchange


def value(cost: np.ndarray, sites) -> float:
    return float(cost[:, list(sites)].min(axis=1).sum())


def test_no_single_swap_helps_where_it_ends() -> None:
    rng = np.random.default_rng(1)
    for trial in range(10):
        cost, fixed = rng.random((25, 15)), np.array([3])
        sites, total = improve(cost, np.array([3, *range(4, 8)]), fixed=fixed)
        assert total == value(cost, sites)
        assert 3 in sites
        for out in set(sites) - {3}:
            for new in set(range(15)) - set(sites):
                assert value(cost, (set(sites) - {out}) | {new}) >= total - 1e-9, trial


def test_several_starts_find_the_best_of_a_small_case() -> None:
    rng = np.random.default_rng(2)
    cost = rng.random((20, 10))
    best = min(value(cost, s) for s in combinations(range(10), 3))
    none = np.arange(0)
    _, total = interchange(cost, 3, fixed=none, starts=20, seed=0, deadline=np.inf)
    assert np.isclose(total, best)


def test_greedy_opens_the_site_that_saves_most() -> None:
    cost = np.array([[0.0, 9, 5], [9, 0, 5], [9, 1, 5]])
    assert greedy(cost, 2, fixed=np.arange(0)).tolist() == [1, 0]
    assert greedy(cost, 2, fixed=np.array([2])).tolist() == [2, 1]


def test_swaps_go_on_where_the_first_choice_was_dearer_by_far() -> None:
    """Costs of what cannot be reached are a barrier: sums kept up from it would hide cents."""
    rng = np.random.default_rng(3)
    none = np.arange(0)
    for trial in range(20):
        cost = rng.random((30, 14))
        cost[rng.random(cost.shape) < 0.4] = 1e13
        sites, total = improve(cost, np.arange(4), fixed=none)
        assert total == value(cost, sites)
        for out in sites:
            for new in set(range(14)) - set(sites):
                assert value(cost, (set(sites) - {out}) | {new}) >= total * (1 - 1e-9), trial


def test_one_site_and_rows_beyond_one_run() -> None:
    rng = np.random.default_rng(4)
    cost = rng.random((700, 9))
    sites, total = improve(cost, np.array([0]), fixed=np.arange(0))
    assert sites.tolist() == [cost.sum(axis=0).argmin()]
    assert np.isclose(total, cost.sum(axis=0).min())
