"""What may be ranked, and what may not."""

import pandas as pd

from clusterlab.study.compared import ranks


def test_only_complete_measures_are_ranked():
    table = pd.DataFrame({"a": [3.0, 1.0, 3.0], "b": [1.0, None, 2.0]}, index=list("xyz"))
    assert ranks.ranked(table).to_dict("list") == {"a": [1, 3, 1]}
    assert ranks.ranked(table, largest_first=False).to_dict("list") == {"a": [2, 1, 2]}


def test_measures_that_a_cluster_lacks_are_named(pair):
    found = ranks.ranks(pair, minimum=10)
    assert (found.said[0].values["ranked"], found.said[0].values["all"]) == (2, 3)
    assert [label.code for label in found.said[1]["names"].parts] == ["median_station_m"]
    assert found.tables[1].data.columns.tolist() == ["krugman", "operating_share"]
