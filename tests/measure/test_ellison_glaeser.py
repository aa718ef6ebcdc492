"""Ellison-Glaeser index against a published example and every throw of the darts."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import ellison_glaeser

X = np.array([0.5, 0.3, 0.2])
SIZES = np.array([5.0, 3.0, 1.0, 1.0])
AREA = pd.Series(X * 100, index=["a", "b", "c"])


def throws():
    """Every way in which four plants can fall on three regions, with its chance."""
    for where in product(range(3), repeat=4):
        plants = pd.DataFrame(
            {"region": [AREA.index[r] for r in where], "industry": "i", "employees": SIZES}
        )
        yield plants, np.prod(X[list(where)])


def test_published_example():
    # Farhauer & Kröll (2014), printed in the manual of the R package REAT (ellison.a).
    plants = pd.DataFrame(
        {
            "region": ["Wien"] * 5 + ["Linz"] * 4 + ["Graz"],
            "industry": "i",
            "employees": [200, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000],
        }
    )
    jobs = pd.Series({"Wien": 500000, "Linz": 400000, "Graz": 100000})
    assert ellison_glaeser(plants, regions=jobs).loc["i", "gamma"] == pytest.approx(
        0.05990628, abs=5e-9
    )


def test_darts_average_to_zero_and_vary_as_stated():
    rows = [(ellison_glaeser(p, regions=AREA).loc["i"], chance) for p, chance in throws()]
    chances = np.array([chance for _, chance in rows])
    assert chances.sum() == pytest.approx(1)
    gamma = np.array([row["gamma"] for row, _ in rows])
    z = np.array([row["z"] for row, _ in rows])
    assert (chances * gamma).sum() == pytest.approx(0, abs=1e-12)
    assert (chances * z).sum() == pytest.approx(0, abs=1e-12)
    assert (chances * z**2).sum() == pytest.approx(1, rel=1e-12)


def test_matches_the_definition():
    rng = np.random.default_rng(2)
    plants = pd.DataFrame(
        {
            "region": rng.choice(list("pqrs"), 80),
            "industry": rng.choice(list("xyz"), 80),
            "employees": rng.integers(1, 50, 80),
        }
    )
    table = ellison_glaeser(plants)
    x = plants.groupby("region")["employees"].sum() / plants["employees"].sum()
    for industry, rows in plants.groupby("industry"):
        z = rows["employees"] / rows["employees"].sum()
        s = z.groupby(rows["region"]).sum().reindex(x.index, fill_value=0)
        G, H, free = ((s - x) ** 2).sum(), (z**2).sum(), 1 - (x**2).sum()
        assert table.loc[industry, "G"] == pytest.approx(G)
        assert table.loc[industry, "H"] == pytest.approx(H)
        assert table.loc[industry, "gamma"] == pytest.approx((G - free * H) / (free * (1 - H)))


def test_all_workers_at_one_plant_have_no_gamma():
    plants = pd.DataFrame(
        {"region": list("abb"), "industry": ["i", "i", "j"], "employees": [9, 0, 3]}
    )
    table = ellison_glaeser(plants)
    assert table.loc["i", "H"] == 1
    assert table["gamma"].isna().all()
    assert table["reason"].tolist() == ["one_plant", "one_plant"]


def test_one_region_and_no_workers_are_undefined():
    plants = pd.DataFrame({"region": ["a"] * 3, "industry": list("iij"), "employees": [1, 2, 0]})
    table = ellison_glaeser(plants)
    assert table[["gamma", "z"]].isna().all(axis=None)
    assert np.isnan(table.loc["j", "G"])
    assert table["plants"].tolist() == [2, 1]
    assert (table["reason"] == "one_region").all()


def test_an_industry_without_workers_says_so():
    plants = pd.DataFrame(
        {"region": list("abab"), "industry": list("iijj"), "employees": [1, 2, 0, 0]}
    )
    table = ellison_glaeser(plants)
    assert table["reason"].tolist() == ["", "no_workers"]
    assert table["gamma"].isna().tolist() == [False, True]


def test_empty_regions_and_scale_change_nothing():
    plants = next(p for p, _ in throws())
    plants.loc[0, "region"] = "b"
    one = ellison_glaeser(plants)
    listed = ellison_glaeser(plants, regions=["z", "c", "b", "a"])
    scaled = ellison_glaeser(plants.assign(employees=plants["employees"] * 10))
    pd.testing.assert_frame_equal(one, listed)
    pd.testing.assert_frame_equal(one.drop(columns="employees"), scaled.drop(columns="employees"))
