"""Local join counts against hypergeometric chances."""

import numpy as np
import pandas as pd
import pytest
from libpysal.weights import lat2W
from scipy import stats

from clusterlab.measure import join_counts


def test_counts_and_chances():
    rng = np.random.default_rng(9)
    marked = pd.Series(rng.random(64) < 0.3)
    w = lat2W(8, 8)
    table = join_counts(marked, w, permutations=9999)
    dense = w.sparse.toarray()
    total = int(marked.sum())
    for i in range(64):
        joins = int(dense[i] @ marked) * int(marked[i])
        assert table["joins"].iloc[i] == joins
        if marked[i]:
            # Neighbours drawn from the 63 others, of which total - 1 are marked.
            chance = stats.hypergeom.sf(joins - 1, 63, total - 1, int(dense[i].sum()))
            assert table["p"].iloc[i] == pytest.approx(chance, abs=0.02)
        else:
            assert np.isnan(table["p"].iloc[i])


def test_all_or_none_marked():
    w = lat2W(3, 3)
    assert (join_counts(pd.Series([True] * 9), w)["p"] == 1).all()
    assert join_counts(pd.Series([False] * 9), w)["p"].isna().all()


def test_other_marks_are_refused():
    with pytest.raises(ValueError, match=r"marked must be 0 or 1\. One given is 2"):
        join_counts(pd.Series([0, 1, 2] * 3), lat2W(3, 3))
