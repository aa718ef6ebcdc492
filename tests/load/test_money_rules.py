"""Bad money stops a check and a report: one line with file, row, value and rule, exit code 2."""

import json
import re
import shutil

import pandas as pd
import pytest

from clusterlab import cli
from clusterlab.load import catalog
from clusterlab.load.money_rules import money_problems
from clusterlab.load.seal import seal

FLOWS = [
    "fund_id,date,kind,amount",
    "biotopia-1,2007-03-01,call,60",
    "biotopia-1,2012-03-01,nav,80",
]


@pytest.fixture
def folder(tmp_path):
    """Copy the tables of Osong that must be there, with changed or added ones."""

    def make(**tables):
        home = tmp_path / "osong"
        shutil.copytree(catalog.locate("osong"), home)
        path = home / "datapackage.json"
        described = json.loads(path.read_text(encoding="utf-8"))
        for one in described["resources"]:
            if one["name"] not in KEPT:
                (home / one["path"]).unlink()
        described["resources"] = [one for one in described["resources"] if one["name"] in KEPT]
        units = described["clusterlab"]["money_unit"]
        for name, change in tables.items():
            file = home / f"{name}.csv"
            if isinstance(change, list):
                file.write_text("\n".join(change) + "\n", encoding="utf-8")
            else:
                frame = pd.read_csv(file, dtype=str, keep_default_na=False)
                change(frame)
                frame.to_csv(file, index=False)
            if name not in {one["name"] for one in described["resources"]}:
                described["resources"].append({"name": name, "path": f"{name}.csv"})
            if name != "funds":
                units[f"{name}.amount"] = "100 million KRW"
        path.write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
        seal(home)
        return home

    return make


def changed(column, value, row=0):
    def change(frame):
        frame.loc[row, column] = value

    return change


def test_built_in_data_are_in_order():
    for slug in catalog.packages():
        assert money_problems(catalog.data_folder() / slug) == []


def test_good_flows_pass(folder):
    assert money_problems(folder(cash_flows=FLOWS)) == []


KEPT = ("districts", "firms", "funds")
DEALS = ["deal_id,fund_id,firm_id,date,stage,amount,region,confidence,source_id"]
INVESTORS = ["fund_id,investor_kind,amount,share_pct,as_of,confidence,source_id"]
SOURCE = "cctoday-2010"
BAD = {
    "parts do not sum": (
        {"funds": changed(["public", "private"], ["50", "50"])},
        r"funds.csv: Fund 'biotopia-1', row 2: public 50 and private 50 must sum to the size 110",
    ),
    "a side below its investors": (
        {"funds": changed("public", "150", 1)},
        r"funds.csv: Fund 'biotopia-2', row 3: public 150 is below the sum of its investors 180",
    ),
    "size below its parts": (
        {"funds": changed("lp_local_government", "400", 4)},
        r"funds.csv: row 6: .*no more than the size, 300",
    ),
    "no money paid in": (
        {"cash_flows": [FLOWS[0], FLOWS[1].replace("call", "distribution"), FLOWS[2]]},
        r"cash_flows.csv: Flows of fund 'biotopia-1', row 2: amount '60': .* signs reversed",
    ),
    "no change of sign": (
        {"cash_flows": FLOWS[:2]},
        r"row 2: amount '-60': .* do not change sign",
    ),
    "after the valuation date": (
        {"cash_flows": [*FLOWS, "biotopia-1,2099-01-01,nav,80"]},
        r"row 4: date '2099-01-01': after the valuation date 20",
    ),
    "vintage after first flow": (
        {"cash_flows": [FLOWS[0], FLOWS[1].replace("2007", "2005"), FLOWS[2]]},
        r"'biotopia-1', row 2: is of 2006, but its first flow is of 2005-03-01",
    ),
    "in another unit": (
        {"cash_flows": [FLOWS[0], FLOWS[1].replace("60", "6000"), FLOWS[2]]},
        r"row 2: called 6000 on a size of 110; flows and funds must be in one unit",
    ),
    "shares": (
        {
            "fund_investors": [
                *INVESTORS,
                f"biotopia-1,bank,,60,2010,B,{SOURCE}",
                f"biotopia-1,corporate,,30,2010,B,{SOURCE}",
            ]
        },
        r"fund_investors.csv: .*row 2: share_pct sums to 90; shares must sum to 100",
    ),
    "deal twice": (
        {
            "deals": [
                *DEALS,
                f"d1,biotopia-1,x,2009,late,10,Chungbuk,B,{SOURCE}",
                f"d2,biotopia-1,x,2009,late,10,Chungbuk,B,{SOURCE}",
            ]
        },
        r"deals.csv: Deal 'd2', row 3: amount 10: the same deal twice",
    ),
}


@pytest.mark.parametrize(("tables", "line"), BAD.values(), ids=list(BAD))
def test_each_fault_is_one_line_and_exit_2(folder, tables, line, capsys, tmp_path):
    home = folder(**tables)
    for arguments in (["check", home], ["report", home, "--out", tmp_path / "out"]):
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        assert ended.value.code == 2
        (hit,) = [one for one in told.err.splitlines() if "row" in one]
        assert re.search(line, hit), hit
    assert not any((tmp_path / "out").glob("*"))


def test_every_fault_is_told_in_one_pass(folder):
    def two(frame):
        frame.loc[0, ["public", "private"]] = ["50", "50"]
        frame.loc[1, "public"] = "150"

    assert [problem.row for problem in money_problems(folder(funds=two))] == [2, 3]


def test_a_unit_that_is_not_declared_is_told_by_the_folder(folder, capsys):
    home = folder(cash_flows=FLOWS)
    path = home / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    del described["clusterlab"]["money_unit"]["cash_flows.amount"]
    path.write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", str(home)])
    assert ended.value.code == 2
    assert "the unit of cash_flows.amount" in capsys.readouterr().err
