"""Sources and dates of what a page shows."""

import pandas as pd

from clusterlab.model.citing import cited, written_date


def test_sources_of_tables_and_lists_are_gathered_once():
    table = pd.DataFrame({"source_ids": ["a;b", None], "source_id": ["c", "a"]})
    table.attrs["source_ids"] = ["d"]
    assert cited([table, ["e"], "a", None]) == ["c", "a", "b", "d", "e"]


def test_the_latest_of_several_dates_stands():
    assert written_date(pd.Series(["2023-12", None, "2024-01"])) == "2024-01"
    assert written_date([]) == ""
