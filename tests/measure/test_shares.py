"""Checks of the regions × industries table: each fault is named in one line."""

import numpy as np
import pandas as pd
import pytest

from clusterlab import measure
from clusterlab.measure import _shares
from clusterlab.model.reason import Reason
from clusterlab.words import wording


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


NAMES = [
    "hoover",
    "theil",
    "krugman_concentration",
    "krugman_specialisation",
    "entropy",
    "relative_entropy",
    "herfindahl",
    "simpson",
    "locational_gini",
    "coagglomeration",
    "location_quotient",
    "symmetric_location_quotient",
    "proximity",
    "relatedness_density",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_in_which_nothing_is_counted_gives_nan_with_the_reason(name):
    table = pd.DataFrame({"bio": [10, 0], "food": [1, 2]}, index=["A", "B"])
    found = getattr(measure, name)
    assert "reason" not in found(table).attrs
    for empty in (table * 0, table.iloc[:0]):
        result = found(empty)
        assert result.attrs["reason"]["code"] == "empty_table"
        held = result.to_numpy(dtype=float)
        off = ~np.eye(2, dtype=bool) if held.shape == (2, 2) else slice(None)
        assert np.isnan(held[off]).all()


@pytest.mark.parametrize("code", ["empty_table", "too_few", "disconnected", "tie", "no_structure"])
def test_every_reason_of_a_table_has_words_in_both_languages(code):
    for language in ("ko", "en"):
        assert wording.reason(Reason(code), language) != wording.reason(Reason("x"), language)
