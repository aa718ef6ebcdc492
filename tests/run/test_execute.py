"""Running a notebook: whole or not at all, and the same bytes each time."""

import json
import os
import re
import sys
import time
from pathlib import Path

import nbformat
import pytest

from clusterlab.model import metrics
from clusterlab.report import notebook
from clusterlab.run import parameters, record, stage
from clusterlab.run.execute import REPORT_FILES, Job, last_failure, run
from clusterlab.run.plan import Request, plan


def job(path: Path, out: Path, **changes) -> Job:
    declared = parameters.declared(notebook.read(path))
    given = changes.pop("given", {})
    values = {
        "label": "toy/toy_profile (ko)",
        "notebook": path,
        "parameters": parameters.resolve(declared, given),
        "target": out / "toy" / path.stem,
        "lang": "ko",
    }
    return Job(**(values | changes))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_two_runs_differ_in_the_run_block_alone(write_notebook, tmp_path):
    one = job(write_notebook("print(limit_m)"), tmp_path / "out")
    assert run(one).message == ""
    first = bytes_of(one.target)
    assert set(first) == {*REPORT_FILES, "run.json"}
    assert run(one).message == ""
    second = bytes_of(one.target)
    records = [json.loads(files.pop("run.json")) for files in (first, second)]
    assert first == second
    blocks = [known.pop("run") for known in records]
    assert records[0] == records[1]
    assert blocks[0]["changed_since_run_before"] is None
    assert blocks[1]["changed_since_run_before"] == []
    assert record.altered(one.target) == []


def test_exports_are_files_of_the_report(write_notebook, tmp_path):
    one = job(write_notebook(), tmp_path / "out", exports=("xlsx",))
    assert run(one).message == ""
    known = record.read(one.target)
    assert "toy-toy_profile-ko.xlsx" in known["files"]
    assert record.altered(one.target) == []


def test_published_files_tell_nothing_of_the_machine(write_notebook, tmp_path):
    secret = "import os, sys; print(os.getcwd(), sys.executable); sys.stderr.write(os.getcwd())"
    one = job(write_notebook(secret), tmp_path / "out", replace={str(tmp_path): "toy"})
    assert run(one).message == ""
    for name, content in bytes_of(one.target).items():
        text = content.decode()
        for private in (str(tmp_path), sys.prefix, '"input_path"', '"environment_variables"'):
            assert private not in text, (name, private)
    executed = nbformat.reads((one.target / "executed.ipynb").read_text("utf-8"), as_version=4)
    nbformat.validate(executed)


