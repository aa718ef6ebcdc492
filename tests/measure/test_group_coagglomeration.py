"""Group coagglomeration against the long formula of 1997 and the pairwise index of 2010."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import coagglomeration, ellison_glaeser, group_coagglomeration


@pytest.fixture
def plants():
    rng = np.random.default_rng(8)
    return pd.DataFrame(
        {
            "region": rng.choice(list("pqrst"), 120, p=[0.4, 0.3, 0.1, 0.1, 0.1]),
            "industry": rng.choice(list("uvwxyz"), 120),
            "employees": rng.integers(1, 60, 120),
        }
    )


GROUPS = {"u": "one", "v": "one", "w": "one", "x": "two", "y": "two"}


def test_matches_the_formula_of_1997(plants):
    table = group_coagglomeration(plants, GROUPS)
    single = ellison_glaeser(plants)
    merged = plants.assign(industry=plants["industry"].map(GROUPS).fillna("rest"))
    whole = ellison_glaeser(merged)
    x = plants.groupby("region")["employees"].sum() / plants["employees"].sum()
    free = 1 - (x**2).sum()
    for group in ("one", "two"):
        rows = single[[GROUPS.get(i) == group for i in single.index]]
        w = rows["employees"] / rows["employees"].sum()
        H = (w**2 * rows["H"]).sum()
        own = (rows["gamma"] * w**2 * (1 - rows["H"])).sum()
        expected = (whole.loc[group, "G"] / free - H - own) / (1 - (w**2).sum())
        assert table.loc[group, "gamma"] == pytest.approx(expected, rel=1e-12)
        assert table.loc[group, "H"] == pytest.approx(H)
        assert table.loc[group, "H"] == pytest.approx(whole.loc[group, "H"])
        assert table.loc[group, "plants"] == rows["plants"].sum()


def test_is_the_weighted_mean_of_the_pairs(plants):
    jobs = plants.pivot_table("employees", "region", "industry", aggfunc="sum", fill_value=0)
    pairs = coagglomeration(jobs).loc[["u", "v", "w"], ["u", "v", "w"]].to_numpy()
    w = jobs[["u", "v", "w"]].sum().to_numpy()
    weights = np.outer(w, w) * (1 - np.eye(3))
    expected = (weights * pairs).sum() / weights.sum()
    assert group_coagglomeration(plants, GROUPS).loc["one", "gamma"] == pytest.approx(expected)


def test_one_industry_or_one_region_is_undefined(plants):
    table = group_coagglomeration(plants, pd.Series({"u": "alone", "v": "pair", "w": "pair"}))
    assert np.isnan(table.loc["alone", "gamma"])
    assert table.loc[["alone", "pair"], "reason"].tolist() == ["one_industry", ""]
    assert not np.isnan(table.loc["pair", "gamma"])
    single = plants.assign(region="p")
    table = group_coagglomeration(single, GROUPS)
    assert table["gamma"].isna().all()
    assert (table["reason"] == "one_region").all()


def test_industries_of_one_plant_are_no_obstacle():
    plants = pd.DataFrame(
        {"region": list("aabb"), "industry": list("uvwz"), "employees": [5, 5, 5, 5]}
    )
    assert group_coagglomeration(plants, GROUPS).loc["one", "gamma"] == pytest.approx(-1 / 3)
