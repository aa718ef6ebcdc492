"""Compiled sums of discounted masses against numpy, from no distance to very far."""

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from clusterlab.measure import _compiled_access
from clusterlab.measure._compiled_access import discounted_sums

FORMS = {
    "exponential": lambda d, b: np.exp(-d / b),
    "gaussian": lambda d, b: np.exp(-d * d / (2 * b * b)),
    "inverse": lambda d, _: 1 / d,
    "square": lambda d, _: d**-2.0,
}


@pytest.mark.parametrize("decay", FORMS)
@pytest.mark.parametrize("least", [0.0, 40.0])
def test_equals_numpy(decay, least):
    rng = np.random.default_rng(0)
    origins, places = rng.uniform(0, 900, (37, 2)), rng.uniform(0, 900, (53, 2))
    weight = rng.uniform(0, 9, 53)
    expected = FORMS[decay](np.maximum(cdist(origins, places), least), 130.0) @ weight
    got = discounted_sums(origins, places, weight, decay=decay, scale=130.0, least=least)
    np.testing.assert_allclose(got, expected, rtol=1e-13)


def test_the_exponential_is_right_at_every_size():
    distance = np.concatenate([[0.0, 1e-300], np.geomspace(1e-18, 700, 4000)])
    origins = np.column_stack([distance, np.zeros(len(distance))])
    one = np.zeros((1, 2))
    got = discounted_sums(origins, one, np.ones(1), decay="exponential", scale=1.0, least=0.0)
    np.testing.assert_allclose(got, np.exp(-distance), rtol=1e-15 * 4)
    far = discounted_sums(origins + 1e9, one, np.ones(1), decay="gaussian", scale=1.0, least=0.0)
    assert (far < 1e-300).all()


def test_no_distance_has_no_power():
    one = np.zeros((1, 2))
    with np.errstate(all="ignore"):
        for decay in ("inverse", "square"):
            got = discounted_sums(one, one, np.ones(1), decay=decay, scale=1.0, least=0.0)
            assert not np.isfinite(got).any()


def test_strips_do_not_matter(monkeypatch):
    rng = np.random.default_rng(1)
    origins, places, weight = rng.random((50, 2)), rng.random((20, 2)), rng.random(20)
    options = {"decay": "exponential", "scale": 0.3, "least": 0.0}
    whole = discounted_sums(origins, places, weight, **options)
    monkeypatch.setattr(_compiled_access, "STRIP", 3)
    np.testing.assert_array_equal(discounted_sums(origins, places, weight, **options), whole)