def test_the_kernel_is_this_interpreter(write_notebook, tmp_path, monkeypatch):
    kernels = tmp_path / "jupyter" / "kernels" / "python3"
    kernels.mkdir(parents=True)
    spec = {"argv": ["/bin/false"], "display_name": "other", "language": "python"}
    (kernels / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    cell = f"import sys\nassert sys.executable == {sys.executable!r}, sys.executable"
    assert run(job(write_notebook(cell), tmp_path / "out")).message == ""


def test_a_failing_cell_leaves_the_old_report(write_notebook, tmp_path):
    good = job(write_notebook(), tmp_path / "out")
    assert run(good).message == ""
    before = bytes_of(good.target)
    failing = write_notebook("raise ValueError('no \\n toys')", name="other")
    bad = job(failing, tmp_path / "out", target=good.target)
    outcome = run(bad)
    assert outcome.message == 'under "장난감은 몇 개인가?": ValueError: no toys'
    assert bytes_of(good.target) == before
    assert last_failure(good.target)["message"] == outcome.message
    assert not stage.staging_of(good.target).exists()
    assert not stage.lock_of(good.target).exists()
    assert run(good).message == ""
    assert last_failure(good.target) is None


def test_a_dead_kernel_is_a_failure(write_notebook, tmp_path):
    cell = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    one = job(write_notebook(cell), tmp_path / "out")
    outcome = run(one)
    assert "the kernel died (memory?)" in outcome.message
    assert not one.target.exists()


@pytest.mark.parametrize("limit", ["cell_timeout_s", "run_timeout_s"])
def test_a_slow_cell_is_ended(write_notebook, tmp_path, limit):
    note = str(tmp_path / "pid")
    cell = f"import os, time\nopen({note!r}, 'w').write(str(os.getpid()))\ntime.sleep(99)"
    one = job(write_notebook(cell), tmp_path / "out", **{limit: 4.0})
    start = time.monotonic()
    outcome = run(one)
    assert "a cell ran for more than" in outcome.message
    assert time.monotonic() - start < 30
    pid = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_values_of_parameters_arrive_unchanged(write_notebook, tmp_path):
    nasty = "마곡 \"'\\ \n\t$(x) `y` {z} ; | & \u2028 😀 </script>"
    path = write_notebook(f"assert cluster == {nasty!r}, cluster")
    assert run(job(path, tmp_path / "out", given={"cluster": nasty})).message == ""


def test_a_locale_without_korean_does_no_harm(write_notebook, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONUTF8", "0")
    one = job(write_notebook("print('마곡')"), tmp_path / "out")
    assert run(one).message == ""
    assert "장난감" in (one.target / "report.html").read_text(encoding="utf-8")


def test_a_full_disk_is_told_in_one_line(write_notebook, tmp_path, monkeypatch):
    one = job(write_notebook(), tmp_path / "out")
    assert run(one).message == ""
    before = bytes_of(one.target)

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    outcome = run(one)
    monkeypatch.undo()
    assert outcome.message.startswith("cannot write report.html: No space left on device (")
    assert bytes_of(one.target) == before


def test_every_built_in_report_is_whole_and_within_its_size(real_reports, tmp_path):
    folders = sorted(path.parent for path in real_reports.rglob("run.json"))
    # All standard reports in Korean, and one in English.
    assert len(folders) == len(plan(Request((), None, {}, tmp_path, ("ko",)))) + 1
    for folder in folders:
        page = (folder / "report.html").read_text(encoding="utf-8")
        # Lists whose coverage differs are not mapped beside one another.
        bare = set() if 'href="map.html"' in page else {"map.html"}
        assert not bare or folder.name == "compare_clusters"
        assert set(bytes_of(folder)) == {*REPORT_FILES, "run.json"} - bare
        assert record.altered(folder) == []
        assert (folder / "report.html").stat().st_size <= 3_000_000
        assert bare or (folder / "map.html").stat().st_size <= 1_000_000
        known = record.read(folder)
        assert known["metrics"]["ok"] > 20
        text = (folder / "report.html").read_text(encoding="utf-8")
        assert not re.search(r">\s*(nan|NaN|None|inf)\s*<", text)


def test_osong_says_why_it_has_no_distances(real_reports):
    folder = real_reports / "osong" / "cluster_profile"
    rows = metrics.from_csv((folder / "metrics.csv").read_text(encoding="utf-8"))
    status = {(row["measure"], row["scope"]): row["status"] for row in rows}
    distances = [key for key in status if key[0] in {"nearest_median", "concentrated_to"}]
    assert distances
    assert all(status[key] == "undefined" for key in distances)
    assert all(row["reason"] for row in rows if row["status"] == "undefined")


def test_a_real_report_has_the_same_bytes_twice(real_reports, tmp_path):
    (planned,) = plan(Request(("osong",), None, {"simulations": "100"}, tmp_path, ("ko",)))
    assert run(planned).message == ""
    first = bytes_of(real_reports / "osong" / "cluster_profile")
    second = bytes_of(planned.target)
    records = [json.loads(files.pop("run.json")) for files in (first, second)]
    assert [name for name in first if first[name] != second[name]] == []
    for known in records:
        known.pop("run")
    assert records[0] == records[1]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_real_pages_open_without_a_request_or_an_error(real_reports, browser, width):
    context = browser.new_context(offline=True, viewport={"width": width, "height": 900})
    for path in sorted(real_reports.rglob("*.html")):
        page = context.new_page()
        asked, said = [], []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.goto(path.as_uri())
        loaded = "document.fonts.ready.then(f => [...f].some(x => x.status == 'loaded'))"
        assert page.evaluate(loaded), path
        box = page.locator(".folium-map").first
        if box.count():
            box.scroll_into_view_if_needed()
            layer = page.locator(".cl-panel input[type=checkbox]").first
            if layer.is_visible():
                layer.uncheck()
                layer.check()
            assert page.evaluate("document.querySelectorAll('.folium-map canvas').length") > 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
        assert said == [], path
        page.close()
    context.close()
