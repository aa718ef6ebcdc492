"""Checks of arguments: right values pass, wrong ones are named with the rule."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.model.checks import choice, column, listed, nearest, positive, whole_number


def test_messages_name_the_nearest_and_stay_short() -> None:
    assert nearest("prise", ["price", "jobs"]) == " Did you mean 'price'?"
    assert nearest("xyz", ["price"]) == ""
    assert listed(range(12)) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more"


def test_numbers_and_choices() -> None:
    assert positive(2, "x") == 2.0
    assert whole_number(3, "k") == 3
    for bad in (0, -1, np.nan, np.inf):
        with pytest.raises(ValueError, match="above zero"):
            positive(bad, "x")
    for bad in (1.5, True, -1):
        with pytest.raises(ValueError, match="whole number"):
            whole_number(bad, "k")
    with pytest.raises(ValueError, match="Did you mean 'cost'"):
        choice("costs", "direction", ("benefit", "cost"))


def test_a_column_that_is_not_there_is_named_with_the_nearest() -> None:
    table = pd.DataFrame({"type": [1], "jobs": [2]})
    assert column(table, "jobs").tolist() == [2]
    with pytest.raises(ValueError, match=r"no column 'typ'.* Did you mean 'type'"):
        column(table, "typ")
