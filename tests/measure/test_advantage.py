"""Revealed advantage: exactly 1 counts, and nothing is not an advantage."""

import pandas as pd

from clusterlab.measure._advantage import advantage


def test_a_quotient_of_exactly_one_counts():
    table = pd.DataFrame({"a": [0.1, 0.3, 0.7], "b": [0.2, 0.6, 1.4], "c": [0.3, 0.9, 2.1]})
    assert advantage(table).all()


def test_absence_is_no_advantage():
    table = pd.DataFrame({"a": [5, 0], "b": [0, 0], "c": [5, 0]})
    assert advantage(table).tolist() == [[1, 0, 1], [0, 0, 0]]
