"""Corrected p against the definition and a published example, and reaches on drawn curves."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.study import chance


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from([0.001, 0.01, 0.02, 0.04, 0.3, 1.0]), min_size=1, max_size=8))
def test_holm_claims_what_stepping_down_claims(p):
    """Step down: the smallest against level / n, the next against level / (n − 1), and so on."""
    got = chance.holm(pd.Series(p))
    for level in (0.05, 0.1):
        claimed = set()
        for step, k in enumerate(sorted(range(len(p)), key=lambda k: p[k])):
            if p[k] > level / (len(p) - step) + 1e-12:
                break
            claimed.add(p[k])
        assert {p[k] for k in range(len(p)) if got[k] <= level + 1e-12} == claimed


def test_holm_on_an_example_by_hand_and_with_gaps():
    p = pd.Series({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005, "e": np.nan})
    got = chance.holm(p)
    assert got.drop("e").to_dict() == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06, "d": 0.02})
    assert np.isnan(got["e"])
    assert chance.holm(p[:0]).empty


def curve(p, **told):
    table = pd.DataFrame({"observed": np.zeros(4)}, index=[0.0, 50, 100, 150])
    table.attrs = {"global_p": p, "draws": 99, "above_m": [], "below_m": [], **told}
    return table


def test_the_first_stretch_is_claimed_where_p_is_small_and_an_open_end_is_marked():
    two = curve(0.01, above_m=[(50.0, 50.0), (150.0, 150.0)])
    assert chance.reach(two, p=0.01) == chance.Reach(50, 50, open=False)
    assert chance.reach(two, p=0.06) is None
    assert chance.reach(two, p=np.nan) is None
    assert chance.reach(two, p=0.01, side="below") is None
    end = curve(0.01, below_m=[(100.0, 150.0)])
    assert chance.reach(end, p=0.05, side="below") == chance.Reach(100, 150, open=True)


def test_the_p_of_several_curves_is_corrected_over_all_that_have_one():
    got = chance.corrected({"a": curve(0.02), "b": curve(0.5), "c": curve(np.nan)})
    assert got[["a", "b"]].tolist() == [0.04, 0.5]
    assert np.isnan(got["c"])


def test_draws_that_could_never_tell_are_warned_of():
    assert chance.few_draws(draws=39, fields=2) == []
    (told,) = chance.few_draws(draws=38, fields=2)
    assert told.values["needed"] == 39
    # With as many draws as are named the smallest p comes down to the level.
    assert 2 / (39 + 1) <= chance.LEVEL < 2 / (38 + 1)
