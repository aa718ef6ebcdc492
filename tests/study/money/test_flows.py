"""Cash flows of a report: invented ones regenerated from their assumptions, the reader's own."""

import pandas as pd
import pytest

from clusterlab.invest import pacing, xirr
from clusterlab.load import catalog
from clusterlab.load.package import read_package
from clusterlab.model.problem import DataError
from clusterlab.study.money import flows as fund_flows
from clusterlab.study.money.flows import choose_flows, measured

FLOWS = """fund_id,date,kind,amount
a,2020-01-01,call,100
a,2022-01-01,distribution,60
a,2023-01-01,nav,90
"""
DAYS = (("03-31", "contribution"), ("09-30", "distribution"), ("12-31", "nav"))


@pytest.fixture(scope="module")
def package():
    return read_package(catalog.data_folder() / "illustrative")


@pytest.fixture
def file(tmp_path):
    def write(text, name="flows.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_the_example_follows_from_its_assumptions(package):
    facts = package.tables["facts"].set_index("indicator")["value"]
    rates = [facts[f"contribution_rate_year_{k}"] for k in (1, 2, 3)]
    rows = []
    for fund in package.tables["funds"].itertuples():
        plan = pacing(
            fund.size,
            contribution_rates=rates,
            life_years=int(facts["life_years"]),
            growth=facts[f"growth_{fund.fund_id}"],
            bow=facts["bow"],
            minimum_yield=facts["minimum_yield"],
        )
        for k, year in plan.iterrows():
            when = int(fund.vintage) + k - 1
            if when > 2025:
                break
            for day, kind in (
                ("03-31", "contribution"),
                ("09-30", "distribution"),
                ("12-31", "nav"),
            ):
                if round(year[kind], 2) or kind == "nav":
                    name = "call" if kind == "contribution" else kind
                    rows.append((fund.fund_id, f"{when}-{day}", name, round(year[kind], 2)))
    made = pd.DataFrame(rows, columns=["fund_id", "date", "kind", "amount"])
    kept = package.tables["cash_flows"]
    assert kept["fund_id"].tolist() == made["fund_id"].tolist()
    assert kept["date"].dt.strftime("%Y-%m-%d").tolist() == made["date"].tolist()
    assert kept["kind"].tolist() == made["kind"].tolist()
    assert kept["amount"].to_numpy() == pytest.approx(made["amount"].to_numpy(), abs=0.0051)
    index = package.tables["facts"].query("indicator == 'index'").set_index("as_of")["value"]
    assert index["2025-12-31"] == pytest.approx(100 * (1 + facts["growth_index"]) ** 12, abs=1e-3)


def test_the_example_is_marked_wherever_it_stands(package):
    assert package.meta["example"] is True
    assert package.sources["kind"].tolist() == ["illustrative"]
    assert package.tables["funds"]["name"].str.contains("지어낸").all()
    chosen = choose_flows()
    assert chosen.illustrative
    assert len(chosen.assumptions)
    assert chosen.source_ids == ["illustrative-assumptions"]


def test_the_example_measured():
    table = measured(choose_flows())
    assert (table["xirr"].drop("pooled") > 0).all()
    # The index grows by 6 %: what it earned on any payments is 6 %, and alpha is what is left.
    assert table["pme_plus"].to_numpy() == pytest.approx(0.06, abs=2e-4)
    assert table["direct_alpha"].to_numpy() == pytest.approx(
        ((1 + table["xirr"]) / 1.06 - 1).to_numpy(), abs=5e-4
    )
    owed = table["unfunded"].drop("pooled")
    assert table.loc["pooled", "unfunded"] == pytest.approx(owed.sum())


def test_own_flows_by_hand(file):
    chosen = choose_flows(flows_file=file(FLOWS), money_unit="KRW")
    assert not chosen.illustrative and chosen.index is None
    assert chosen.valuation_date == "2023-01-01"
    table = measured(chosen)
    assert table.loc["a", ["tvpi", "dpi", "rvpi"]].tolist() == [1.5, 0.6, 0.9]
    flows = pd.DataFrame(
        {"date": ["2020-01-01", "2022-01-01", "2023-01-01"], "amount": [-100, 60, 90]}
    )
    assert table.loc["a", "xirr"] == pytest.approx(xirr(flows).quoted)
    assert pd.isna(table.loc["a", "unfunded"])
    assert "ks_pme" not in table


def test_own_funds_and_index(file):
    funds = "fund_id,name,kind,status,as_of,size\na,A,fund,operating,2024,150\n"
    index = "date,level\n2019-01-01,100\n2024-01-01,100\n"
    chosen = choose_flows(
        flows_file=file(FLOWS),
        funds_file=file(funds, "funds.csv"),
        index_file=file(index, "index.csv"),
        money_unit="KRW",
    )
    table = measured(chosen)
    assert table.loc["a", "unfunded"] == 50
    assert table.loc["a", "ks_pme"] == pytest.approx(1.5)


def test_pooled_curve_by_hand(file):
    second = FLOWS + "b,2020-01-01,call,50\nb,2021-01-01,distribution,80\nb,2023-01-01,nav,0\n"
    curve = fund_flows.pooled_j_curve(choose_flows(flows_file=file(second), money_unit="KRW"))
    assert curve["net"].tolist() == [-150, -70, -10]


def test_bands_hold_the_middle():
    plan = {
        "contribution_rates": [0.5], "life_years": 8, "growth": 0.1, "growth_sd": 0.2, "bow": 2,
        "simulations": 500, "seed": 1,
    }  # fmt: skip
    bands = fund_flows.pacing_bands_of(100, flow="net", **plan)
    assert (bands["low"] <= bands["middle"]).all() and (bands["middle"] <= bands["high"]).all()
    owed = fund_flows.pacing_bands_of(100, flow="unfunded", **plan)
    assert owed["middle"].iloc[:2].tolist() == [50, 25]


def test_bad_files_are_refused(file):
    with pytest.raises(DataError, match="unit of amount is not declared"):
        choose_flows(flows_file=file(FLOWS))
    with pytest.raises(DataError, match=r"flows\.csv: row 4.*kind"):
        choose_flows(flows_file=file(FLOWS.replace("nav", "value")), money_unit="KRW")
