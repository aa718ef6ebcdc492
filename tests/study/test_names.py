"""Names of a row, in the languages that it has them in."""

import pandas as pd

from clusterlab.study.names import called


def test_only_columns_of_a_language_with_a_text_are_names():
    row = pd.Series({"promise_de": "x", "promise_kind": "act", "promise_ko": None, "name_de": "y"})
    assert called(row, "promise").names == {"de": "x"}
    assert called(row).names == {"de": "y"}
    assert called({"kind": "firm"}).names == {}
