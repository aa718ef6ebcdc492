"""Herfindahl index against the definition, its bounds and the number of equals it stands for."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from clusterlab.measure import herfindahl, simpson

TABLES = arrays(
    np.int64, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.integers(0, 1000)
)


@given(TABLES)
def test_matches_the_definition_and_keeps_its_bounds(values):
    table = pd.DataFrame(values)
    by_region, by_industry = herfindahl(table), herfindahl(table, of="industry")
    pd.testing.assert_series_equal(by_industry, herfindahl(table.T))
    assert by_region.index.equals(table.index)
    for r, row in enumerate(values.tolist()):
        if sum(row) == 0:
            assert np.isnan(by_region.iloc[r])
        else:
            expected = sum((x / sum(row)) ** 2 for x in row)
            assert by_region.iloc[r] == pytest.approx(expected, rel=1e-12)
            assert 1 / len(row) - 1e-12 <= by_region.iloc[r] <= 1 + 1e-12
    np.testing.assert_allclose(by_region + simpson(table), np.where(by_region.isna(), np.nan, 1))


@pytest.mark.parametrize("n", [2, 3, 7])
def test_normalised_is_zero_at_equal_shares_and_one_at_a_monopoly(n):
    table = pd.DataFrame([[5] * n, [9] + [0] * (n - 1)])
    assert herfindahl(table, normalised=True).tolist() == pytest.approx([0, 1], abs=1e-12)
    assert herfindahl(table).tolist() == pytest.approx([1 / n, 1])


def test_normalised_over_one_industry_is_undefined():
    assert herfindahl(pd.DataFrame({"bio": [3]}), normalised=True).isna().all()


def test_unknown_side_is_refused():
    with pytest.raises(ValueError, match=r"of is 'industries'.*Did you mean 'industry'"):
        herfindahl(pd.DataFrame({"bio": [3]}), of="industries")
