"""New firms and firms that moved, where the data say so."""

import pandas as pd
from town_fixtures import town

from clusterlab.study.opening import movers

FIRMS = pd.DataFrame(
    {
        "status": ["present"] * 12 + ["planned"], "same_as": None, "since": "2020",
        "source_id": "s1", "origin": ["founded"] * 3 + ["moved"] * 9 + ["founded"],
    }
)  # fmt: skip


def test_the_share_founded_here_has_an_interval():
    (told,) = movers.movers(town(firms=FIRMS)).said
    assert (told.values["founded"], told.values["known"], told.values["share"]) == (3, 12, 0.25)
    low, high = told.values["range"]
    assert low < 0.25 < high


def test_a_year_alone_tells_nothing():
    reason = movers.movers(town(firms=FIRMS.drop(columns="origin"))).reason
    assert (reason.code, reason["known"], reason["since"]) == ("origin_unknown", 0, 12)
