"""The index of all reports."""

import json
import re
from pathlib import Path

import pytest

from clusterlab.model import metrics
from clusterlab.run import execute as run, index, record

GIVEN = {"scope": "toy", "unit": "count", "as_of": "2024", "sources": ["s1"]}


CHANGE = {"measure": "placed_share", "scope": "toy", "unit": "1", "before": "1", "after": "2"}


def report(
    root, folder: str, lang: str, changed=None, name="장난감 <i>마을</i>", causes=None, **more
) -> None:
    target = root / folder
    target.mkdir(parents=True)
    (target / "report.html").write_text("x")
    (target / "metrics.csv").write_text(metrics.to_csv([metrics.metric("m", 1.0, **GIVEN)]))
    slug = target.parent.name
    record.write(
        target,
        about={
            "notebook": target.name,
            "kind": {"compare": "comparison", "nation": "nation"}.get(slug, "cluster"),
            "title": {"ko": "장난감", "en": "Toys"},
            "lang": lang,
            "slug": slug,
            "name": name,
            "as_of": "2024-06",
            "metrics": {"ok": 5, "undefined": 2, "suppressed": 0},
            **more,
        },
        parameters={},
        inputs={},
        run={
            "started": "2026-01-01T00:00:00Z",
            "duration_s": 1.5,
            "changed_since_run_before": changed,
            "causes": causes or {},
        },
    )


def test_reports_of_both_languages_are_linked_and_dated(tmp_path):
    report(tmp_path, "toy/cluster_profile", "ko")
    report(tmp_path, "compare/compare_clusters", "ko")
    report(tmp_path, "en/toy/cluster_profile", "en")
    text = index.write(tmp_path).read_text(encoding="utf-8")
    links = re.findall(r'class="book"><a href="([^"]+)"', text)
    assert links == [
        "toy/cluster_profile/report.html",
        "compare/compare_clusters/report.html",
        "en/toy/cluster_profile/report.html",
    ]
    assert "2024-06" in text
    assert "&lt;i&gt;" in text
    assert "<i>" not in text


def test_reports_on_several_clusters_stand_last_and_each_card_can_be_led_to(tmp_path):
    report(tmp_path, "nation/policy_scorecard", "ko")
    report(tmp_path, "compare/compare_clusters", "ko")
    report(tmp_path, "zebra/p", "ko")
    report(tmp_path, "en/nation/policy_scorecard", "en")
    text = index.write(tmp_path).read_text(encoding="utf-8")
    assert re.findall(r'<li id="([\w-]+)">', text) == [
        "zebra-p",
        "compare-compare_clusters",
        "nation-policy_scorecard",
        "en-nation-policy_scorecard",
    ]


def test_what_changed_since_the_run_before_is_said(tmp_path):
    report(tmp_path, "a/p", "en", changed=None)
    report(tmp_path, "b/p", "en", changed=[])
    report(tmp_path, "c/p", "en", changed=[CHANGE])
    text = index.write(tmp_path).read_text(encoding="utf-8")
    assert "First run" in text
    assert "No change" in text
    assert "Numbers changed: 1" in text
    assert "Share placed (toy): 1 → 2" in text


def test_runs_differ_in_the_run_section_alone(tmp_path):
    texts = []
    for changed in (None, []):
        root = tmp_path / str(changed)
        report(root, "toy/p", "ko", changed=changed)
        texts.append(index.write(root).read_text(encoding="utf-8"))
    section = re.compile(r'<section id="run".*?</section>', re.DOTALL)
    assert texts[0] != texts[1]
    assert section.sub("", texts[0]) == section.sub("", texts[1])


def test_a_failed_last_run_and_an_altered_file_are_said(tmp_path):
    report(tmp_path, "toy/p", "en")
    failed = run.Job("toy/p (en)", Path(), {}, tmp_path / "toy" / "p", "en")
    run._remember_failure(failed, message="it <b>broke", began="2026")
    (tmp_path / "toy" / "p" / "report.html").write_text("y")
    text = index.write(tmp_path).read_text(encoding="utf-8")
    assert "it &lt;b&gt;broke" in text
    assert "no report before it" not in text
    assert "Files altered after the report was made: report.html" in text


