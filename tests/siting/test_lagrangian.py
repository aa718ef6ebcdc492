import time
from itertools import combinations

import numpy as np

from clusterlab.siting._lagrangian import lagrangian_bound


def value(cost: np.ndarray, sites) -> float:
    return float(cost[:, list(sites)].min(axis=1).sum())


def bound(cost: np.ndarray, k: int, fixed: np.ndarray, target: float):
    return lagrangian_bound(cost, k, fixed=fixed, target=target, deadline=time.monotonic() + 9)


def test_it_is_below_the_optimum_and_near_it() -> None:
    rng = np.random.default_rng(1)
    for trial in range(8):
        a, b = rng.random((30, 2)), rng.random((12, 2))
        cost = np.hypot(a[:, None, 0] - b[:, 0], a[:, None, 1] - b[:, 1])
        fixed = np.array([2]) if trial % 2 else np.arange(0)
        best = min(value(cost, s) for s in combinations(range(12), 4) if set(fixed) <= set(s))
        low = bound(cost, 4, fixed, best).value
        assert 0.97 * best <= low <= best + 1e-9


def test_columns_struck_off_are_in_no_better_choice() -> None:
    rng = np.random.default_rng(2)
    struck = 0
    for _ in range(8):
        cost, none = rng.random((20, 10)), np.arange(0)
        choices = {s: value(cost, s) for s in combinations(range(10), 3)}
        target = sorted(choices.values())[3]
        useful, _ = bound(cost, 3, none, target).useful(target, fixed=none)
        struck += 10 - len(useful)
        for sites, total in choices.items():
            if total < target - 1e-9:
                assert set(sites) <= set(useful.tolist())
    assert struck > 0


def test_keeping_few_columns_leaves_the_bound_true() -> None:
    rng = np.random.default_rng(3)
    cost, none = rng.random((20, 10)), np.arange(0)
    best = min(value(cost, s) for s in combinations(range(10), 3))
    for keep in (1, 2, 5):
        low = lagrangian_bound(
            cost, 3, fixed=none, target=best, deadline=time.monotonic() + 9, keep=keep
        )
        assert low.value <= best + 1e-9


def test_a_choice_made_on_the_way_is_a_target_and_no_bound() -> None:
    rng = np.random.default_rng(6)
    cost, none = rng.random((40, 12)), np.arange(0)
    best = min(value(cost, s) for s in combinations(range(12), 3))
    asked = []

    def better(sites: np.ndarray) -> float:
        asked.append(value(cost, sites))
        return asked[-1]

    low = lagrangian_bound(
        cost, 3, fixed=none, target=10 * best, deadline=time.monotonic() + 9, better=better
    )
    assert asked
    assert min(asked) >= best - 1e-12
    assert 0.8 * best < low.value <= best + 1e-9
