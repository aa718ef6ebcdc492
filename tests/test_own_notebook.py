"""A notebook of a reader's own: from outside the package, in its own words and languages."""

import csv
import json
import shutil
from pathlib import Path

import pytest

import clusterlab as cl
from clusterlab.report import notebook
from clusterlab.run.execute import REPORT_FILES, run
from clusterlab.run.plan import Request, plan

EXAMPLE = Path(__file__).parents[1] / "notebooks" / "examples" / "largest_employers.ipynb"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Copy the example out of the library, with one more parameter."""
    path = tmp_path / "largest_employers.ipynb"
    shutil.copy(EXAMPLE, path)
    book = json.loads(path.read_text(encoding="utf-8"))
    (cell,) = (cell for cell in book["cells"] if cell["id"] == "parameters")
    cell["source"][-1] += "\n"
    cell["source"].append("weights: list[float] = [0.25, 0.75]")
    path.write_text(json.dumps(book), encoding="utf-8")
    return path


def made(own: Path, *languages: str) -> list[Path]:
    """Make its reports on Magok."""
    jobs = plan(Request(("magok",), str(own), {"largest": "5"}, own.parent / "out", languages))
    assert [job.parameters["weights"] for job in jobs] == [[0.25, 0.75]] * len(languages)
    outcomes = [run(job) for job in jobs]
    assert [outcome.message for outcome in outcomes] == [""] * len(languages)
    return [job.target for job in jobs]


def test_the_example_is_no_report_of_the_library() -> None:
    assert EXAMPLE.stem not in notebook.names()


def test_it_makes_whole_reports_in_its_own_words(own: Path) -> None:
    korean, english = made(own, "ko", "en")
    firms = cl.load("magok").firms
    firms = firms[firms["status"].eq("present") & firms["same_as"].isna()]
    largest = firms.sort_values("employees", ascending=False, kind="stable").head(5)
    first = largest.iloc[0]
    for folder, says in (
        (korean, f"표시한 기업 5곳 가운데 종사자는 {first['name_ko']}에 가장 많습니다"),
        (english, f"{first['name_en']} employs most people: {first['employees']:,.0f}"),
    ):
        # It shows no map.
        assert {path.name for path in folder.iterdir()} == {*REPORT_FILES, "run.json"} - {
            "map.html"
        }
        page = (folder / "report.html").read_text(encoding="utf-8")
        assert says in page
        assert page.count("<svg") >= 1
        with (folder / "metrics.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["scope"] for row in rows] == largest["firm_id"].tolist()
        assert [float(row["value"]) for row in rows] == largest["employees"].tolist()
        assert {row["measure"] for row in rows} == {"staff"}
    assert "사람을 가장 많이 고용하는가" in (korean / "report.html").read_text(encoding="utf-8")
    assert "Who employs most people?" in (english / "report.html").read_text(encoding="utf-8")
