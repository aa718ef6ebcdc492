"""States of funds at a date: by hand, and as the date moves forward."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from clusterlab import invest
from clusterlab.invest.fund_state import fund_states, funds_at, one_date

FUND = {"fund_id": "f", "name": "F", "kind": "fund", "scope": "town", "status": "operating",
        "source_id": "s", "size": 100.0, "public": 40.0, "private": 60.0, "gp": "G"}  # fmt: skip


def state(*rows, date):
    found = fund_states(pd.DataFrame([{**FUND, **row} for row in rows]), date=date)
    return found[["state", "reason", "decides"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("row", "date", "expected"),
    [
        ({"as_of": "2016-07", "vintage": 2011, "term_years": 10}, "2018",
         ["in_place", "within_term", "2016-07"]),
        ({"as_of": "2016-07", "vintage": 2011, "term_years": 10}, "2019-08",
         ["not_confirmed", "not_seen", "2016-07"]),
        ({"as_of": "2016-07", "vintage": 2011, "term_years": 10}, "2021-12-31",
         ["not_confirmed", "not_seen", "2016-07"]),
        ({"as_of": "2016-07", "vintage": 2011, "term_years": 10}, "2022-01",
         ["ended", "term_passed", "2021-12-31"]),
        ({"as_of": "2010", "ends": "2013"}, "2013-12", ["in_place", "within_term", "2010"]),
        ({"as_of": "2010", "vintage": 2006, "ends": "2013", "term_years": 99}, "2014-01-01",
         ["ended", "term_passed", "2013"]),
        ({"as_of": "2010", "last_seen": "2012-06"}, "2015-06-29", ["in_place", "seen", "2012-06"]),
        ({"as_of": "2010", "last_seen": "2012-06"}, "2015-07", ["not_confirmed", "not_seen",
                                                              "2012-06"]),
        ({"as_of": "2024", "vintage": 2024}, "2023", ["not_in_place", "not_formed", "2024"]),
        ({"as_of": "2024", "status": "plan"}, "2025", ["not_in_place", "status", ""]),
    ],
)  # fmt: skip
def test_each_rule_by_hand(row, date, expected):
    assert state(row, date=date) == [expected]


def test_a_fund_seen_after_its_term_was_prolonged():
    rows = ({"as_of": "2012", "vintage": 2005, "term_years": 6}, {"as_of": "2010"})
    assert [one[0] for one in state(*rows, date="2013")] == ["in_place"] * 2
    assert [one[0] for one in state(*rows, date="2017")] == ["not_confirmed"] * 2


def test_a_newer_row_that_says_it_is_over_ends_it():
    rows = ({"as_of": "2012"}, {"as_of": "2013-05", "status": "ended"})
    found = state(*rows, date="2014")
    assert found[0] == ["ended", "wound_up", "2013-05"] and found[1][0] == "ended"
    back = state({"as_of": "2012", "status": "failed"}, {"as_of": "2013"}, date="2014")
    assert back[1][0] == "in_place"


def test_a_table_without_terms_works_by_when_it_was_seen():
    table = pd.DataFrame([{**FUND, "as_of": "2020-01-15"}])
    assert fund_states(table, date="2023-01-15")["state"].tolist() == ["in_place"]
    assert fund_states(table, date="2023-01-17")["state"].tolist() == ["not_confirmed"]
    assert fund_states(table, date="2024", unseen_years=5)["state"].tolist() == ["in_place"]
    assert fund_states(table.iloc[:0], date="2024").empty
    with pytest.raises(ValueError, match="year, a month or a day"):
        fund_states(table, date="next year")
    with pytest.raises(ValueError, match="zero or more"):
        fund_states(table, date="2024", unseen_years=-1)


years = st.integers(2000, 2030)
rows = st.fixed_dictionaries(
    {
        "fund_id": st.sampled_from("ab"),
        "status": st.sampled_from(["plan", "formed", "closed", "operating", "failed", "ended"]),
        "as_of": st.one_of(
            years.map(str), st.builds("{}-{:02d}".format, years, st.integers(1, 12))
        ),
        "vintage": st.one_of(st.just(np.nan), years),
        "term_years": st.one_of(st.just(np.nan), st.integers(1, 12)),
        "ends": st.one_of(st.none(), years.map(str)),
        "last_seen": st.one_of(st.none(), years.map(str)),
    }
)


@given(st.lists(rows, min_size=1, max_size=5), st.lists(years, min_size=2, max_size=2))
def test_moving_the_date_forward_never_brings_a_fund_back(told, when):
    table = pd.DataFrame(told)
    order = {"not_in_place": 0, "in_place": 1, "not_confirmed": 2, "ended": 3}
    early, late = (fund_states(table, date=str(year))["state"].map(order) for year in sorted(when))
    fixed = ~table["status"].isin(["formed", "closed", "operating"])
    assert (late >= early)[~fixed].all()
    assert (late == early)[fixed].all()


@given(st.permutations([0, 1, 2, 3]))
def test_the_order_of_rows_does_not_matter(order):
    table = pd.DataFrame(
        [
            {**FUND, "as_of": "2010", "vintage": 2005, "term_years": 9, "ends": None},
            {**FUND, "as_of": "2012", "ends": "2020"},
            {**FUND, "as_of": "2011", "status": "failed"},
            {**FUND, "fund_id": "g", "as_of": "2019"},
        ]
    )
    expected = fund_states(table, date="2021")
    shuffled = fund_states(table.iloc[list(order)], date="2021").loc[table.index]
    pd.testing.assert_frame_equal(shuffled, expected)


def test_every_measure_of_funds_in_place_leaves_out_what_is_gone():
    gone = {**FUND, "fund_id": "old", "as_of": "2010", "size": 900.0, "gp": "H",
            "public": 900.0, "private": 0.0}  # fmt: skip
    table = pd.DataFrame([{**FUND, "as_of": "2024"}, gone])
    date = {"date": "2025-06"}
    assert invest.fund_sizes(table, **date).index.tolist() == ["f"]
    assert invest.leverage(table, **date)["high"].dropna().tolist() == [1.5]
    shares = invest.private_share(table, **date)
    assert shares["reason"].to_dict() == {"f": "", "old": "not_confirmed"}
    hhi = invest.fund_concentration(table, by=["gp"], **date)
    assert hhi.loc["gp", ["low", "high", "groups"]].tolist() == [1, 1, 1]
    assert invest.fund_mix(table, by="gp", **date).index.tolist() == ["G"]
    each = invest.fund_intensity(table, firms=10, jobs=100, **date)
    assert each.loc["per_firm", "high"] == 10
    left = invest.dry_powder(table, invested=pd.Series({"f": 20.0, "old": 0.0}), **date)
    assert left["low"].to_dict() == {"f": 80}
    bound = invest.regional_mandate(table, bound_pct=pd.Series({"f": 50.0, "old": 0.0}), **date)
    assert bound.loc["share", ["low", "high"]].tolist() == [0.5, 0.5]
    # Without a date the status told counts, as before.
    assert len(invest.fund_sizes(table)) == 2


def test_what_was_told_is_kept_and_asking_again_is_safe():
    table = pd.DataFrame([{**FUND, "as_of": "2010"}])
    once = funds_at(table, date="2020")
    assert once["status"].tolist() == ["not_confirmed"]
    assert once["status_told"].tolist() == ["operating"]
    assert funds_at(once, date="2011")["status"].tolist() == ["operating"]
    assert table["status"].tolist() == ["operating"]


def test_dates_a_year_apart_may_be_added_up():
    assert one_date(pd.Series(["2023-05", "2024-05", ""]))
    assert not one_date(pd.Series(["2023-05", "2024-06"]))
    assert one_date(pd.Series([], dtype=str))
