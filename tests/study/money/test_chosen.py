"""What the investment notebook studies: the cluster's funds, or the reader's in their place."""

import pytest

import clusterlab as cl
from clusterlab.model.problem import DataError
from clusterlab.run.plan import Request, plan
from clusterlab.study.money.chosen import study_money

OWN = "fund_id,name,kind,status,as_of,size,public,private\nx,X,fund,closed,2024,100,40,60\n"


@pytest.fixture(scope="module")
def place():
    return cl.load("osong")


def request(tmp_path, **given):
    return Request(("osong",), "investment", given, tmp_path / "out", ("en",))


def test_own_and_national_funds_are_kept_apart(place):
    study = study_money(place, first_year=2000, last_year=2030)
    assert set(study.funds["scope"]) == {"Chungbuk", "Chungbuk (Osong)"}
    assert "kbio-1" in set(study.national["fund_id"])
    assert study.flows.illustrative
    assert "illustrative-assumptions" in set(study.sources["source_id"])


def test_years_hold_for_both(place):
    study = study_money(place, first_year=2024, last_year=2024)
    assert set(study.funds["fund_id"]) == {"hyundai-pioneer-1"}
    assert set(study.national["as_of"].str[:4]) == {"2024"}
    with pytest.raises(ValueError, match="first_year 2025 is after last_year 2024"):
        study_money(place, first_year=2025, last_year=2024)


def test_a_file_takes_the_place_of_the_cluster_s_funds(place, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    study = study_money(place, first_year=2000, last_year=2030, funds_file=str(path))
    assert study.funds["fund_id"].tolist() == ["x"]
    assert "own.csv" in study.hashes
    listed = cl.study.money.funds.fund_list(study.funds)
    assert listed.loc["x", "leverage_high"] == 1.5
    assert "own-funds" in set(study.sources["source_id"])


def test_files_are_read_before_a_run_and_recorded_by_name(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    (job,) = plan(request(tmp_path, funds_file=str(path)))
    assert "own.csv" in job.inputs
    # Without flows of their own the reader gets invented ones, which are recorded as well.
    assert "illustrative/cash_flows.csv" in job.inputs
    assert job.parameters["flows_file"] == ""
    assert job.replace[str(path.resolve())] == "own.csv"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "funds_file",
            OWN.replace("100,40,60", "100,40,50"),
            r"own\.csv: Fund 'x', row 2: public 40",
        ),
        ("funds_file", OWN.replace("closed", "open"), r"own\.csv: row 2: column status"),
        ("flows_file", "fund_id,date,kind,amount\na,2020-01-01,call,1\n", "unit of amount"),
        ("index_file", "date,level\n2020-01-01,0\n", r"own\.csv: The index on 2020-01-01 is 0"),
    ],
)
def test_bad_files_stop_the_plan(tmp_path, name, text, message):
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        plan(request(tmp_path, **{name: str(path)}))
    assert not (tmp_path / "out").exists()


def test_a_valuation_date_must_be_a_day(tmp_path):
    with pytest.raises(ValueError, match="'soon' is not a day"):
        plan(request(tmp_path, valuation_date="soon"))


def test_years_are_open_where_none_is_given(place):
    study = study_money(place)
    assert len(study.funds) == len(place.package.tables["funds"])
    assert (study.first_year, study.last_year) == (0, 9999)


def test_invented_flows_and_own_funds_bear_the_unit_of_the_page(place, tmp_path):
    assert study_money(place).unit == study_money(place).flows.money_unit == "100 million KRW"
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    own = study_money(place, funds_file=str(path), money_unit="million KRW")
    assert own.unit == "million KRW"
    assert own.funds["size"].tolist() == [100]
    usual = study_money(place).national["size"].dropna()
    assert own.national["size"].dropna().tolist() == pytest.approx((100 * usual).tolist())
    with pytest.raises(ValueError, match="cannot be stated in 'million EUR'"):
        study_money(place, funds_file=str(path), money_unit="million EUR")
