"""Median distances of clusters side by side."""

from clusterlab.study.compared import nearness


def test_too_few_firms_have_no_median(pair):
    found = nearness.nearness(pair, minimum=10)
    assert found.data.loc["magok"].notna().all()
    assert found.data.loc["osong"].isna().all()
    assert found.columns[0].values.index[0] == ("magok", "university")
    assert not nearness.nearness(pair, minimum=1_000).charts
