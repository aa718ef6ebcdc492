"""Complexity against a peer's reflections, the eigenvector equation and the undefined cases."""

import economic_complexity as peer
import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import complexity, location_quotient
from clusterlab.measure._advantage import advantage


@pytest.fixture
def table():
    """Nested specialisation: abler regions can do more, and rarer, things."""
    rng = np.random.default_rng(11)
    able, hard = rng.random((40, 1)), rng.random((1, 25))
    made = rng.random((40, 25)) < 1 / (1 + np.exp(12 * (hard - able)))
    return pd.DataFrame(made * rng.integers(50, 100, (40, 25)) + rng.integers(0, 3, (40, 25)))


def test_agrees_with_a_peer(table):
    eci, pci = complexity(table)
    ours, theirs = peer.complexity(location_quotient(table), iterations=40)
    for found, expected in ((eci, ours), (pci, theirs)):
        expected = expected * np.sqrt(len(expected) / (len(expected) - 1))
        sign = np.sign(found @ expected)
        np.testing.assert_allclose(found, sign * expected, atol=1e-7)


def test_solves_the_equation_and_is_standardised(table):
    eci, pci = complexity(table)
    strong = advantage(table)
    assert eci.mean() == pytest.approx(0, abs=1e-12)
    assert pci.std(ddof=0) == pytest.approx(1)
    assert np.corrcoef(eci, strong.sum(axis=1))[0, 1] > 0
    # A region's complexity is the mean of its industries', but for scale and origin.
    means = strong @ pci.to_numpy() / strong.sum(axis=1)
    assert np.corrcoef(means, eci)[0, 1] == pytest.approx(1)


def test_order_and_scale_of_regions_are_of_no_matter(table):
    eci, pci = complexity(table)
    turned_eci, turned_pci = complexity(table.iloc[::-1, ::-1] * 3)
    np.testing.assert_allclose(turned_eci[eci.index], eci, atol=1e-9)
    np.testing.assert_allclose(turned_pci[pci.index], pci, atol=1e-9)


def test_more_regions_than_industries_and_the_reverse(table):
    for part in (table.iloc[:12, :], table.iloc[:, :8]):
        eci, pci = complexity(part)
        assert eci.notna().all()
        assert pci.notna().all()
        strong = advantage(part)
        means = strong @ pci.to_numpy() / strong.sum(axis=1)
        assert np.corrcoef(means, eci)[0, 1] == pytest.approx(1)


def test_an_empty_region_is_undefined_alone(table):
    padded = pd.concat([table, table.iloc[[0]] * 0], ignore_index=True)
    eci, pci = complexity(padded)
    assert np.isnan(eci.iloc[-1])
    np.testing.assert_allclose(eci.iloc[:-1], complexity(table)[0], atol=1e-9)
    assert pci.notna().all()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([[5, 5, 0, 0], [6, 4, 0, 0], [0, 0, 5, 5], [0, 0, 4, 6]], "disconnected"),
        ([[1, 2], [2, 4], [3, 6]], "no_structure"),
        ([[1, 1, 0], [0, 1, 1], [1, 0, 1]], "tie"),
        ([[1, 2, 3]], "too_few"),
    ],
)
def test_undefined_cases_say_why(values, code):
    eci, pci = complexity(pd.DataFrame(values))
    assert eci.isna().all()
    assert pci.isna().all()
    assert eci.attrs["reason"]["code"] == pci.attrs["reason"]["code"] == code


def test_the_order_of_rows_and_columns_never_flips_the_sign():
    """In 21 of these 300 small tables it once did, where diversity says nothing."""
    rng = np.random.default_rng(0)
    undetermined = 0
    for trial in range(300):
        shape = rng.integers(3, 7), rng.integers(3, 6)
        table = pd.DataFrame(rng.integers(0, 6, shape).astype(float))
        turned = table.sample(frac=1, random_state=trial).iloc[:, ::-1]
        for found, other in zip(complexity(table), complexity(turned), strict=True):
            np.testing.assert_allclose(other.reindex(found.index), found, atol=1e-8)
            assert found.attrs.get("reason") == other.attrs.get("reason")
        code = (found.attrs.get("reason") or {"code": ""})["code"]
        if code == "sign_undetermined":
            undetermined += 1
            with np.errstate(invalid="ignore"):
                assert found.isna().all()
    assert undetermined >= 15


def test_fewer_industries_than_asked_for_are_no_ground(table):
    eci, pci = complexity(table, least_industries=26)
    assert eci.isna().all() and pci.isna().all()
    assert eci.attrs["reason"] == {"code": "too_few_industries", "industries": 25, "minimum": 26}
    assert complexity(table, least_industries=25)[0].notna().all()
