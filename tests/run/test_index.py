"""The index of all reports."""

import json
import re
from pathlib import Path

import pytest

from clusterlab.model import metrics
from clusterlab.run import execute as run, index, record

GIVEN = {"scope": "toy", "unit": "count", "as_of": "2024", "sources": ["s1"]}


def report(root, folder: str, lang: str, changed=None, name: str = "장난감 <i>마을</i>") -> None:
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
        },
        parameters={},
        inputs={},
        run={
            "started": "2026-01-01T00:00:00Z",
            "duration_s": 1.5,
            "changed_since_run_before": changed,
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
    change = {"measure": "placed_share", "scope": "toy", "unit": "1", "before": "1", "after": "2"}
    report(tmp_path, "a/p", "en", changed=None)
    report(tmp_path, "b/p", "en", changed=[])
    report(tmp_path, "c/p", "en", changed=[change])
    text = index.write(tmp_path).read_text(encoding="utf-8")
    assert "First run" in text
    assert "No change" in text
    assert "1 numbers changed" in text
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
