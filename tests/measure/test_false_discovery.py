"""False-discovery control against scipy."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from clusterlab.measure import false_discovery


@pytest.mark.parametrize("method", ["bh", "by"])
@given(values=st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_agrees_with_scipy(method, values):
    found = false_discovery(pd.Series(values), method=method)
    np.testing.assert_allclose(
        found, stats.false_discovery_control(values, method=method), atol=1e-300
    )
    assert (found >= np.array(values) - 1e-15).all()


def test_missing_ones_are_not_counted():
    p = pd.Series([0.01, np.nan, 0.02], index=list("abc"))
    assert false_discovery(p).tolist()[::2] == [0.02, 0.02]
    assert np.isnan(false_discovery(p)["b"])
    assert false_discovery(pd.Series([np.nan])).isna().all()


def test_impossible_p_values_are_refused():
    with pytest.raises(ValueError, match=r"between 0 and 1\. One given is 1.5"):
        false_discovery(pd.Series([0.2, 1.5]))
