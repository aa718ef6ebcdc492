"""Private shares of funds, against parts worked out by hand."""

import pandas as pd
from report_fixtures import FUND_AMOUNTS

from clusterlab.study.money import whose


def funds(*rows: dict) -> pd.DataFrame:
    plain = {name: float("nan") for name in FUND_AMOUNTS} | {
        "kind": "fund", "scope": "town", "status": "formed", "as_of": "2024-01",
    }  # fmt: skip
    own = [
        plain | {"fund_id": f"f{n}", "name": f"Fund {n}", "source_id": f"s{n}"} | row
        for n, row in enumerate(rows)
    ]
    return pd.DataFrame(own, columns=[*plain, "fund_id", "name", "source_id"])


KNOWN = {"size": 10.0, "public": 4.0, "private": 6.0}


def test_the_known_shares_are_said_and_the_others_listed():
    table = funds(KNOWN, {"size": 10.0, "public": 8.0, "private": 2.0}, {"size": 5.0})
    found = whose.split(table)
    (told,) = found.said
    assert told.values == {"private": (0.2, 0.6), "count": 2, "all": 3}
    assert found.sources == ("s0", "s1")
    shown = found.tables[0].data
    assert shown.loc["Fund 0", "leverage_low"] == 6 / 4
    rows = whose.untold(table).data
    assert rows.index.tolist() == ["Fund 2"]
    assert not whose.untold(funds(KNOWN)).tables


def test_a_fund_that_is_gone_has_no_share_and_says_why():
    table = funds(KNOWN, {**KNOWN, "as_of": "2010"})
    found = whose.split(table, date="2025")
    assert found.said[0].values["count"] == 1
    rows = whose.untold(table, date="2025").data
    assert rows["reason"].to_dict() == {"Fund 1": "not_confirmed"}


def test_what_is_missing_is_a_reason():
    assert whose.split(funds({"size": 5.0})).reason.code == "split_unknown"
    assert whose.split(funds()).reason.code == "no_funds"
    assert whose.untold(funds()).reason.code == "no_funds"
