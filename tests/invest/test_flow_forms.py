"""Every function of flows takes dates of any type, rows in any order, and either sign."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from clusterlab import invest

ROWS = [
    ("2020-01-31", "call", 100.0),
    ("2020-01-31", "call", 100.0),
    ("2021-06-30", "distribution", 30.0),
    ("2022-03-01", "call", 40.0),
    ("2023-05-05", "nav", 250.0),
]
SIGNED = invest.signed_flows(pd.DataFrame(ROWS, columns=["date", "kind", "amount"]))
INDEX = pd.Series([100.0, 130.0], index=["2019-12-31", "2023-12-31"])
DATES = {
    "text": list,
    "arrow text": lambda days: pd.array(days, dtype="string[pyarrow]"),
    "python": lambda days: [dt.date.fromisoformat(day) for day in days],
    "python moments": lambda days: [dt.datetime.fromisoformat(day + "T09:00") for day in days],
    "numpy": lambda days: np.array(days, dtype="datetime64[D]"),
    "pandas": lambda days: pd.to_datetime(days),
    "zone": lambda days: pd.to_datetime(days).tz_localize("Asia/Seoul"),
    "period": lambda days: pd.PeriodIndex(days, freq="D"),
    "category": lambda days: pd.Categorical(days),
    "date32": lambda days: pd.array(_parsed(days), dtype="date32[pyarrow]"),
    "date64": lambda days: pd.array(_parsed(days), dtype="date64[pyarrow]"),
    "arrow moments": lambda days: pd.array(pd.to_datetime(days), dtype="timestamp[ns][pyarrow]"),
    "arrow zone": lambda days: pd.array(
        pd.to_datetime(days).tz_localize("Asia/Seoul"),
        dtype="timestamp[us, tz=Asia/Seoul][pyarrow]",
    ),
}
FUNCTIONS = {
    "check_flows": lambda f: invest.check_flows(f)["amount"].tolist(),
    "xirr": lambda f: invest.xirr(f).quoted,
    "xnpv": lambda f: invest.xnpv(f, 0.1),
    "tvpi": invest.tvpi,
    "dpi": invest.dpi,
    "rvpi": invest.rvpi,
    "paid_in": invest.paid_in,
    "j_curve": lambda f: invest.j_curve(f)["net"].tolist(),
    "ks_pme": lambda f: invest.ks_pme(f, INDEX),
    "direct_alpha": lambda f: invest.direct_alpha(f, INDEX).quoted,
    "pme_plus": lambda f: invest.pme_plus(f, INDEX).quoted,
    "xirr_by_fund": lambda f: invest.xirr_by_fund(f.assign(fund_id="a"))["xirr"].tolist(),
    "performance": lambda f: (
        invest.performance(
            f.assign(fund_id="a"), valuation_date="2023-12-31", money_unit="won", index=INDEX
        )
        .select_dtypes("number")
        .to_numpy()
        .ravel()
        .tolist()
    ),
}


def _parsed(days):
    return [dt.date.fromisoformat(day) for day in days]


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("kind", DATES)
def test_dates_of_every_type_are_taken_alike(function, kind):
    told = SIGNED.assign(date=DATES[kind](SIGNED["date"].tolist()))
    assert FUNCTIONS[function](told) == pytest.approx(FUNCTIONS[function](SIGNED), nan_ok=True)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_order_of_rows_and_sign_convention_are_of_no_matter(function):
    expected = FUNCTIONS[function](SIGNED)
    for turned in (SIGNED.iloc[::-1], SIGNED.sample(frac=1, random_state=3)):
        assert FUNCTIONS[function](turned) == pytest.approx(expected, nan_ok=True)
        plain = turned.assign(amount=turned["amount"].abs())
        assert FUNCTIONS[function](plain) == pytest.approx(expected, nan_ok=True)


def test_equal_flows_of_one_day_each_count_and_are_noted():
    assert invest.paid_in(SIGNED) == 240
    merged = SIGNED.iloc[1:].assign(amount=[-200.0, *SIGNED["amount"][2:]])
    assert invest.xirr(merged).quoted == pytest.approx(invest.xirr(SIGNED).quoted)
    assert invest.check_flows(SIGNED).attrs["notes"] == ["equal_flows"]
    plain = SIGNED.iloc[::-1].assign(amount=SIGNED["amount"].abs())
    assert invest.check_flows(plain).attrs["notes"] == ["equal_flows", "signed_by_kind", "sorted"]
    assert "notes" not in invest.check_flows(merged).attrs


@pytest.mark.parametrize(
    "dates",
    [
        [20200131] * 5,
        pd.PeriodIndex(["2020-01"] * 5, freq="M"),
        pd.array([None] * 5, dtype="date32[pyarrow]"),
        pd.array([1] * 5, dtype="int64[pyarrow]"),
    ],
)
def test_what_is_no_day_is_still_refused(dates):
    with pytest.raises(ValueError, match="row 2: date"):
        invest.check_flows(SIGNED.assign(date=dates))
