"""Dated flows in disorder are refused in one line that names row, value and rule."""

import pandas as pd
import pytest

from clusterlab.invest import check_flows, signed_flows
from clusterlab.model.flows import as_day, check_both_ways


def flows(dates=("2020-02-29", "2021-03-01"), amounts=(-100, 110), **columns):
    return pd.DataFrame({"date": list(dates), "amount": list(amounts), **columns})


def test_good_flows_come_back_typed_and_the_argument_is_left_alone():
    given = flows()
    kept = given.copy()
    clean = check_flows(given, valuation_date="2021-03-01")
    assert (clean["date"].iloc[1] - clean["date"].iloc[0]).days == 366
    assert clean["amount"].dtype == float
    pd.testing.assert_frame_equal(given, kept)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (flows(dates=("2020-01-01", "2020-1-32")), r"row 3: date '2020-1-32': .*YYYY-MM-DD"),
        (flows(dates=(20230601, 20230701)), r"row 2: date '20230601'"),
        (flows(dates=("2021-02-29", "2021-03-01")), r"row 2: date '2021-02-29'"),
        (flows(dates=("23.6.1", "2023-07-01")), r"row 2: date '23.6.1'"),
        (flows(amounts=(-100, "x")), r"row 3: amount 'x': must be a finite number"),
        (flows(amounts=(-100, float("inf"))), r"row 3: amount 'inf'"),
        (flows(amounts=(-100, None)), r"row 3: amount 'nan'"),
        (flows(amounts=(100, -1), kind=["call", "nav"]), r"row 2: amount '100.*call is paid in"),
        (flows(amounts=(-1, -2), kind=["call", "nav"]), r"row 3: amount '-2.*received: positive"),
        (flows(kind=["call", "exit"]), r"row 3: kind 'exit': must be one of call, dist"),
        (flows(currency=["KRW", "USD"]), r"row 3: currency 'USD': differs from 'KRW'"),
        (flows(unit=["억원", "백만원"]), r"row 3: unit '백만원': differs from '억원'"),
        (flows(unit=["억원", ""]), r"row 3: unit '': must be declared"),
    ],
)
def test_disorder_is_refused(table, message):
    with pytest.raises(ValueError, match=message) as caught:
        check_flows(table)
    assert "\n" not in str(caught.value)


def test_a_flow_after_the_valuation_date_names_its_fund():
    table = flows(fund_id=["a", "b"])
    with pytest.raises(ValueError, match=r"fund 'b', row 3: date '2021-03-01': after the valuat"):
        check_flows(table, valuation_date="2021-02-28")


def test_row_numbers_stay_those_of_the_file_after_filtering():
    table = pd.concat([flows(), flows(amounts=(-1, "x"))], ignore_index=True).iloc[2:]
    with pytest.raises(ValueError, match="row 5"):
        check_flows(table)


def test_missing_column_and_empty_table():
    with pytest.raises(ValueError, match="column 'amount'"):
        check_flows(pd.DataFrame({"date": ["2020-01-01"]}))
    with pytest.raises(ValueError, match="at least one row"):
        check_flows(flows().iloc[:0])


def test_signs_follow_kinds():
    table = flows(amounts=(4, 5), kind=["call", "distribution"])
    assert signed_flows(table)["amount"].tolist() == [-4, 5]
    assert signed_flows(table.assign(amount=[-4, 5]))["amount"].tolist() == [-4, 5]
    with pytest.raises(ValueError, match=r"row 3: amount '-5.*the kind tells the direction"):
        signed_flows(table.assign(amount=[4, -5]))
    with pytest.raises(ValueError, match="kind 'fee'"):
        signed_flows(table.assign(kind="fee"))
    with pytest.raises(ValueError, match="column 'kind'"):
        signed_flows(flows())


def test_as_day():
    assert as_day(pd.Timestamp("2024-02-29 13:00", tz="Asia/Seoul")) == pd.Timestamp("2024-02-29")
    with pytest.raises(ValueError, match="'2023-02-29' is not a day"):
        as_day("2023-02-29")


def test_flows_that_go_one_way_are_refused():
    days = ["2020-01-01", "2021-01-01"]
    with pytest.raises(ValueError, match=r"row 2: amount '5': nothing is paid in .*\?$"):
        check_both_ways(pd.DataFrame({"date": days, "amount": [5, 6]}))
    with pytest.raises(ValueError, match="do not change sign"):
        check_both_ways(pd.DataFrame({"date": days, "amount": [-5, -6]}))
    check_both_ways(pd.DataFrame({"date": days, "amount": [-5, 6]}))
    # All is lost, and said so.
    lost = pd.DataFrame({"date": days, "amount": [-5, 0], "kind": ["call", "nav"]})
    check_both_ways(lost)
