"""What cells write with."""

import math

import pandas as pd
import pytest

from clusterlab.model.finding import Finding, Table
from clusterlab.model.reason import Reason
from clusterlab.model.said import Label, Named
from clusterlab.report import page as pages

SOURCES = pd.DataFrame(
    {
        "source_id": ["s1", "s2", "bad"],
        "title": "t",
        "path": "",
        "publisher": "p",
        "date": "2024",
        "licence": ["CC0", "MIT", None],
        "kind": "office",
    }
)
ABOUT = {
    "slug": "toy", "name": "Toy", "kicker": "", "place": "", "as_of": "2024-06", "facts": [],
    "notes": [],
}  # fmt: skip


@pytest.fixture
def shown(monkeypatch):
    """Collect what a page displays."""
    bundles = []
    monkeypatch.setattr(pages, "_show", bundles.append)
    return bundles


NAMES = {"d1": "District 1 (east)"}


@pytest.fixture
def page(shown):
    opened = pages.Page(
        language="en", sources=SOURCES, about=ABOUT, names={"d1": "District 1 (east)"}
    )
    shown.clear()
    return opened


def blocks(shown) -> list[dict]:
    return [bundle[pages.BLOCK] for bundle in shown]


def test_a_sentence_takes_its_numbers_from_values(page, shown):
    page.say("disagreements", count=1234, sources=["s2"])
    (block,) = blocks(shown)
    assert "1,234 items" in block["text"]
    assert block["sources"] == ["s2"]
    assert "1,234" in shown[0]["text/html"]


@pytest.mark.parametrize("nothing", [None, math.nan, (math.nan, math.nan)])
def test_a_sentence_without_its_number_says_why(page, shown, nothing):
    page.say(
        "disagreements", count=nothing, reason={"code": "too_few_points", "n": 3, "minimum": 5}
    )
    (block,) = blocks(shown)
    assert block["tone"] == "reason"
    assert "Only 3" in block["text"]
    assert "nan" not in block["text"]


def test_a_table_names_codes_districts_and_reasons(page, shown):
    index = pd.Index(["d1"], name="district_id")
    table = pd.DataFrame(
        {
            "sector": ["bio"],
            "reason": [{"code": "no_area"}],
            "source_id": ["s1"],
            "per_ha": [math.nan],
        },
        index=index,
    )
    table.attrs["reason"] = {"code": "no_outline"}
    page.table(table, "density", columns=["sector", "reason", "per_ha"])
    first, second = blocks(shown)
    assert first["rows"] == [["District 1 (east)", "Bio", "The area is not known.", "–"]]
    assert first["sources"] == ["s1"]
    assert first["as_of"] == "2024-06"
    assert second["tone"] == "reason"


def test_an_unknown_source_is_refused(page):
    with pytest.raises(ValueError, match="'s7' is cited"):
        page.say("disagreements", count=1, sources=["s7"])


def test_a_source_without_licence_stops_the_page(page):
    page.say("disagreements", count=1, sources=["bad"])
    with pytest.raises(ValueError, match="has no licence"):
        page.sources()


def test_only_cited_sources_are_listed(page, shown):
    page.say("disagreements", count=1, sources=["s2"])
    page.sources()
    assert [row["source_id"] for row in blocks(shown)[-1]["rows"]] == ["s2"]


def test_a_card_bears_unit_date_and_source_and_is_a_metric(page, shown):
    page.cards(
        [
            page.number("placed_share", 0.25, unit="1", how="percent", sources=["s1"], n=8),
            page.number("organisations_placed", 9, low=7, unit="count", sources=["s1"]),
            page.number("krugman_jobs", math.nan, unit="1", sources=["s1"]),
        ]
    )
    cards, metrics = blocks(shown)
    assert [card["value"] for card in cards["items"]] == ["25%", "7 – 9", "–"]
    assert cards["items"][2]["note"]
    assert [row["status"] for row in metrics["rows"]] == ["ok", "ok", "undefined"]
    assert all(row["as_of"] == "2024-06" for row in metrics["rows"])


def test_a_column_becomes_metrics_each_with_its_own_reason(page, shown):
    values = pd.Series({("a", "x"): 1.0, ("b", "y"): math.nan})
    why = pd.Series({("a", "x"): None, ("b", "y"): {"code": "no_area"}})
    page.measure(values, "m", unit="1", sources=["s1"], reason=why)
    rows = blocks(shown)[0]["rows"]
    assert [(row["scope"], row["reason"]) for row in rows] == [("a | x", ""), ("b | y", "no_area")]


def test_names_for_charts_leave_brackets_out(page):
    named = page.named(pd.Series([1, 2], index=[("d1", "bio"), ("d2", "food")]), "sector")
    assert list(named.index) == ["District 1 · Bio", "d2 · Food"]


def test_cells_and_reasons_of_a_finding_are_named_in_the_page_s_language(page, shown):
    table = pd.DataFrame({"name": [Named({"ko": "가", "en": "A"})], "status": ["present"]})
    page.show(
        Finding(id="toys", data=table, tables=[Table(caption="organisations")]),
        Finding(id="none", reason=Reason("too_few_of_sector", sector=Label("sector", "bio"), n=1,
                                         minimum=3)),
    )  # fmt: skip
    listed, why = blocks(shown)
    assert listed["rows"] == [["A", "operating"]]
    assert "1 Bio firm is" in why["text"]
    assert page.name("-", "d1") == "District 1"


def test_a_part_that_is_missing_is_said_once_and_columns_are_named(page, shown):
    table = pd.DataFrame({Label("sector", "bio"): [1.5]}, index=pd.Index(["bio"], name="sector"))
    why = Reason("no_target")
    found = Finding(id="toys", data=table, said=[why, why], tables=[Table(caption="neighbours")])
    page.show(found)
    said, listed = blocks(shown)
    assert said["tone"] == "reason"
    assert [column["label"] for column in listed["columns"]] == ["Field", "Bio"]
    assert listed["rows"] == [["Bio", "1.50"]]


def test_a_reason_in_a_column_of_reasons_is_worded_once(page, shown):
    why = Reason("too_few_points", n=8, minimum=10)
    table = pd.DataFrame({"reason": [why, None], "from_m": [why, 3.0]})
    page.show(Finding(id="toys", data=table, tables=[Table(caption="clustering_without",
                                                           values={"firms": 9})]))  # fmt: skip
    ((said, elsewhere), (none, number)) = blocks(shown)[0]["rows"]
    assert said == elsewhere == "Only 8 are placed well enough; at least 10 are needed."
    assert (none, number) == ("–", "3")


def test_what_figures_are_about_is_named_for_exports(page, shown):
    index = pd.MultiIndex.from_tuples([("d1", "plan 1"), ("d9", "x")], names=["district_id", ""])
    page.measure(pd.Series([1.0, 2.0], index=index), "density", unit="1", sources=["s1"])
    block = shown[-1][pages.BLOCK]
    assert block["scopes"] == {"d1 | plan 1": "District 1 (east) | plan 1"}
    # Codes stay as they are in metrics.csv.
    assert [row["scope"] for row in block["rows"]] == ["d1 | plan 1", "d9 | x"]
