"""Location quotient against the definition, a published figure and its mean."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from clusterlab.measure import location_quotient

TABLES = arrays(
    np.int64, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.integers(0, 1000)
)


def test_published_example():
    # Farhauer & Kröll (2013), printed in the manual of the R package REAT (locq).
    table = pd.DataFrame(
        {"i": [1714, 879213 - 1714], "other": [79006 - 1714, 15593224 - 79006 - 879213 + 1714]},
        index=["j", "rest"],
    )
    assert location_quotient(table).loc["j", "i"] == pytest.approx(0.3847623, abs=5e-8)


@given(TABLES)
def test_matches_the_definition_cell_by_cell(values):
    table = pd.DataFrame(values)
    result = location_quotient(table)
    assert result.index.equals(table.index)
    assert result.columns.equals(table.columns)
    total = values.sum()
    for r in range(values.shape[0]):
        for i in range(values.shape[1]):
            region, industry = values[r].sum(), values[:, i].sum()
            if region == 0 or industry == 0:
                assert np.isnan(result.iloc[r, i])
            else:
                expected = (values[r, i] / region) / (industry / total)
                assert result.iloc[r, i] == pytest.approx(expected, rel=1e-12)


@given(TABLES)
def test_mean_weighted_by_size_is_one(values):
    result = location_quotient(pd.DataFrame(values)).to_numpy()
    sizes = values.sum(axis=1)
    for i in np.flatnonzero(values.sum(axis=0)):
        assert np.nansum(result[:, i] * sizes) / sizes.sum() == pytest.approx(1, rel=1e-12)


def test_reference_replaces_the_sum_of_the_regions():
    table = pd.DataFrame({"bio": [30], "food": [20]}, index=["Osong"])
    nation = pd.Series({"food": 600, "bio": 400})
    result = location_quotient(table, reference=nation)
    assert result.loc["Osong"].to_dict() == pytest.approx({"bio": 1.5, "food": 2 / 3})


def test_argument_is_left_alone():
    table = pd.DataFrame({"bio": [30, 10], "food": [20, 40]})
    before = table.copy(deep=True)
    location_quotient(table)
    pd.testing.assert_frame_equal(table, before)


def test_nothing_at_all_is_undefined_not_zero():
    assert location_quotient(pd.DataFrame({"bio": [0, 0], "food": [0, 0]})).isna().all(axis=None)


def test_negative_jobs_are_refused():
    with pytest.raises(ValueError, match=r"zero or more.*-1"):
        location_quotient(pd.DataFrame({"bio": [-1, 2]}))
