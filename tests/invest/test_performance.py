"""Performance by fund and pooled: by hand, and what is not known stays unknown."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import (
    check_against_funds,
    direct_alpha,
    dpi,
    ks_pme,
    paid_in,
    performance,
    pme_plus,
    rvpi,
    signed_flows,
    tvpi,
    xirr,
)

UNIT = "100 million KRW"
ROWS = [
    ("a", "2015-01-02", "call", 60),
    ("a", "2016-01-04", "call", 40),
    ("a", "2018-06-29", "distribution", 30),
    ("a", "2019-12-31", "nav", 120),
    ("b", "2016-01-04", "call", 50),
    ("b", "2018-12-31", "nav", 45),
    ("b", "2019-03-04", "call", 20),
    ("b", "2019-06-03", "distribution", 10),
]
FLOWS = pd.DataFrame(ROWS, columns=["fund_id", "date", "kind", "amount"])


def measure(flows=FLOWS, **options):
    return performance(flows, valuation_date="2019-12-31", money_unit=UNIT, **options)


def test_by_hand():
    table = measure()
    assert table.index.tolist() == ["a", "b", "pooled"]
    assert table["paid_in"].tolist() == [100, 70, 170]
    assert table["distributed"].tolist() == [30, 10, 40]
    # b: 45, plus 20 called, less 10 distributed since.
    assert table["value"].tolist() == [120, 55, 175]
    assert table["tvpi"].tolist() == pytest.approx([1.5, 65 / 70, 215 / 170])
    assert table["dpi"].tolist() == pytest.approx([0.3, 1 / 7, 40 / 170])
    assert (table["dpi"] + table["rvpi"]).tolist() == pytest.approx(table["tvpi"].tolist())
    assert table.loc["b", "value_as_of"] == pd.Timestamp("2018-12-31")
    assert table.loc["pooled", "value_as_of"] == pd.Timestamp("2018-12-31")
    assert table.attrs == {"money_unit": UNIT, "valuation_date": "2019-12-31"}


def test_rates_are_roots_of_their_flows():
    table = measure()
    signed = [("a", -60, 0), ("a", -40, 367), ("a", 30, 1274), ("a", 120, 1824)]
    signed += [("b", -50, 367), ("b", -20, 1522), ("b", 10, 1613), ("b", 55, 1824)]
    for fund in ("a", "b", "pooled"):
        rate = table.loc[fund, "xirr"]
        terms = [a * (1 + rate) ** (-d / 365) for name, a, d in signed if fund in (name, "pooled")]
        assert sum(terms) == pytest.approx(0, abs=1e-9)
        assert table.loc[fund, "xirr_roots"] == [rate]
        assert table.loc[fund, "reason"] == ""


def test_a_fund_without_a_value_is_not_worth_nothing():
    table = measure(FLOWS.drop(index=5))
    assert table.loc["b", "reason"] == "no_value"
    assert table.loc["pooled", "reason"] == "no_value"
    assert table.loc[["b", "pooled"], ["tvpi", "rvpi", "xirr", "value"]].isna().all(axis=None)
    assert table.loc["b", "dpi"] == pytest.approx(1 / 7)
    assert table.loc["pooled", "paid_in"] == 170


def test_total_loss():
    lost = FLOWS.iloc[[0, 3]].assign(amount=[60, 0])
    table = measure(lost)
    assert table.loc["a", ["tvpi", "dpi", "rvpi"]].tolist() == [0, 0, 0]
    assert table.loc["a", "reason"] == "total_loss"
    assert np.isnan(table.loc["a", "xirr"])


def test_beside_an_index():
    index = pd.Series([100.0, 150.0], index=["2015-01-01", "2020-01-01"])
    table = measure(index=index)
    flows = pd.DataFrame(
        {
            "date": ["2015-01-02", "2016-01-04", "2018-06-29", "2019-12-31"],
            "amount": [-60, -40, 30, 120],
        }
    )
    assert table.loc["a", "ks_pme"] == pytest.approx(ks_pme(flows, index))
    assert (table["ks_pme"] > 1).tolist() == (table["direct_alpha"] > 0).tolist()
    assert min(table["ks_pme"][:2]) < table.loc["pooled", "ks_pme"] < max(table["ks_pme"][:2])


def test_the_argument_is_left_alone():
    kept = FLOWS.copy()
    measure()
    pd.testing.assert_frame_equal(FLOWS, kept)


@pytest.mark.parametrize(
    ("flows", "message"),
    [
        (FLOWS.assign(amount=-FLOWS["amount"]), "must be 0 or more: the kind tells"),
        (FLOWS.replace("2019-12-31", "2020-01-01"), "row 5: date '2020-01-01': after the valua"),
        (FLOWS.assign(fund_id="pooled"), "'pooled' is kept"),
        (FLOWS.drop(columns="fund_id"), "column 'fund_id'"),
    ],
)
def test_disorder_is_refused(flows, message):
    with pytest.raises(ValueError, match=message):
        measure(flows)


def test_the_unit_must_be_declared_once():
    with pytest.raises(ValueError, match="unit of the flows is not declared"):
        performance(FLOWS, valuation_date="2019-12-31")
    mixed = FLOWS.assign(unit=["억원"] * 4 + ["백만원"] * 4)
    with pytest.raises(ValueError, match="fund 'b', row 6: unit '백만원': differs from '억원'"):
        performance(mixed, valuation_date="2019-12-31")
    with pytest.raises(ValueError, match="row 6: currency 'USD': differs from 'KRW'"):
        measure(FLOWS.assign(currency=["KRW"] * 4 + ["USD"] * 4))
    told = performance(FLOWS.assign(unit="억원"), valuation_date="2019-12-31")
    assert told.attrs["money_unit"] == "억원"
    marked = FLOWS.copy()
    marked.attrs["money_unit"] = "KRW"
    assert performance(marked, valuation_date="2019-12-31").attrs["money_unit"] == "KRW"


def test_against_the_table_of_funds():
    funds = pd.DataFrame({"fund_id": ["a", "b"], "size": [110, 100], "vintage": [2014, 2016]})
    check_against_funds(FLOWS, funds)
    with pytest.raises(ValueError, match="is of 2017, but its first flow is of 2016-01-04"):
        check_against_funds(FLOWS, funds.assign(vintage=[2014, 2017]))
    with pytest.raises(ValueError, match="'a', row 2: called 10000 on a size of 110"):
        check_against_funds(FLOWS.assign(amount=FLOWS["amount"] * 100), funds)
    with pytest.raises(ValueError, match=r"'b', row \d+: has cash flows but is not"):
        check_against_funds(FLOWS, funds.iloc[:1])


def many(funds, seed=0):
    """Flows of funds on days of their own, so that the pool changes sign nearly every day."""
    rng = np.random.default_rng(seed)
    days = np.sort(rng.choice(3000, (funds, 12)), axis=1) + np.arange(12)
    kinds = np.where(rng.random((funds, 12)) < np.linspace(1, 0, 12), "call", "distribution")
    kinds[:, -1] = "nav"
    return pd.DataFrame(
        {
            "fund_id": np.repeat([f"f{i}" for i in range(funds)], 12),
            "date": (np.datetime64("2005-01-01") + days.ravel()).astype(str),
            "kind": kinds.ravel(),
            "amount": rng.lognormal(0, 1, funds * 12),
        }
    )


def test_a_thousand_funds_and_their_pool_whose_sign_changes_a_thousand_times():
    flows = many(1000)
    table = measure(flows)
    # The pool by its definition, from the flows and the values carried by hand.
    signed = flows["amount"].where(flows["kind"] != "call", -flows["amount"])
    moved = flows["kind"] != "nav"
    years = (pd.to_datetime(flows["date"]) - pd.to_datetime(flows["date"]).min()).dt.days / 365
    by_day = signed[moved].groupby(years[moved]).sum()
    assert (np.sign(by_day.to_numpy())[1:] != np.sign(by_day.to_numpy())[:-1]).sum() > 900
    end = (pd.Timestamp("2019-12-31") - pd.to_datetime(flows["date"]).min()).days / 365
    value = flows.loc[~moved, "amount"].sum()

    def worth(rate):
        whole = (signed[moved] * (1 + rate) ** -years[moved]).sum()
        return whole + value * (1 + rate) ** -end

    rates = table.loc["pooled", "xirr_roots"]
    assert len(rates) >= 1
    for rate in rates:
        assert worth(rate - 1e-6) * worth(rate + 1e-6) < 0
    grid = np.linspace(-0.6, 3, 400)
    worths = np.array([worth(rate) for rate in grid]) > 0
    between = sum(-0.6 < rate < 3 for rate in rates)
    assert np.count_nonzero(worths[1:] != worths[:-1]) == between


def test_each_fund_as_the_functions_of_one_fund_give_it():
    index = pd.Series([100.0, 130, 90, 240], index=["2004-01-01", "2009-01-01", "2012-01-01",
                                                   "2020-01-01"])  # fmt: skip
    flows = many(25, seed=1)
    table = measure(flows, index=index)
    for fund, rows in signed_flows(flows).groupby("fund_id", sort=False):
        last = rows.iloc[[-1]].assign(date="2019-12-31")
        closed = pd.concat([rows.iloc[:-1], last], ignore_index=True)
        expected = {
            "paid_in": paid_in(closed),
            "tvpi": tvpi(closed),
            "dpi": dpi(closed),
            "rvpi": rvpi(closed),
            "xirr": xirr(closed).quoted,
            "ks_pme": ks_pme(closed, index),
            "direct_alpha": direct_alpha(closed, index).quoted,
            "pme_plus": pme_plus(closed, index).quoted,
        }
        for name, value in expected.items():
            assert table.loc[fund, name] == pytest.approx(value, rel=1e-9, abs=1e-12, nan_ok=True)


def test_the_first_fund_at_fault_is_told_among_many():
    funds = pd.DataFrame({"fund_id": [f"f{i}" for i in range(50)], "size": 100.0})
    flows = many(50)
    check_against_funds(flows, funds)
    flows.loc[flows["fund_id"] == "f30", "amount"] *= 1e6
    with pytest.raises(ValueError, match="Fund 'f30', row 362: called"):
        check_against_funds(flows, funds)
    with pytest.raises(ValueError, match="Fund 'f7', row 86: has cash flows but is not"):
        check_against_funds(flows, funds.drop(index=[7, 40]))
