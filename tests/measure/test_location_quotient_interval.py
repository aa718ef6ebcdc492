"""Bootstrap interval of the location quotient: coverage, seeds and degenerate plants."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import location_quotient, location_quotient_interval


def sample(n, seed):
    rng = np.random.default_rng(seed)
    region = rng.choice(["A", "B"], n, p=[0.3, 0.7])
    industry = np.where(rng.random(n) < np.where(region == "A", 0.6, 0.2), "bio", "food")
    return pd.DataFrame({"region": region, "industry": industry, "employees": 1})


def test_observed_is_the_location_quotient():
    plants = sample(200, 0).assign(employees=lambda t: np.arange(len(t)) % 7)
    table = location_quotient_interval(plants, draws=5)
    jobs = plants.pivot_table("employees", "region", "industry", aggfunc="sum")
    expected = location_quotient(jobs)
    for (region, industry), value in table["observed"].items():
        assert value == pytest.approx(expected.loc[region, industry])
    assert table["plants"].sum() == 200


def test_interval_covers_the_truth_about_as_often_as_it_says():
    # True quotient of bio in A: 0.6 / (0.3·0.6 + 0.7·0.2) = 1.875.
    inside = [
        table.loc[("A", "bio"), "low"] <= 1.875 <= table.loc[("A", "bio"), "high"]
        for table in (
            location_quotient_interval(sample(300, seed), confidence=0.9, draws=199)
            for seed in range(100)
        )
    ]
    assert 0.82 <= np.mean(inside) <= 0.97


def test_the_seed_decides():
    plants = sample(50, 3)
    one = location_quotient_interval(plants, draws=50, seed=1)
    pd.testing.assert_frame_equal(one, location_quotient_interval(plants, draws=50, seed=1))
    assert not one.equals(location_quotient_interval(plants, draws=50, seed=2))


def test_a_region_of_one_plant_is_drawn_in_two_thirds():
    plants = sample(100, 5)
    plants.loc[0, "region"] = "C"
    table = location_quotient_interval(plants)
    assert table.loc["C", "drawn"].iloc[0] == pytest.approx(1 - np.exp(-1), abs=0.05)


def test_a_pair_without_plants_stays_at_zero():
    plants = pd.DataFrame(
        {"region": list("AAB"), "industry": ["x", "x", "y"], "employees": [1, 1, 1]}
    )
    row = location_quotient_interval(plants).loc[("A", "y")]
    assert row[["plants", "observed", "low", "high"]].tolist() == [0, 0, 0, 0]


def test_bad_options_are_refused():
    with pytest.raises(ValueError, match="confidence must lie between 0 and 1, not 95"):
        location_quotient_interval(sample(9, 0), confidence=95)
    with pytest.raises(ValueError, match="draws must be 1 or more, not 0"):
        location_quotient_interval(sample(9, 0), draws=0)
