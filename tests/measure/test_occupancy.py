"""Occupancy: shares, ranks among whole complexes, and no sum of parents and children."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from clusterlab.measure import occupancy


@pytest.fixture
def complexes():
    rng = np.random.default_rng(3)
    n = 50
    sale = rng.integers(0, 6, n) * 100.0
    tenants = rng.integers(0, 20, n)
    return pd.DataFrame(
        {
            "complex_id": [f"K{k:03}" for k in range(n)],
            "kind": rng.choice(["national", "general"], n),
            "for_sale_area_m2": sale,
            "sold_area_m2": (sale * rng.choice([0, 0.5, 1], n)).round(),
            "tenants": tenants,
            "operating": rng.integers(0, tenants + 1),
            "count_as_complex": rng.random(n) < 0.8,
        }
    )


def test_shares_and_ranks_agree_with_scipy(complexes):
    table = occupancy(complexes)
    whole = complexes["count_as_complex"].to_numpy()
    with np.errstate(invalid="ignore"):
        share = (complexes["operating"] / complexes["tenants"]).to_numpy()
    np.testing.assert_allclose(table["operating_share"], share)
    field = share[whole & ~np.isnan(share)]
    for row, value in enumerate(share):
        if np.isnan(value):
            assert np.isnan(table["operating_rank_pct"].iloc[row])
        else:
            expected = stats.percentileofscore(field, value, kind="mean")
            assert table["operating_rank_pct"].iloc[row] == pytest.approx(expected)
    assert (table["operating_compared"] == len(field)).all()


def test_a_part_changes_no_sum_and_no_other_rank(complexes):
    part = complexes.iloc[[0]].assign(
        complex_id="part", count_as_complex=False, for_sale_area_m2=1e6, sold_area_m2=1.0
    )
    alone, beside = occupancy(complexes), occupancy(pd.concat([complexes, part]))
    pd.testing.assert_frame_equal(beside.drop("part"), alone)
    assert beside.attrs == alone.attrs
    assert beside.loc["part", "sold_share"] == 1e-6


def test_national_shares_are_of_sums_not_means(complexes):
    whole = complexes[complexes["count_as_complex"]]
    expected = whole["sold_area_m2"].sum() / whole["for_sale_area_m2"].sum()
    assert occupancy(complexes).attrs["sold_share"] == pytest.approx(expected)


def test_among_compares_within_the_kind(complexes):
    table = occupancy(complexes, among="kind")
    for _, rows in complexes.groupby("kind"):
        own = occupancy(rows)
        pd.testing.assert_frame_equal(table.loc[own.index], own, check_like=True)


def test_nothing_for_sale_is_undefined():
    row = pd.DataFrame(
        {
            "complex_id": ["a"],
            "for_sale_area_m2": [0.0],
            "sold_area_m2": [0.0],
            "tenants": [np.nan],
            "operating": [np.nan],
            "count_as_complex": [True],
        }
    )
    table = occupancy(row)
    assert table[["sold_share", "sold_rank_pct", "operating_share"]].isna().all(axis=None)
    assert np.isnan(table.attrs["sold_share"])


def test_more_sold_than_for_sale_is_refused(complexes):
    bad = complexes.assign(sold_area_m2=complexes["for_sale_area_m2"] + 1)
    with pytest.raises(ValueError, match=r"sold_area_m2 must not exceed for_sale_area_m2: .*K000"):
        occupancy(bad)
    twice = pd.concat([complexes, complexes.iloc[[4]]])
    with pytest.raises(ValueError, match="'K004' is given more than once"):
        occupancy(twice)
