from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import Criterion, leave_one_out, rank


@pytest.mark.parametrize("method", ["weighted_sum", "topsis"])
def test_it_counts_what_ranking_again_shows(method: str) -> None:
    rng = np.random.default_rng(19)
    table = pd.DataFrame(rng.random((25, 3)) ** 3 + 0.01, columns=list("xyz"))
    rules = [Criterion(name="x"), Criterion(name="y", direction="cost"), Criterion(name="z")]
    weights = [0.5, 0.3, 0.2]
    out = leave_one_out(table, rules, weights=weights, method=method)
    full = rank(table, rules, weights=weights, method=method)["score"]
    for site in table.index:
        again = rank(table.drop(site), rules, weights=weights, method=method)["score"]
        order = full.drop(site).sort_values(ascending=False).index
        turned = sum(again[a] < again[b] for a, b in pairwise(order))
        assert out.loc[site, "reversed_pairs"] == turned
        first = again.idxmax()
        assert first == order[0] if pd.isna(out.loc[site, "new_first"]) else first != order[0]
    assert out.attrs["reversals"] == (out["reversed_pairs"] > 0).sum() > 0


def test_a_value_function_does_not_turn_pairs() -> None:
    rng = np.random.default_rng(10)
    table = pd.DataFrame(rng.random((20, 2)), columns=list("xy"))
    rules = [Criterion(name=n, scaling="value", points=((0, 0), (1, 1))) for n in "xy"]
    assert leave_one_out(table, rules, weights=[0.5, 0.5]).attrs["reversals"] == 0


def test_too_few_sites_are_refused() -> None:
    with pytest.raises(ValueError, match="three sites"):
        leave_one_out(pd.DataFrame({"x": [1.0, 2.0]}), [Criterion(name="x")], weights=[1.0])
