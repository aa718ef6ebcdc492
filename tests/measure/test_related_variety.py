"""Related variety: the two parts, each from its own definition."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from clusterlab.measure import related_variety

GROUPS = {0: "a", 1: "a", 2: "b", 3: "b", 4: "c"}
TABLES = arrays(np.int64, st.tuples(st.integers(1, 5), st.just(5)), elements=st.integers(0, 500))


@given(TABLES)
def test_each_part_from_its_own_definition(values):
    table = related_variety(pd.DataFrame(values), groups=GROUPS)
    for r, row in enumerate(values):
        if row.sum() == 0:
            assert table.iloc[r].isna().all()
            continue
        related, sizes = 0.0, []
        for group in "abc":
            part = row[[i for i in GROUPS if GROUPS[i] == group]]
            sizes.append(part.sum())
            if part.sum():
                related += part.sum() / row.sum() * stats.entropy(part)
        assert table["related"].iloc[r] == pytest.approx(related, abs=1e-12)
        assert table["unrelated"].iloc[r] == pytest.approx(stats.entropy(sizes), abs=1e-12)
        assert table["variety"].iloc[r] == pytest.approx(stats.entropy(row), abs=1e-12)


def test_every_industry_needs_a_group():
    with pytest.raises(ValueError, match="groups must name every industry; it lacks 4"):
        related_variety(pd.DataFrame([[1] * 5]), groups={k: GROUPS[k] for k in range(4)})
