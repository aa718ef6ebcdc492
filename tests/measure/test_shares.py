"""Checks of the regions × industries table: each fault is named in one line."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import _shares


@pytest.mark.parametrize(
    ("cell", "shown"), [(-3.0, "-3.0"), (np.nan, "nan"), (np.inf, "inf"), (None, "nan")]
)
def test_a_bad_cell_is_named(cell, shown):
    table = pd.DataFrame({"bio": [1.0, cell], "food": [2.0, 3.0]}, index=["A", "B"])
    with pytest.raises(ValueError, match=rf"row 'B', column 'bio' is {shown}\.") as caught:
        _shares.counts(table)
    assert "\n" not in str(caught.value)


def test_text_columns_and_other_types_are_refused():
    with pytest.raises(TypeError, match="column 'name'"):
        _shares.counts(pd.DataFrame({"bio": [1], "name": ["x"]}))
    with pytest.raises(TypeError, match="not list"):
        _shares.counts([[1, 2]])


def test_a_label_given_twice_is_refused():
    with pytest.raises(ValueError, match="row 'A' more than once"):
        _shares.counts(pd.DataFrame({"bio": [1, 2]}, index=["A", "A"]))


def test_nullable_columns_are_read():
    table = pd.DataFrame({"bio": pd.array([1, 2], dtype="Int64")})
    assert _shares.counts(table).tolist() == [[1.0], [2.0]]


def test_nearest_choice_is_named():
    with pytest.raises(ValueError, match="Did you mean 'region'"):
        _shares.choice("of", "regions", ("region", "industry"))


def test_reference_must_name_the_same_labels():
    columns = pd.Index(["bio", "food"])
    with pytest.raises(ValueError, match="lacks 'food'"):
        _shares.aligned(pd.Series({"bio": 1}), columns)
    with pytest.raises(ValueError, match="has besides 'steel'"):
        _shares.aligned(pd.Series({"bio": 1, "food": 2, "steel": 3}), columns)
    assert _shares.aligned(pd.Series({"food": 2, "bio": 1}), columns).tolist() == [1.0, 2.0]


def test_entropy_of_one_class_is_plain_zero():
    assert str(_shares.entropy_nats(np.array([[1.0, 0.0]]))[0]) == "0.0"
