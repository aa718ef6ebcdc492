"""Regional mandate: the exact range of a weighted mean, by brute force."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.invest import regional_mandate


def table(sizes):
    rows = [
        {"fund_id": f"f{n}", "size": size, "as_of": str(2020 + k)}
        for n, ends in enumerate(sizes)
        for k, size in enumerate(ends)
    ]
    return pd.DataFrame(rows).assign(name="F", kind="fund", status="closed", source_id="s")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 50), st.integers(0, 50), st.integers(0, 10) | st.none()),
        min_size=1,
        max_size=5,
    )
)
def test_every_corner_lies_within_and_the_ends_are_reached(funds):
    sizes = [(low, low + more) for low, more, _ in funds]
    bound = pd.Series(
        {f"f{n}": np.nan if p is None else 10.0 * p for n, (*_, p) in enumerate(funds)}
    )
    found = regional_mandate(table(sizes), bound_pct=bound)
    parts = [(0, 1) if p is None else (p / 10, p / 10) for *_, p in funds]
    every = [np.dot(x, b) / sum(x) for x in product(*sizes) for b in product(*map(set, parts))]
    assert found.loc["share", ["low", "high"]].tolist() == pytest.approx([min(every), max(every)])
    assert found.attrs["unknown"] == sum(p is None for *_, p in funds)


def test_money_bound_and_nothing_known():
    found = regional_mandate(table([(100, 200), (50,)]), bound_pct=pd.Series({"f0": 50.0}))
    assert found.loc["bound", ["low", "high"]].tolist() == [50, 150]
    empty = regional_mandate(table([(None,)]), bound_pct=pd.Series({"f0": 50.0}))
    assert empty["reason"].tolist() == ["no_size"] * 2
    assert empty[["low", "high"]].isna().all(axis=None)
    with pytest.raises(ValueError, match="'f0' has 200"):
        regional_mandate(table([(1,)]), bound_pct=pd.Series({"f0": 200.0}))
