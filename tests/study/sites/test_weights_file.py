"""Weights of one's own are read whole, or refused in one line."""

import json
import math

import pandas as pd
import pytest
from playwright.sync_api import Browser

from clusterlab.model.problem import DataError
from clusterlab.run.execute import run
from clusterlab.run.plan import Request, plan
from clusterlab.study.sites.weights_file import choose_weights, read_weights

KNOWN = ["station_m", "slack_m2", "jobs_within"]


def test_a_saved_file_is_read_with_its_hash(tmp_path):
    file = tmp_path / "weights.json"
    content = {
        "about": "clusterlab magok siting", "scenario": "today", "normalise": True,
        "weights": {"station_m": 0.1 + 0.2, "slack_m2": 1, "jobs_within": 0},
    }  # fmt: skip
    file.write_text(json.dumps(content), encoding="utf-8")
    weights = read_weights(str(file), known=KNOWN)
    assert weights.to_dict() == content["weights"]
    assert weights.attrs["file"] == "weights.json"
    assert len(weights.attrs["sha256"]) == 64
    chosen = choose_weights(str(file), KNOWN)
    assert chosen["station_m"] == (0.1 + 0.2) / (0.1 + 0.2 + 1)
    assert chosen.sum() == pytest.approx(1, abs=1e-15)
    assert chosen.attrs["method"] == "given"


def test_json_on_the_command_line_is_no_file():
    weights = read_weights(' {"station_m": 0.25, "slack_m2": 0.75}', known=KNOWN)
    assert weights.to_dict() == {"station_m": 0.25, "slack_m2": 0.75}
    assert "file" not in weights.attrs


def test_without_a_word_criteria_count_alike():
    weights = choose_weights("", KNOWN)
    assert weights.to_dict() == dict.fromkeys(KNOWN, 1 / 3)
    assert weights.attrs["method"] == "equal"


