"""Index levels between published days, and refusals."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.model.index_series import index_levels

INDEX = pd.Series([100.0, 400.0, 300.0], index=["2020-01-01", "2020-01-05", "2020-01-10"])
DAYS = pd.Series(pd.to_datetime(["2020-01-01", "2020-01-03", "2020-01-05", "2020-01-09"]))


def test_between_days():
    grown = index_levels(INDEX, DAYS)
    assert grown[:3] == pytest.approx([100, 200, 400])
    assert grown[3] == pytest.approx(400 * 0.75**0.8)
    assert index_levels(INDEX, DAYS, between="previous").tolist() == [100, 100, 400, 400]


@pytest.mark.parametrize(
    ("index", "message"),
    [
        (INDEX.iloc[:0], "empty"),
        (INDEX.iloc[:2], r"2020-01-01 to 2020-01-05 and has no level for 2020-01-09"),
        (INDEX.iloc[::-1], "must rise"),
        (INDEX.replace(400.0, 0.0), r"on 2020-01-05 is 0.0"),
        (INDEX.replace(400.0, np.nan), r"on 2020-01-05 is nan"),
        (INDEX.reset_index(drop=True), "indexed by date, not by 0"),
    ],
)
def test_refusals(index, message):
    with pytest.raises(ValueError, match=message):
        index_levels(index, DAYS)


def test_unknown_rule():
    with pytest.raises(ValueError, match="'linear'"):
        index_levels(INDEX, DAYS, between="linear")
