"""The rows of the scorecard say what the tables hold, in both languages."""

import re

import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.report import notebook, scorecard_blocks
from clusterlab.report.page import Page
from clusterlab.report.render import fragment, style
from clusterlab.study.policy import scorecard
from clusterlab.study.policy.verdicts import STATUSES

NAMES = {"magok": "M", "incheon": "I", "osong": "O"}


@pytest.fixture(scope="module")
def tables() -> tuple[pd.DataFrame, ...]:
    places = [cl.load(name) for name in NAMES]
    return (
        scorecard.verdicts(places, on="2026-11"),
        scorecard.instruments(places),
        scorecard.readings(places),
        scorecard.milestones(places),
    )


def page(lang: str) -> Page:
    about = dict.fromkeys(("slug", "name", "kicker", "place"), "") | {"facts": [], "notes": []}
    return Page(
        language=lang,
        sources=pd.DataFrame({"source_id": []}),
        about=about | {"as_of": "2026-11"},
        names=NAMES,
    )


def board(tables, lang: str, **differing: pd.DataFrame) -> dict:
    verdicts, promises, figures, events = tables
    own = {"promises": promises, "figures": figures, "events": events} | differing
    return scorecard_blocks.board(verdicts, page=page(lang), places=list(NAMES), **own)


def tally(tables, lang: str) -> dict:
    return scorecard_blocks.tally(tables[0], page=page(lang), promises=tables[1])


def rows_of(block: dict) -> dict[str, dict]:
    return {row["id"]: row for group in block["groups"] for row in group["rows"]}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_instrument_has_a_row_with_mark_word_and_rule(tables, lang):
    rows = rows_of(board(tables, lang))
    assert len(rows) == 32
    for row in rows.values():
        assert row["status"] in STATUSES
        assert row["mark"].startswith("<svg")
        for part in ("label", "rule", "promise", "number", "indicator", "where", "question"):
            assert row[part], (row["id"], part)
        assert "{" not in row["rule"]
        assert bool(re.search("[가-힣]", row["rule"])) == (lang == "ko")


def test_the_mega_fund_is_told_with_both_dates(tables):
    row = rows_of(board(tables, "ko"))["A3"]
    assert row["number"] == "1조원 · 2025년 또는 2027년까지"
    for part in ("4,666억원", "46.7%", "5,334억원", "2025년", "2027년", "5,275억원"):
        assert part in row["rule"], part
    (series,) = row["series"]
    assert series["value"] == "4,666억원"
    assert "2,616억원 (2023-11)" in series["ends"]
    english = rows_of(board(tables, "en"))["A3"]
    assert english["number"] == "KRW 1 tn · by 2025 or 2027"
    assert english["series"][0]["value"] == "KRW 467 bn"


def test_series_are_drawn_apart_and_only_where_there_are_two_points(tables):
    own = {one["label"]: one for one in rows_of(board(tables, "en"))["C5c"]["series"]}
    assert len(own) == 3
    assert all(one["spark"].count("<svg") == 1 for one in own.values())
    # 2020 was never published for the series of venture companies alone: the line has a gap.
    gaps = {label: one["spark"].count("dasharray") for label, one in own.items()}
    assert gaps == {
        "Policy finance share, first half": 0,
        "Venture investment with new-technology finance": 0,
        "Venture investment, venture companies alone": 1,
    }
    for row in rows_of(board(tables, "en")).values():
        for one in row["series"]:
            assert bool(one["spark"]) == bool(one["ends"])


def test_a_figure_from_before_the_promise_says_so(tables):
    row = rows_of(board(tables, "en"))["L3"]
    assert [one["before"] for one in row["series"]] == [True, False]


def test_amounts_are_written_by_their_unit():
    for lang, percent, year, persons in (
        ("ko", "12.5%", "2028년", "12명"), ("en", "12.5%", "2028", "12 persons"),
    ):  # fmt: skip
        assert scorecard_blocks.amount(page(lang), 12.5, "%") == percent
        assert scorecard_blocks.amount(page(lang), 2028.0, "year") == year
        assert scorecard_blocks.amount(page(lang), 12.0, "persons") == persons


def test_what_has_no_figure_or_no_analysis_says_so_in_words(tables):
    html = fragment(board(tables, "en"), lang="en")
    assert "No figure that measures this was found." in html
    assert "There is no analysis of this yet." in html
    rows = rows_of(board(tables, "en"))
    for row in rows.values():
        assert row["deeper"] or "There is no analysis" in html
    assert not rows["C2"]["deeper"]
    # Functions are for who writes code: the page names none.
    assert "measure." not in html


@pytest.mark.parametrize(("lang", "root"), [("ko", "../../"), ("en", "../../../")])
def test_links_lead_to_the_index_and_name_reports_that_exist(tables, lang, root):
    prefix = "en-" if lang == "en" else ""
    known = notebook.names()
    seen = set()
    for row in rows_of(board(tables, lang)).values():
        for one in row["deeper"]:
            name = one["command"].rpartition(" ")[2]
            assert name in known
            assert one["command"] == f"clusterlab report magok incheon osong --notebook {name}"
            for link in one["links"]:
                home = link["href"].removeprefix(f"{root}index.html#{prefix}")
                seen.add(home.removesuffix(f"-{name}"))
    assert {"magok", "incheon", "osong", "compare"} <= seen


def test_the_tally_counts_every_instrument_once_and_leads_to_its_row(tables):
    block = tally(tables, "ko")
    assert sum(row["count"] for row in block["rows"]) == 32
    html = fragment(block, lang="ko") + fragment(board(tables, "ko"), lang="ko")
    targets = set(re.findall(r'id="i-(\w+)"', html))
    assert set(re.findall(r'href="#i-(\w+)"', html)) == targets == set(tables[1].index)


def test_texts_are_escaped(tables):
    block = board(tables, "en", promises=tables[1].assign(name_en="<script>x</script>"))
    assert "<script>" not in fragment(block, lang="en")


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_phone_shows_each_row_as_a_card_without_scrolling_sideways(
    tables, lang, browser, tmp_path
):
    body = fragment(tally(tables, lang), lang=lang)
    body += fragment(board(tables, lang), lang=lang)
    path = tmp_path / "board.html"
    path.write_text(
        f'<!doctype html><html lang="{lang}"><meta name="viewport" content="width=device-width">'
        f'<style>{style()}</style><body class="clusterlab"><div class="sheet"><main>{body}</main>',
        encoding="utf-8",
    )
    phone = {"width": 390, "height": 844}
    page = browser.new_context(offline=True, viewport=phone, is_mobile=True).new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    cards = page.evaluate(
        "[...document.querySelectorAll('.board tbody tr')].map(r => [...r.children].map(c => {"
        "const b = c.getBoundingClientRect(); return [b.left, b.right, b.top, b.width]}))"
    )
    assert len(cards) == 32
    for card in cards:
        assert all(left >= 0 and right <= 390 and width > 250 for left, right, _, width in card)
        # One below the other: the promise first, then the verdict, the figures, where to read on.
        verdict, promise, figures, deeper = (top for *_, top, _ in card)
        assert promise < verdict < figures < deeper
    too_wide = "[...document.querySelectorAll('.board *')].filter(e => e.scrollWidth > 390).length"
    assert page.evaluate(too_wide) == 0
    assert asked == [path.as_uri()]
    page.context.close()
