"""Krugman indices against the definition and the published extremes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from clusterlab.measure import krugman_concentration, krugman_specialisation

TABLES = arrays(
    np.int64, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.integers(0, 1000)
)


def brute(values, against):
    """Each industry's sum of |share in r - share of the others in r|, cell by cell."""
    regions, industries = values.shape
    out = []
    for i in range(industries):
        own = values[:, i].sum()
        total = values.sum() - (own if against == "rest" else 0)
        if own == 0 or total == 0:
            out.append(np.nan)
            continue
        parts = 0.0
        for r in range(regions):
            other = values[r].sum() - (values[r, i] if against == "rest" else 0)
            parts += abs(values[r, i] / own - other / total)
        out.append(parts)
    return out


@pytest.mark.parametrize("against", ["total", "rest"])
@given(values=TABLES)
def test_both_indices_match_the_definition(against, values):
    table = pd.DataFrame(values)
    expected = brute(values, against)
    found = krugman_concentration(table, against=against)
    mirrored = krugman_specialisation(table.T, against=against)
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(mirrored, expected, rtol=1e-12, atol=1e-12)
    assert (found.dropna().between(0, 2 + 1e-12)).all()


def test_two_regions_without_a_common_industry():
    # Farhauer & Kröll (2013), printed in the manual of the R package REAT (krugman.spec): 2.
    table = pd.DataFrame([[20, 10, 70, 0, 0], [0, 0, 0, 60, 40]])
    assert krugman_specialisation(table, against="rest").tolist() == [2, 2]


def test_the_same_spread_is_no_concentration():
    # REAT (krugman.conc): the same structure at half the size.
    spread = np.array([4388, 37489, 129423, 60941])
    table = pd.DataFrame({"i": spread, "u": spread / 2})
    assert krugman_concentration(table, against="rest").tolist() == pytest.approx([0, 0], abs=1e-15)


def test_reference_nation():
    table = pd.DataFrame({"a": [10], "b": [0]}, index=["Osong"])
    nation = pd.Series({"a": 50, "b": 50})
    assert krugman_specialisation(table, reference=nation)["Osong"] == pytest.approx(1)
    rest = krugman_specialisation(table, reference=nation, against="rest")
    assert rest["Osong"] == pytest.approx(abs(1 - 40 / 90) + 50 / 90)
    with pytest.raises(ValueError, match="reference must hold every region: 'a' is 5"):
        krugman_specialisation(table, reference=nation / 10, against="rest")


def test_unknown_comparison_is_refused():
    with pytest.raises(ValueError, match="against is 'all'; it must be one of total, rest"):
        krugman_concentration(pd.DataFrame({"a": [1]}), against="all")


def test_one_region_and_empty_regions():
    assert krugman_concentration(pd.DataFrame({"a": [3], "b": [9]})).tolist() == [0, 0]
    table = pd.DataFrame({"a": [3, 1], "b": [1, 3]})
    padded = pd.concat([table, pd.DataFrame({"a": [0], "b": [0]})], ignore_index=True)
    pd.testing.assert_series_equal(krugman_concentration(table), krugman_concentration(padded))