def test_criteria_that_are_not_measured_or_not_named_are_told():
    weights = choose_weights('{"price_m2": 0.5, "station_m": 0.2, "slack_m2": 0.3}', KNOWN)
    assert weights.to_dict() == {"station_m": 0.4, "slack_m2": 0.6, "jobs_within": 0.0}
    assert weights.attrs["unmeasured"] == ["price_m2"]
    assert weights.attrs["unnamed"] == ["jobs_within"]
    with pytest.raises(DataError, match=r"no criterion with a weight was measured here \(price_m2"):
        choose_weights('{"price_m2": 1, "station_m": 0}', KNOWN)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"staton_m": 1}', r'criterion "staton_m": expected one of .* \(did you mean "station_m"'),
        ('{"station_m": -1, "slack_m2": 2}', r'"station_m": value -1: expected a number of 0'),
        ('{"station_m": "half"}', r'"station_m": value "half": expected a number'),
        ('{"station_m": true}', r'"station_m": value true: expected a number'),
        ('{"station_m": null}', r'"station_m": value null: expected a number'),
        ('{"station_m": NaN}', r"value NaN: expected a number"),
        ('{"station_m": 1e999}', r'"station_m": value inf: expected a number'),
        ('{"station_m": 0, "slack_m2": 0}', r"all weights are 0"),
        ('{"station_m": 0.5, "slack_m2": 0.4}', r"the weights sum to 0.9: expected 1"),
        ('{"station_m": 0.5, "station_m": 0.5}', r'"station_m" stands there twice'),
        ('{"weights": {"station_m": 1}, "normalize": true}', r'did you mean "normalise"'),
        ('{"weights": {"station_m": 2}, "normalise": 1}', r"normalise: value 1: expected true"),
        ('{"weights": {}}', r"weights is empty"),
        ("{}", r"value {}: expected"),
        ('{"station_m": 1', r"row 1, character 16: expected JSON"),
        ('{"a":' * 5000, r"expected"),
        ("nowhere.json", r"nowhere.json: expected a file of weights"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(text, message):
    with pytest.raises(DataError, match=message) as caught:
        read_weights(text, known=KNOWN)
    assert "\n" not in str(caught.value)


def test_every_problem_of_a_file_is_told(tmp_path):
    file = tmp_path / "w.json"
    file.write_text('{"a": 1, "station_m": -2, "slack_m2": []}', encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_weights(str(file), known=KNOWN)
    assert len(caught.value.problems) == 3
    assert all(str(problem).startswith("w.json: criterion") for problem in caught.value.problems)


@pytest.mark.parametrize("data", [b"\xff\xfe{", b"x" * 100_001, b"[1, 2]"])
def test_files_of_other_kinds_are_refused(tmp_path, data):
    file = tmp_path / "w.json"
    file.write_bytes(data)
    with pytest.raises(DataError, match=r"^w\.json: "):
        read_weights(str(file))


def test_a_proportion_is_divided_only_when_it_says_so():
    chosen = choose_weights(
        '{"weights": {"station_m": 3, "slack_m2": 1}, "normalise": true}', KNOWN
    )
    assert chosen.to_dict() == {"station_m": 0.75, "slack_m2": 0.25, "jobs_within": 0.0}
    assert math.isclose(chosen.sum(), 1)


# From the page to a file, and back into a report.

QUICK = {"draws": "100", "displacements": "0", "facilities_max": "1"}


def siting_report(out, **given):
    request = Request(("osong",), "siting", QUICK | given, out, ("ko",))
    (job,) = plan(request)
    assert run(job).message == ""
    rows = pd.read_csv(job.target / "metrics.csv").set_index(["measure", "scope"])["value"]
    return job.target, rows


@pytest.mark.browser
def test_weights_saved_on_the_page_give_the_same_report(tmp_path, browser: Browser):
    folder, today = siting_report(tmp_path / "first")
    page = browser.new_context(offline=True, accept_downloads=True).new_page()
    page.goto((folder / "report.html").as_uri())
    read = "document.querySelector('.cl-explorer').clusterlab.sites()"
    opened = {site["id"]: site for site in page.evaluate(read)}
    for site, score in today["site_score"].items():
        assert opened[site]["score"] == pytest.approx(score, rel=0, abs=1e-9)
    numbers = page.locator(".cl-explorer input[type=number]")
    for place, number in enumerate(numbers.all()):
        number.fill(str([61.8, 0, 33.3, 7, 100][place % 5]))
    chosen = {site["id"]: site for site in page.evaluate(read)}
    assert [*chosen] != [*opened]
    with page.expect_download() as found:
        page.locator(".cl-x-take > fieldset > button").click()
    found.value.save_as(tmp_path / "weights.json")
    again, scores = siting_report(tmp_path / "again", weights=str(tmp_path / "weights.json"))
    for site, score in scores["site_score"].items():
        assert chosen[site]["score"] == pytest.approx(score, rel=0, abs=1e-9)
    best = [site for site, one in chosen.items() if one["rank"] == 1]
    assert scores["site_score"].index[0] in best
    shares = page.locator(".cl-x-share").all_inner_texts()
    assert [f"{share:.1%}" for share in scores["site_criterion_weight"]] == shares
    record = json.loads((again / "run.json").read_text(encoding="utf-8"))
    assert len(record["inputs"]["weights.json"]) == 64
    assert str(tmp_path) not in (again / "run.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in (again / "executed.ipynb").read_text(encoding="utf-8")
    reopened = browser.new_context(offline=True).new_page()
    reopened.goto((again / "report.html").as_uri())
    assert {s["id"]: s["score"] for s in reopened.evaluate(read)} == pytest.approx(
        {site: one["score"] for site, one in chosen.items()}, rel=0, abs=1e-9
    )


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ('{"staton_m": 1}', "did you mean"),
        ('{"station_m": 0.4}', "sum to 0.4"),
        ("gone.json", "there is none"),
    ],
)
def test_wrong_weights_stop_a_report_before_it_runs(tmp_path, weights, message):
    with pytest.raises(DataError, match=message):
        plan(Request(("osong",), "siting", {"weights": weights}, tmp_path, ("ko",)))
    assert list(tmp_path.iterdir()) == []


def test_json_weights_are_no_input_file(tmp_path):
    text = '{"station_m": 0.4, "hospital_m": 0.6}'
    (job,) = plan(Request(("osong",), "siting", {"weights": text}, tmp_path, ("ko",)))
    assert job.parameters["weights"] == text
    assert "weights" not in " ".join(job.inputs)
