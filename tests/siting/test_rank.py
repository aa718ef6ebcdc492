import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.siting import Criterion, rank, topsis, weighted_product


def test_it_composes_scaling_and_sum(plots: pd.DataFrame, criteria: list[Criterion]) -> None:
    out = rank(plots, criteria, weights=[2, 1, 1], normalise=True)
    first = 0.5 * (120 - 40) / 260 + 0.25 * (420 - 310) / 270 + 0.25 * 1
    assert out.loc["a", "score"] == pytest.approx(first)
    assert out["rank"].tolist() == out["score"].rank(ascending=False).astype(int).tolist()
    assert out.attrs["weights"] == {"jobs": 0.5, "price": 0.25, "station_m": 0.25}
    assert out.attrs["missing"] == "refuse"


def test_the_other_methods_take_values_as_they_are(plots: pd.DataFrame) -> None:
    rules = [Criterion(name="jobs"), Criterion(name="price", direction="cost")]
    raw, signs = plots[["jobs", "price"]], ["benefit", "cost"]
    one = rank(plots, rules, weights=[0.5, 0.5], method="topsis")["score"]
    assert one.tolist() == topsis(raw, [0.5, 0.5], signs).tolist()
    two = rank(plots, rules, weights=[0.5, 0.5], method="weighted_product")["score"]
    assert two.tolist() == weighted_product(raw, [0.5, 0.5], signs).tolist()


def test_ties_share_the_better_rank_and_no_score_has_no_rank(plots: pd.DataFrame) -> None:
    rules = [Criterion(name="slope")]
    assert rank(plots, rules, weights=[1.0])["rank"].tolist() == [1] * 5
    assert rank(plots, rules, weights=[1.0], method="topsis")["rank"].isna().all()


def test_what_a_method_does_not_take_is_refused(
    plots: pd.DataFrame, criteria: list[Criterion]
) -> None:
    with pytest.raises(ValueError, match="'station_m' is a target"):
        rank(plots, criteria, weights=[0.4, 0.3, 0.3], method="topsis")
    plots.loc["a", "jobs"] = np.nan
    with pytest.raises(ValueError, match="choose missing='drop'"):
        rank(plots, criteria[:2], weights=[0.5, 0.5], method="topsis", missing="worst")
    with pytest.raises(ValueError, match=r"They sum to 0\.9"):
        rank(plots, criteria[:2], weights=[0.5, 0.4], missing="drop")
    with pytest.raises(ValueError, match="Did you mean 'topsis'"):
        rank(plots, criteria[:2], weights=[0.5, 0.5], method="topsi")


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_dominance_is_never_reversed(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 9, (6, 3)).astype(float)
    values[1] = values[0] + rng.integers(0, 3, 3) * [1, -1, 1]
    rules = [Criterion(name="x"), Criterion(name="y", direction="cost"), Criterion(name="z")]
    out = rank(pd.DataFrame(values, columns=list("xyz")), rules, weights=rng.dirichlet([1, 1, 1]))
    assert out["score"][1] >= out["score"][0] - 1e-12
