"""Tests of what is left out of a published table."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.load.suppression import suppress


def cells(counts: list[int], **more: list[float]) -> pd.DataFrame:
    jobs = [10.0 * count for count in counts]
    return pd.DataFrame({"establishments": counts, "employees": jobs} | more)


def test_cells_of_one_and_two_are_left_out_and_their_count_stays() -> None:
    made = suppress(cells([1, 2, 3, 0]), values=["employees"])
    assert made["suppressed"].tolist() == [True, True, False, False]
    assert made["employees"].isna().tolist() == [True, True, False, False]
    assert made["establishments"].tolist() == [1, 2, 3, 0]


def test_a_single_cell_cannot_be_had_back_from_the_total() -> None:
    made = suppress(cells([2, 9, 4, 0]), values=["employees"])
    assert made["suppressed"].tolist() == [True, False, True, False]


def test_a_table_of_one_cell_has_nothing_to_hide_it_with() -> None:
    assert suppress(cells([1]), values=["employees"])["suppressed"].tolist() == [True]


def test_a_cell_that_one_firm_rules_is_left_out() -> None:
    table = cells([5, 5, 5, 5], share=[0.9, 0.86, 0.85, np.nan])
    made = suppress(table, values=["employees"], largest_share="share")
    assert made["suppressed"].tolist() == [True, True, False, False]
    assert made["share"].tolist()[:3] == [0.9, 0.86, 0.85]


def test_the_table_given_is_not_changed() -> None:
    table = cells([1, 2, 3])
    before = table.copy()
    suppress(table, values=["employees"])
    pd.testing.assert_frame_equal(table, before)


def test_numbers_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="min_count must be 1 or more, not 0"):
        suppress(cells([1]), values=["employees"], min_count=0)
    with pytest.raises(ValueError, match="max_share"):
        suppress(cells([1]), values=["employees"], max_share=85)
