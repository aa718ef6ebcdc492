"""The report's page: whole, safe, and without a request."""

import re

import pytest

from clusterlab.report import render

TABLE = {
    "kind": "table",
    "caption": "c",
    "columns": [{"label": "a", "number": False}],
    "rows": [["<script>alert(1)</script> `${alert(2)}`"]],
    "folded": False,
    "sources": ["s1"],
    "as_of": "2024",
}


def html(executed, *blocks, lang="ko"):
    return render.report(executed(*blocks), lang=lang).report_html


def test_data_stay_text(executed):
    text = html(executed, TABLE)
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    assert "장난감 &lt;b&gt;마을&lt;/b&gt;" in text
    assert "A table &lt;i&gt;of" in text


def test_markdown_cannot_bring_html_or_script_links(executed):
    text = html(executed, {"kind": "markdown", "text": "<img src=x onerror=1> [a](javascript:1)"})
    assert "<img" not in text
    assert 'href="javascript' not in text


def test_only_web_addresses_become_links(executed):
    good = html(executed)
    assert 'href="https://example.org/a"' in good
    bad = render.report(executed(source={"path": "javascript:alert(1)"}), lang="ko").report_html
    assert "javascript:" not in bad


def test_the_policy_names_the_maps_scripts_and_nothing_else(executed):
    text = html(executed)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text).group(1)
    assert policy.startswith("default-src &#39;none&#39;")
    assert "unsafe-eval" not in policy
    # The map's script, and the page's own.
    assert policy.count("sha256-") == text.count("<script>") == 2


def test_each_number_leads_to_its_source(executed):
    text = html(executed, TABLE)
    assert 'href="#source-1"' in text
    assert 'id="source-1"' in text
    assert "CC0" in text


def test_the_language_decides_which_question_is_asked(executed):
    assert "장난감은 몇 개인가?" in html(executed)
    assert "How many toys?" in html(executed, lang="en")
    assert "How many toys?" not in html(executed)


def test_a_page_need_not_show_a_map(executed):
    made = render.report(executed(without="map"), lang="ko")
    assert made.map_html == ""
    assert "toys" in made.metrics_csv


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"without": "title"}, "0 blocks of kind title"),
        ({"without": "sources"}, "0 blocks of kind sources"),
    ],
)
def test_a_page_that_lacks_a_part_is_refused(executed, change, message):
    with pytest.raises(ValueError, match=message):
        render.report(executed(**change), lang="ko")


def test_an_unlisted_source_is_refused(executed):
    with pytest.raises(ValueError, match="'s9'"):
        html(executed, TABLE | {"sources": ["s9"]})


def test_personal_data_are_refused(executed):
    with pytest.raises(ValueError, match="mobile phone"):
        html(executed, TABLE | {"rows": [["010-1234-5678"]]})


def test_a_page_beyond_its_size_is_refused(executed, monkeypatch):
    monkeypatch.setattr(render, "MAXIMUM_REPORT_BYTES", 1000)
    with pytest.raises(ValueError, match=r"report\.html would be .* 1,000 are allowed"):
        html(executed)


def test_runs_of_sources_are_drawn_together():
    marks = render._Marks({name: number for number, name in enumerate("abcdef", 1)})
    assert marks(["f", "a", "c", "b", "zz"]) == [(1, 3), (6, 6)]


@pytest.mark.browser
def test_the_page_opens_without_a_request_or_an_error(executed, tmp_path, browser):
    rendered = render.report(executed(TABLE), lang="ko")
    path = tmp_path / "report.html"
    path.write_text(rendered.report_html, encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(path.as_uri())
    assert page.evaluate("document.body.dataset.drawn") == "yes", "the map's script ran"
    assert page.evaluate("document.fonts.ready.then(f => [...f].some(x => x.status == 'loaded'))")
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert said == []
    page.context.close()
