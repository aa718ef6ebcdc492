import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import pair_decisions, weighted_sum


def test_at_the_weight_at_tie_the_pair_ties() -> None:
    rng = np.random.default_rng(8)
    scaled = pd.DataFrame(rng.random((12, 4)), columns=list("abcd"))
    weights = pd.Series(rng.dirichlet(np.ones(4)), index=list("abcd"))
    pairs = pair_decisions(scaled, weights)
    score = weighted_sum(scaled, weights)
    assert list(score[pairs["upper"]]) == sorted(score, reverse=True)[:-1]
    turned = 0
    for pair in pairs.itertuples():
        gain = weights * (scaled.loc[pair.upper] - scaled.loc[pair.lower])
        assert pair.margin == pytest.approx(gain.sum())
        assert pair.criterion == gain.idxmax()
        if not np.isnan(pair.weight_at_tie):
            turned += 1
            rest = weights.drop(pair.criterion)
            other = pd.concat([rest / rest.sum() * (1 - pair.weight_at_tie)])
            other[pair.criterion] = pair.weight_at_tie
            again = weighted_sum(scaled, other)
            assert again[pair.upper] == pytest.approx(again[pair.lower])
    assert turned > 3


def test_sites_alike_are_decided_by_nothing() -> None:
    pairs = pair_decisions(pd.DataFrame({"a": [0.5, 0.5]}), [1.0])
    assert pairs["criterion"].isna().all()
    assert pairs["margin"].tolist() == [0.0]


def test_a_site_better_in_all_is_never_turned() -> None:
    scaled = pd.DataFrame({"a": [1.0, 0.0], "b": [1.0, 0.5]})
    assert pair_decisions(scaled, [0.5, 0.5])["weight_at_tie"].isna().all()
