"""Cluster stars against counting, region by region."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import cluster_stars, location_quotient


@pytest.fixture
def jobs():
    rng = np.random.default_rng(10)
    values = rng.integers(1, 900, (25, 3)) * (rng.random((25, 3)) < 0.9)
    return pd.DataFrame(values, index=[f"r{k}" for k in range(25)], columns=["bio", "food", "law"])


def test_stars_go_to_the_best_fifth(jobs):
    rng = np.random.default_rng(11)
    output, before = jobs * rng.uniform(1, 5, jobs.shape), jobs // 2 + 1
    table = cluster_stars(jobs, output=output, before=before)
    assert table.attrs["respects"] == ["size", "specialisation", "productivity", "growth"]
    respects = {
        "size": jobs.astype(float),
        "specialisation": location_quotient(jobs),
        "productivity": output / jobs,
        "growth": jobs / before - 1,
    }
    for industry in jobs:
        there = jobs.index[jobs[industry] > 0]
        rows = table.xs(industry, level="industry")
        assert rows.index.equals(there)
        assert (rows["compared"] == len(there)).all()
        for name, values in respects.items():
            own = values.loc[there, industry]
            np.testing.assert_allclose(rows[name], own)
            line = own.sort_values(ascending=False).iloc[int(0.2 * len(there)) - 1]
            assert (rows[f"star_{name}"] == (own >= line)).all()
        stars = rows[[f"star_{name}" for name in respects]].sum(axis=1)
        assert (rows["stars"] == stars).all()
        assert (rows["rank_low"] <= rows["rank"]).all()
        assert (rows["rank"] <= rows["rank_high"]).all()
        assert rows["rank"].min() == 1


def test_focus_stands_in_for_productivity(jobs):
    table = cluster_stars(jobs)
    share = jobs.div(jobs.sum(axis=1), axis=0)
    rows = table.xs("bio", level="industry")
    np.testing.assert_allclose(rows["focus"], share.loc[rows.index, "bio"])
    assert (table["of"] == 3).all()


def test_what_was_not_there_before_has_no_growth(jobs):
    before = jobs.copy()
    newcomer = jobs.index[jobs["bio"] > 0][0]
    before.loc[newcomer, "bio"] = 0
    row = cluster_stars(jobs, before=before).loc[(newcomer, "bio")]
    assert np.isnan(row["growth"])
    assert not row["star_growth"]


def test_one_region_is_first_of_one():
    table = cluster_stars(pd.DataFrame({"bio": [5], "law": [0]}, index=["a"]))
    assert table.index.tolist() == [("a", "bio")]
    assert table[["rank", "rank_high", "compared"]].iloc[0].tolist() == [1, 1, 1]
    # The only one is not in the best fifth of anything.
    assert table["stars"].tolist() == [0]


def test_bad_input_is_refused(jobs):
    with pytest.raises(ValueError, match="top_pct must lie between 0 and 100, not 0"):
        cluster_stars(jobs, top_pct=0)
    with pytest.raises(ValueError, match=r"output must name the same .* 'law' is in one"):
        cluster_stars(jobs, output=jobs[["bio", "food"]])
