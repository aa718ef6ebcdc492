"""Bootstrap interval of the location quotient: coverage, seeds and degenerate plants."""

import tracemalloc
from importlib import import_module

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import location_quotient, location_quotient_interval

# The function bears the name of its file.
FILE = import_module("clusterlab.measure.location_quotient_interval")


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
    with pytest.raises(ValueError, match="and 250,000,000 are allowed, which are 62,500,000 draws"):
        location_quotient_interval(sample(9, 0), draws=10**8)


def crowd(n, seed=0):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "region": rng.integers(0, 40, n),
            "industry": (rng.pareto(0.8, n) * 3).astype(int) % 60,
            "employees": np.ceil(rng.pareto(1.5, n) * 5),
        }
    )


def test_counts_and_rows_give_the_same_interval_but_for_chance(monkeypatch):
    plants = crowd(2500).assign(region=lambda t: t["region"] % 3)
    rows = location_quotient_interval(plants, draws=1500)
    monkeypatch.setattr(FILE, "ROWS", 0)
    counts = location_quotient_interval(plants, draws=1500, seed=1)
    pd.testing.assert_frame_equal(rows[["plants", "observed"]], counts[["plants", "observed"]])
    assert np.abs(rows["drawn"] - counts["drawn"]).max() < 0.06
    many = rows["plants"] >= 20
    assert many.sum() > 15
    for end in ("low", "high"):
        gap = (counts.loc[many, end] - rows.loc[many, end]) / (rows["high"] - rows["low"])[many]
        assert np.abs(gap).max() < 0.15
        assert abs(gap.mean()) < 0.02


def test_parts_do_not_matter(monkeypatch):
    monkeypatch.setattr(FILE, "ROWS", 0)
    plants = crowd(1200)
    whole = location_quotient_interval(plants, draws=101)
    monkeypatch.setattr(FILE, "KEPT", 1)
    monkeypatch.setattr(FILE, "PART", 7)
    pd.testing.assert_frame_equal(location_quotient_interval(plants, draws=101), whole)


def test_limits_are_numpys_quantiles_of_what_is_defined():
    rng = np.random.default_rng(4)
    for draws in (1, 2, 5, 199, 1000):
        values = rng.normal(size=(30, draws))
        values[rng.random(values.shape) < 0.2] = np.nan
        values[0], values[1] = 7.0, np.nan
        values[5:] = np.nan_to_num(values[5:])
        some = ~np.isnan(values).all(axis=1)
        for confidence in (0.5, 0.95, 0.9999):
            ends = [(1 - confidence) / 2, 1 - (1 - confidence) / 2]
            expected = np.full((2, 30), np.nan)
            expected[:, some] = np.nanquantile(values[some], ends, axis=1)
            got = FILE._limits(values.copy(), confidence)
            np.testing.assert_allclose(got, expected, rtol=1e-12, atol=1e-15)


def test_memory_is_bounded_whatever_the_draws_of_all_cells_would_take(monkeypatch):
    plants = crowd(20_000)
    location_quotient_interval(plants, draws=250)
    monkeypatch.setattr(FILE, "KEPT", 200_000)
    tracemalloc.start()
    table = location_quotient_interval(plants, draws=2000)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    held = (table["plants"] > 0).sum()
    assert held * 2000 * 8 / 1e6 > 30
    assert most < 20
