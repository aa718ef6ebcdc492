"""A report is made again and compared with what is recorded of it."""

import json
import shutil

import nbformat
import pytest

from clusterlab.load import catalog
from clusterlab.load.seal import seal
from clusterlab.run.execute import run
from clusterlab.run.plan import Request, plan
from clusterlab.run.verify import verify


@pytest.fixture
def made(write_notebook, tmp_path):
    """Run a small notebook on a cluster; give the report, the notebook and the cluster's folder."""
    folder = tmp_path / "mine"
    shutil.copytree(catalog.locate("osong"), folder)
    path = write_notebook("")
    (job,) = plan(
        Request(
            clusters=(str(folder),),
            notebook=str(path),
            given={"limit_m": "4"},
            out=tmp_path / "out",
            languages=("en",),
        )
    )
    assert run(job).message == ""
    return job.target, path, folder


def again(made) -> list[str]:
    report, path, folder = made
    return verify(report, folders=[str(folder)], notebook=str(path))


def test_a_report_as_recorded_is_confirmed_and_a_number_changed_by_hand_is_named(made):
    assert again(made) == []
    metrics = made[0] / "metrics.csv"
    metrics.write_text(metrics.read_text("utf-8").replace(",7,count", ",8,count"), "utf-8")
    found = again(made)
    assert "metrics.csv: not the file that the run wrote" in found
    assert "toys of toy: 8 recorded, 7 now" in found


def test_changed_inputs_notebooks_and_versions_are_named(made):
    report, path, folder = made
    known = json.loads((report / "run.json").read_text("utf-8"))
    known["versions"]["numpy"] = "0.1"
    (report / "run.json").write_text(json.dumps(known), "utf-8")
    stops = folder / "transit.csv"
    stops.write_text(stops.read_text("utf-8").replace("2010", "2011"), "utf-8")
    seal(folder)
    book = nbformat.read(path, as_version=4)
    book["cells"][-1]["source"] = book["cells"][-1]["source"].replace("일곱 개.", "일곱.")
    nbformat.write(book, path)
    found = again(made)
    assert "osong/transit.csv: changed since the run" in found
    assert f"{path.stem}: the notebook is not the one that ran" in found
    assert any(line.startswith('numpy: "0.1" ran') for line in found)
    assert found[-1] == "report.html: not the same bytes"


def test_a_run_that_fails_says_so(made):
    _, path, _ = made
    book = nbformat.read(path, as_version=4)
    book["cells"].insert(-1, nbformat.v4.new_code_cell("raise ValueError('broke')"))
    nbformat.write(book, path)
    assert any("the run failed" in line for line in again(made))


def test_what_is_no_report_or_unknown_is_refused(made, tmp_path):
    report, path, folder = made
    with pytest.raises(ValueError, match="no finished report"):
        verify(tmp_path)
    with pytest.raises(ValueError, match="'plants'"):
        verify(report, folders=[str(folder)], notebook=str(path), files={"plants": "x.csv"})
    with pytest.raises(ValueError, match="is not known"):
        verify(report, folders=[str(folder)])
