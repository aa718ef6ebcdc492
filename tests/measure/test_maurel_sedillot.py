"""Maurel-Sédillot index against its definition over pairs and every independent placing."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import maurel_sedillot

X = np.array([0.5, 0.3, 0.2])
SIZES = np.array([5.0, 3.0, 1.0, 1.0])
AREA = pd.Series(X * 100, index=["a", "b", "c"])


def test_independent_plants_average_to_zero_and_vary_as_stated():
    total = np.zeros(4)
    for where in product(range(3), repeat=4):
        plants = pd.DataFrame(
            {"region": [AREA.index[r] for r in where], "industry": "i", "employees": SIZES}
        )
        row = maurel_sedillot(plants, regions=AREA).loc["i"]
        total += np.prod(X[list(where)]) * np.array([1, row["gamma"], row["z"], row["z"] ** 2])
    assert total.tolist() == pytest.approx([1, 0, 0, 1], abs=1e-12)


def test_p_is_the_weighted_share_of_pairs_in_one_region():
    rng = np.random.default_rng(4)
    plants = pd.DataFrame(
        {
            "region": rng.choice(list("pqrs"), 25),
            "industry": "i",
            "employees": rng.integers(1, 50, 25),
        }
    )
    together = apart = 0.0
    for a, b in product(range(25), repeat=2):
        if a != b:
            weight = plants["employees"].iloc[a] * plants["employees"].iloc[b]
            same = plants["region"].iloc[a] == plants["region"].iloc[b]
            together, apart = together + weight * same, apart + weight * (not same)
    row = maurel_sedillot(plants).loc["i"]
    x2 = ((plants.groupby("region")["employees"].sum() / plants["employees"].sum()) ** 2).sum()
    p = together / (together + apart)
    assert row["p"] == pytest.approx(p)
    assert row["gamma"] == pytest.approx((p - x2) / (1 - x2))
    assert row["gamma"] == pytest.approx((row["G"] - row["H"]) / (1 - row["H"]))


def test_one_plant_and_one_region_are_undefined():
    plants = pd.DataFrame({"region": list("ab"), "industry": list("ij"), "employees": [1, 2]})
    table = maurel_sedillot(plants)
    assert table[["gamma", "p"]].isna().all(axis=None)
    assert (table["reason"] == "one_plant").all()
    single = pd.DataFrame({"region": ["a"] * 3, "industry": "i", "employees": 1})
    assert maurel_sedillot(single)[["gamma", "G", "z"]].isna().all(axis=None)
