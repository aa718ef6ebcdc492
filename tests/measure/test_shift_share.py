"""Shift-share against the textbook example and its own sums."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from clusterlab.measure import shift_share

# Farhauer & Kröll (2013), as printed in the manual of REAT (shift): regions A, B and C make up X.
BEFORE = pd.DataFrame([[90, 20, 10, 60], [60, 30, 30, 40], [250, 100, 110, 300]], list("ABC"))
AFTER = pd.DataFrame([[100, 40, 10, 55], [85, 55, 40, 35], [255, 115, 85, 390]], list("ABC"))
PAIRS = st.tuples(st.integers(1, 5), st.integers(1, 4)).flatmap(
    lambda shape: st.tuples(*[arrays(np.int64, shape, elements=st.integers(0, 500))] * 2)
)


def test_textbook_example_worked_by_hand():
    table = shift_share(BEFORE, AFTER)
    # X grows from 1,100 to 1,265, by 15 %; its industries by 10, 40, -10 and 20 %.
    assert table["national"].tolist() == pytest.approx([27, 24, 114])
    # A: 90·(-5 %) + 20·25 % + 10·(-25 %) + 60·5 % = 1.
    assert table.loc["A", "mix"] == pytest.approx(1)
    # A: 100-99, 40-28, 10-9, 55-72.
    assert table.loc["A", "regional"] == pytest.approx(-3)
    assert table.loc["A", "change"] == 25


@given(PAIRS)
def test_parts_add_up_and_shifts_cancel_over_the_area(pair):
    before, after = map(pd.DataFrame, pair)
    table = shift_share(before, after)
    if before.to_numpy().sum() == 0:
        assert table[["national", "mix", "regional"]].isna().all(axis=None)
        return
    parts = table["national"] + table["mix"] + table["regional"]
    np.testing.assert_allclose(parts, table["change"], atol=1e-8)
    born = after.to_numpy()[:, before.to_numpy().sum(axis=0) == 0].sum()
    assert table["regional"].sum() == pytest.approx(born, abs=1e-8)
    assert table["national"].sum() == pytest.approx(table["change"].sum(), abs=1e-8)


def test_order_of_the_second_table_is_of_no_matter():
    turned = AFTER.iloc[::-1, ::-1]
    pd.testing.assert_frame_equal(shift_share(BEFORE, turned), shift_share(BEFORE, AFTER))


def test_a_new_industry_is_regional():
    before = pd.DataFrame({"old": [10, 10], "new": [0, 0]})
    after = pd.DataFrame({"old": [10, 10], "new": [5, 0]})
    assert shift_share(before, after)["regional"].tolist() == [5, 0]


def test_other_regions_or_industries_are_refused():
    with pytest.raises(ValueError, match="name the same regions; 'C' is in one"):
        shift_share(BEFORE, AFTER.loc[["A", "B"]])
    with pytest.raises(ValueError, match="name the same industries; 3 is in one"):
        shift_share(BEFORE, AFTER.drop(columns=3))