@pytest.mark.parametrize("text", ["", "{", json.dumps({"schema": 0})])
def test_half_a_report_is_none(tmp_path, text):
    (tmp_path / "toy" / "p").mkdir(parents=True)
    (tmp_path / "toy" / "p" / "run.json").write_text(text)
    assert index.reports(tmp_path) == []
    assert "아직" in index.write(tmp_path).read_text(encoding="utf-8")


def test_a_first_run_that_failed_is_said_to_have_no_report(tmp_path):
    for folder in ("toy/p", "en/toy/p"):
        (tmp_path / folder).parent.mkdir(parents=True)
        failed = run.Job(f"{folder} (x)", Path(), {}, tmp_path / folder, "ko")
        run._remember_failure(failed, message="it <b>broke", began="2026")
    text = index.write(tmp_path).read_text(encoding="utf-8")
    assert text.count("Not made, and no report before it") == 2
    assert "toy/p (x) (2026): it &lt;b&gt;broke" in text


def test_headlines_of_both_languages_are_told_as_text(tmp_path):
    report(tmp_path, "toy/p", "ko", headline="마을은 <b>크다")
    report(tmp_path, "en/toy/p", "en", headline="The town is </script> large")
    text = index.write(tmp_path).read_text(encoding="utf-8")
    assert "마을은 &lt;b&gt;크다" in text
    assert "The town is &lt;/script&gt; large" in text
    assert text.count("</script>") == 3
    data = json.loads(re.search(r'id="reports">(.*?)</script>', text).group(1))
    told = {row[3] for row in data["reports"]}
    assert told == {"마을은 <b>크다", "The town is </script> large"}


def test_why_numbers_changed_is_said(tmp_path):
    causes = {"data": ["toy/firms.csv"], "software": [["numpy", "1", "2"]]}
    report(tmp_path, "toy/p", "en", changed=[CHANGE], causes=causes)
    report(tmp_path, "other/p", "en", changed=[CHANGE])
    text = index.write(tmp_path).read_text(encoding="utf-8")
    assert "Why: data: toy/firms.csv; software: numpy 1 → 2" in text
    assert "Data, settings and software are recorded as the same." in text


