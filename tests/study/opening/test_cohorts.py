"""From contract to moving in, on totals written by hand."""

import pandas as pd
from town_fixtures import town

from clusterlab.study.opening import cohorts

FACTS = pd.DataFrame(
    [
        ("firms_contracted", 50, "2014-01"), ("firms_contracted", 100, "2018-01"),
        ("firms_confirmed", 150, "2022"), ("firms_contracted_north", 900, "2015"),
        ("firms_moved_in", 40, "2017-01"), ("firms_moved_in", 105, "2022-07"),
        ("firms_moved_in", 120, "2022-07"),
    ],
    columns=["indicator", "value", "as_of"],
).assign(unit="firms", source_id="s3")  # fmt: skip


def test_the_last_to_come_waited_since_the_newest_total_that_all_of_them_fill():
    table = cohorts.arrived(FACTS)
    # The 40 of 2017 are fewer than the first total, which bounds nothing.
    assert table["as_of"].tolist() == ["2022-07"]
    row = table.iloc[0]
    assert (row["inside"], row["cohort"], row["since"], row["waited"]) == (105, 100, "2018-01", 54)


def test_totals_are_told_and_that_no_firm_has_a_year_of_contract():
    found = cohorts.cohorts(town(facts=FACTS))
    assert [getattr(x, "key", None) or x.code for x in found.said] == [
        "cohorts", "cohorts_waited", "cohort_unknown",
    ]  # fmt: skip
    assert found.said[0].values["high"] == 150
    assert cohorts.cohorts(town()).reason == {"code": "contracts_unknown", "dates": 0}
    lone = FACTS[FACTS["indicator"] != "firms_moved_in"]
    assert cohorts.cohorts(town(facts=lone)).said[1].code == "arrivals_unknown"
