"""Invented packages of other countries, and Korea with one more year: every notebook runs whole."""

import csv
import html
import re
from collections import Counter
from pathlib import Path

import pytest
from euro_package import INDUSTRIES, LEVELS, dollars, euro, one_more_year

import clusterlab as cl
from clusterlab.load.check import check
from clusterlab.run.plan import Request, plan
from clusterlab.run.workers import run_all
from clusterlab.study.scope import published

FEW = {
    "cluster_profile": {"simulations": "19"},
    "agglomeration": {"simulations": "19"},
    "investment": {"simulations": "100", "draws": "100"},
    "siting": {"draws": "100", "displacements": "2"},
    "scenario": {"draws": "100"},
}
OF_KOREA = re.compile(
    r"\bwon\b|KRW|\d\s*[억만조]?\s*원(?![가-힣])|억\s*원"
    r"|시군구|\bsigungu\b|\bsido\b|대한민국|Republic of Korea"
)
DRAWN = re.compile(r"schematic|개략")
KEY = re.compile(r"(?<![\w.])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w.])|\{\w+\}")
ASKED_FOR = {"flows_file", "money_unit", "fund_id", "social_discount_rate", "appraisal_terms"}
"""Names of parameters and columns that a page tells a reader to fill."""


def text_of(path: Path) -> str:
    page = path.read_text(encoding="utf-8")
    page = re.sub(r"<(script|style|template)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"(\s*\|\s*)+", " | ", html.unescape(re.sub(r"<[^>]+>", " | ", page)))


def metrics_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "metrics.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make all packages and their reports; where they are, and what was said of each."""
    home = tmp_path_factory.mktemp("countries")
    for name in ("own", "later", "out", "before"):
        (home / name).mkdir()
    german, american = str(euro(home / "own")), str(dollars(home / "own"))
    korean, year = one_more_year(home / "later")
    asked = [(german, name, ("ko", "en"), "out") for name in FEW]
    asked += [(american, name, ("en",), "out") for name in ("investment", "siting")]
    asked += [(f"{german} {american}", "compare_clusters", ("ko",), "out")]
    asked += [(german, "policy_scorecard", ("en",), "out")]
    asked += [(str(korean), name, ("ko",), "out") for name in ("agglomeration", "cluster_profile")]
    asked += [("magok", "agglomeration", ("ko",), "before")]
    jobs = [
        job
        for places, name, languages, out in asked
        for job in plan(
            Request(tuple(places.split()), name, FEW.get(name, {}), home / out, languages)
        )
    ]
    outcomes = run_all(jobs, workers=2, begun=lambda _: None, ended=lambda _: None)
    return home, year, [(outcome.label, outcome.message) for outcome in outcomes]


def pages(home: Path, slug: str) -> dict[str, str]:
    found = [*home.glob(f"out/{slug}/*/report.html"), *home.glob(f"out/en/{slug}/*/report.html")]
    return {str(path.parent.relative_to(home / "out")): text_of(path) for path in found}


def test_the_packages_keep_the_rules(made):
    home, _, _ = made
    for folder in ("own/land", "own/spreefeld", "own/inv", "later/korea", "later/magok"):
        assert check(home / folder) == [], folder


def test_every_notebook_runs_whole(made):
    _, _, said = made
    assert [(label, message) for label, message in said if message] == []
    assert Counter(label.split("/")[0] for label, _ in said)["spreefeld"] == 2 * len(FEW)


@pytest.mark.parametrize("slug", ["spreefeld", "inv", "compare"])
def test_no_page_speaks_of_another_country_or_in_keys(made, slug):
    home, _, _ = made
    read = pages(home, slug)
    assert read
    for name, text in read.items():
        assert OF_KOREA.findall(text) == [], name
        assert DRAWN.findall(text) == [], f"{name}: outlines are surveyed"
        assert set(KEY.findall(text)) - ASKED_FOR == set(), name


def test_codes_are_named_as_the_data_name_them(made):
    home, _, _ = made
    read = pages(home, "spreefeld")
    for lang in ("", "en/"):
        text = read[f"{lang}spreefeld/agglomeration"]
        for code in (*LEVELS, *(code for code in INDUSTRIES if len(code) > 1)):
            assert not re.search(rf"(?<!\w){code}(?!\w)", text), code
        assert INDUSTRIES["G-I"] in text
        assert LEVELS["nuts3"] in text


def test_money_is_told_in_the_units_of_the_package(made):
    home, _, _ = made
    assert "EUR 290 m" in pages(home, "spreefeld")["en/spreefeld/investment"]
    assert "USD 120 m" in pages(home, "inv")["en/inv/investment"]
    units = {row["unit"] for row in metrics_of(home / "out" / "spreefeld" / "investment")}
    assert not [unit for unit in units if "KRW" in unit or "won" in unit.split()]
    assert any("EUR" in unit for unit in units)


def test_deals_without_jobs_are_divided_by_firms_alone(made):
    home, _, _ = made
    text = pages(home, "inv")["en/inv/investment"]
    assert "No source of this cluster tells the number of jobs." in text


def test_a_number_that_is_an_id_too_stays_a_number(made):
    home, _, _ = made
    place = cl.load(home / "own" / "inv")
    assert {"13", "14"} <= set(place.districts["district_id"]) and len(place.firms) == 13
    text = pages(home, "inv")["en/inv/siting"]
    # No district is spoken of among numbers of firms.
    assert "Viertel M" not in text
    assert re.search(r"\| 13 \|", text)


def test_one_more_year_is_taken_and_no_part_of_one(made):
    home, year, _ = made
    scope = published(cl.load(home / "later" / "magok"), value="value_added")
    assert scope.years[-1] == year
    assert year + 1 in set(cl.load(home / "later" / "magok").industries["year"])
    rows = metrics_of(home / "out" / "magok" / "agglomeration")
    before = metrics_of(home / "before" / "magok" / "agglomeration")
    keys = ("measure", "scope", "status", "unit")
    assert [[row[k] for k in keys] for row in rows] == [[row[k] for k in keys] for row in before]
    old = {row["as_of"] for row in before} - {row["as_of"] for row in rows}
    assert old == {str(year - 1)}
    text = text_of(home / "out" / "magok" / "agglomeration" / "report.html")
    assert (
        f"{year} 기준" in text and f"{year - 1} 기준" not in text and f"{year + 1} 기준" not in text
    )
    profile = metrics_of(home / "out" / "magok" / "cluster_profile")
    assert {r["as_of"] for r in profile if r["measure"] == "krugman_value_added"} == {str(year)}