def ten_thousand(root: Path) -> None:
    """Make the run records of 10,000 reports: 1,000 places, 5 kinds, 2 languages."""
    kinds = ("cluster_profile", "agglomeration", "siting", "scenario", "investment")
    text = "{place}번째 마을의 계약 기업 가운데 가동하는 곳은 {share}%로, 중간보다 낮습니다"
    for number in range(10_000):
        place, kind, lang = number // 10, kinds[number % 5], ("ko", "en")[number // 5 % 2]
        slug = f"town-{place}"
        target = root.joinpath(*([] if lang == "ko" else ["en"]), slug, kind)
        target.mkdir(parents=True)
        record_of = {
            "schema": record.SCHEMA,
            "notebook": kind,
            "kind": "cluster",
            "title": {"ko": kind, "en": kind},
            "lang": lang,
            "slug": slug,
            "name": f"마을 {place}" if lang == "ko" else f"Town {place}",
            "as_of": "2024-06",
            "place": {"lon": 126 + place % 40 / 12, "lat": 34.5 + place // 40 / 8},
            "headline": text.format(place=place, share=number % 100),
            "metrics": {"ok": 5, "undefined": 2, "suppressed": 0},
            "files": {},
            "run": {
                "started": "2026-01-01T00:00:00Z",
                "duration_s": 1.5,
                "changed_since_run_before": [CHANGE] * 20 if number % 7 == 0 else [],
                "causes": {"data": ["korea/facts.csv"]},
            },
        }
        (target / "run.json").write_text(json.dumps(record_of), encoding="utf-8")


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("large")
    ten_thousand(root)
    return index.write(root)


def test_ten_thousand_reports_are_one_page_of_a_few_megabytes(large):
    text = large.read_text(encoding="utf-8")
    assert len(text.encode()) < 6_000_000
    data = json.loads(re.search(r'id="reports">(.*?)</script>', text).group(1))
    assert len(data["reports"]) == 10_000
    assert len(data["places"]) == 1_000
    # A browser without scripts finds each report too.
    assert text.count('class="book"><a href="') == 10_000
    assert len(set(re.findall(r'<li id="([\w-]+)"', text))) == 10_000


# Opened in a browser.


@pytest.fixture
def opened(browser, tmp_path):
    """Open the index of two places, some reports of which lead to pages."""
    both = {"changed": [CHANGE], "causes": {"data": ["town/firms.csv"]}}
    report(tmp_path, "town/siting", "ko", headline="빈 필지가 없습니다", name="마을")
    report(tmp_path, "en/town/siting", "en", headline="No plot is vacant", name="Town", **both)
    report(tmp_path, "city/siting", "ko", headline="", name="도시")
    report(tmp_path, "compare/compare_clusters", "ko", headline="둘은 다릅니다", name="비교")
    address = index.write(tmp_path).as_uri()
    page = browser.new_context(offline=True, viewport={"width": 1280, "height": 900}).new_page()
    said, asked = [], []
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("request", lambda r: asked.append(r.url))
    yield page, address, asked
    assert said == []
    assert all(one.startswith("file://") for one in asked)


@pytest.mark.browser
def test_the_switch_shows_one_language_at_a_time(opened):
    page, address, _ = opened
    page.goto(address)
    assert page.locator("#town-siting").inner_text().startswith("빈 필지가 없습니다")
    assert page.locator("#across").inner_text().find("둘은 다릅니다") >= 0
    assert page.locator("html").get_attribute("lang") == "ko"
    page.locator("[data-lang=en]").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#en-town-siting a").first.inner_text() == "No plot is vacant"
    assert "Numbers changed" in page.locator("#en-town-siting").inner_text()
    assert "In Korean only" in page.locator("#city-siting").inner_text()
    assert not page.locator("[data-l=ko]:visible").count()
    page.goto(f"{address}#lang=en")
    page.reload()
    assert page.locator("#matrix thead").inner_text().split("\n")[0].startswith("Place")


@pytest.mark.browser
def test_search_and_filters_leave_what_fits_and_stand_in_the_link(opened):
    page, address, _ = opened
    page.goto(address)
    page.locator("#q").fill("빈 필지")
    assert page.locator("#matrix tbody tr").count() == 1
    page.reload()
    assert page.locator("#matrix tbody tr").count() == 1
    page.locator("#q").fill("")
    assert page.locator("#matrix tbody tr").count() == 2
    page.locator("#state").select_option("changed")
    assert page.locator("#matrix tbody tr").count() == 0
    page.locator("[data-lang=en]").click()
    assert page.locator("#matrix tbody th").all_inner_texts() == ["Town"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("town-siting", "town/siting"),
        ("en-town-siting", "en/town/siting"),
        ("compare-compare_clusters", "compare/compare_clusters"),
    ],
)
def test_a_link_to_a_report_leads_on_to_it(opened, link, path):
    page, address, _ = opened
    page.goto(f"{address}#{link}")
    page.wait_for_url(f"**/{path}/report.html")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("en-city-siting", "clusterlab report city --notebook siting --lang en"),
        ("city-investment", "clusterlab report city --notebook investment --lang ko"),
        ("en-nation-policy_scorecard", "clusterlab report --notebook policy_scorecard --lang en"),
        ("town-<img src=x>-siting", "찾을 수 없습니다"),
        ("no%ZZsuch", "찾을 수 없습니다"),
    ],
)
def test_a_link_to_a_report_that_is_not_made_says_so_and_how_to_make_it(opened, link, told):
    page, address, asked = opened
    page.goto(f"{address}#{link}")
    assert told in page.locator("#told").inner_text()
    assert page.url.startswith(address)
    assert len(asked) == 1


@pytest.mark.browser
def test_without_scripts_both_languages_are_listed(browser, opened):
    _, address, _ = opened
    page = browser.new_context(offline=True, java_script_enabled=False).new_page()
    page.goto(address)
    text = page.locator("main").inner_text()
    for told in (
        "빈 필지가 없습니다",
        "No plot is vacant",
        "무엇을 말하나",
        "What the reports say",
    ):
        assert told in text
    assert not page.locator("#all").is_visible()


@pytest.mark.browser
def test_ten_thousand_reports_are_drawn_in_parts(browser, large):
    page = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
    page.goto(large.as_uri())
    rows = page.locator("#matrix tbody tr")
    assert 10 < rows.count() < 200
    page.locator("#q").fill("마을 997")
    assert rows.count() == 1
    page.goto(f"{large.as_uri()}#place-town-800")
    page.reload()
    assert page.locator("#place-town-800").is_visible()
    phone = browser.new_context(offline=True, viewport={"width": 390, "height": 844}).new_page()
    phone.goto(large.as_uri())
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
