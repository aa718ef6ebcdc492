"""J-curve counted by hand."""

import pandas as pd

from clusterlab.invest import j_curve

FUND = pd.DataFrame(
    {
        "date": ["2015-01-02", "2016-01-04", "2016-01-04", "2017-06-30", "2018-06-29"],
        "kind": ["call", "call", "distribution", "nav", "distribution"],
        "amount": [-60, -40, 10, 95, 100],
    }
)


def test_sums_by_day():
    curve = j_curve(FUND)
    assert curve["paid_in"].tolist() == [60, 100, 100, 100]
    assert curve["distributed"].tolist() == [0, 10, 10, 110]
    assert curve["net"].tolist() == [-60, -90, -90, 10]
    assert curve["value"].isna().tolist() == [True, True, False, False]
    assert curve["value"].iloc[-1] == 95
    assert curve.attrs["lowest"] == -90
    assert curve.attrs["lowest_on"] == pd.Timestamp("2016-01-04")
    assert curve.attrs["back_on"] == pd.Timestamp("2018-06-29")


def test_not_back_yet_and_never_below():
    assert j_curve(FUND.iloc[:3]).attrs["back_on"] is None
    gift = j_curve(pd.DataFrame({"date": ["2020-01-01"], "amount": [5]}))
    assert (gift.attrs["lowest"], gift.attrs["lowest_on"], gift.attrs["back_on"]) == (0, None, None)


def test_a_late_call_moves_the_day_of_return():
    late = pd.DataFrame(
        {
            "date": ["2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01"],
            "amount": [-10, 12, -5, 4],
        }
    )
    assert j_curve(late).attrs["back_on"] == pd.Timestamp("2023-01-01")
