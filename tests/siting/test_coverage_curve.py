import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import coverage_curve, max_cover


def test_each_point_is_a_maximal_covering(demand) -> None:
    cost, weights = demand(17, 40, 15)
    curve = coverage_curve(cost, weights, radius=1.5, k_max=6, fixed=["s1", "s2"])
    assert curve.index.tolist() == [2, 3, 4, 5, 6]
    for k, row in curve.iterrows():
        one = max_cover(cost, weights, k=k, radius=1.5, fixed=["s1", "s2"])
        assert row["covered"] == pytest.approx(one.objective)
        assert row["share"] == pytest.approx(one.objective / weights.sum())
        assert row["status"] == "optimal"
    assert (curve["added"].dropna() >= -1e-9).all()
    assert np.isnan(curve["added"].iloc[0])


def test_no_weight_has_no_share() -> None:
    curve = coverage_curve(pd.DataFrame([[1.0]]), [0.0], radius=1, k_max=1)
    assert np.isnan(curve.loc[1, "share"])
    with pytest.raises(ValueError, match="must not exceed"):
        coverage_curve(pd.DataFrame([[1.0]]), [0.0], radius=1, k_max=2)
