import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.siting import Criterion, scale


def test_min_max_follows_the_definition(plots: pd.DataFrame, criteria: list[Criterion]) -> None:
    scaled = scale(plots, criteria)
    assert scaled.loc["a", "jobs"] == pytest.approx((120 - 40) / 260)
    assert scaled.loc["a", "price"] == pytest.approx((420 - 310) / 270)
    # Distances from the target are 50, 600, 100, 180, 350.
    assert scaled.loc["c", "station_m"] == pytest.approx((600 - 100) / 550)
    assert scaled.attrs["units"]["jobs"] == "persons"
    assert scaled.index.equals(plots.index)


def test_z_scores_have_mean_0_and_population_sd_1(plots: pd.DataFrame) -> None:
    scaled = scale(plots, [Criterion(name="price", direction="cost", scaling="z-score")])
    assert scaled["price"].mean() == pytest.approx(0)
    assert scaled["price"].std(ddof=0) == pytest.approx(1)
    assert scaled["price"].idxmax() == "b"


def test_rank_scaling_shares_ties() -> None:
    table = pd.DataFrame({"x": [1.0, 5.0, 5.0, 9.0]})
    scaled = scale(table, [Criterion(name="x", scaling="rank")])
    assert scaled["x"].tolist() == [0.0, 0.5, 0.5, 1.0]


def test_value_function_is_piecewise_linear_and_flat_beyond() -> None:
    table = pd.DataFrame({"x": [0.0, 100.0, 150.0, 300.0, 900.0]})
    points = ((100.0, 1.0), (200.0, 0.4), (400.0, 0.0))
    scaled = scale(table, [Criterion(name="x", direction="cost", scaling="value", points=points)])
    assert scaled["x"].tolist() == pytest.approx([1.0, 1.0, 0.7, 0.2, 0.0])


def test_a_constant_criterion_contributes_0_and_is_named(plots: pd.DataFrame) -> None:
    for scaling in ("min-max", "z-score", "rank"):
        scaled = scale(plots, [Criterion(name="jobs"), Criterion(name="slope", scaling=scaling)])
        assert scaled.attrs["constant"] == ["slope"]
        assert (scaled["slope"] == 0).all()


def test_missing_values_follow_the_rule_chosen(plots: pd.DataFrame) -> None:
    plots.loc["c", "price"] = np.nan
    rule = [Criterion(name="price", direction="cost"), Criterion(name="jobs")]
    with pytest.raises(ValueError, match=r"'price' has no value for c\. Choose missing="):
        scale(plots, rule)
    worst = scale(plots, rule, missing="worst")
    assert worst.loc["c", "price"] == 0
    assert worst.attrs["filled"] == {"price": ["c"]}
    median = scale(plots, rule, missing="median")
    assert median.loc["c", "price"] == pytest.approx((420 - 245) / 270)
    dropped = scale(plots, rule, missing="drop")
    assert list(dropped.index) == ["a", "b", "d", "e"]
    assert dropped.attrs["dropped"] == ["c"]


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"direction": "benefitt"}, "Did you mean 'benefit'"),
        ({"direction": "target"}, "needs a target"),
        ({"target": 3.0}, "has no target"),
        ({"scaling": "value"}, "needs points"),
        ({"points": ((0, 0), (1, 1))}, "does not use points"),
        ({"scaling": "value", "points": ((0, 1), (1, 0))}, "against its direction"),
        ({"scaling": "value", "points": ((1, 0), (0, 1))}, "must rise"),
        ({"scaling": "value", "points": ((0, 0), (1, 2))}, "from 0 to 1"),
    ],
)
def test_bad_declarations_are_refused(kwargs: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Criterion(name="x", **kwargs)


def test_bad_tables_are_refused(plots: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match=r"no column 'job'.*Did you mean 'jobs'"):
        scale(plots, [Criterion(name="job")])
    with pytest.raises(ValueError, match="'jobs' is repeated"):
        scale(plots, [Criterion(name="jobs"), Criterion(name="jobs")])
    with pytest.raises(ValueError, match="is infinite"):
        scale(plots.assign(jobs=np.inf), [Criterion(name="jobs")])
    with pytest.raises(ValueError, match="must hold numbers"):
        scale(plots.assign(jobs="x"), [Criterion(name="jobs")])
    with pytest.raises(ValueError, match="no known value"):
        scale(plots.assign(jobs=np.nan), [Criterion(name="jobs")], missing="worst")


@settings(deadline=None)
@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=20), st.permutations(range(20)))
def test_order_of_sites_does_not_matter(values: list[int], shuffle: list[int]) -> None:
    table = pd.DataFrame({"x": [float(v) for v in values]})
    order = [i for i in shuffle if i < len(values)]
    for scaling in ("min-max", "z-score", "rank"):
        rule = [Criterion(name="x", scaling=scaling)]
        one, other = scale(table, rule), scale(table.iloc[order], rule)
        assert np.allclose(one["x"].iloc[order], other["x"], atol=1e-9)
