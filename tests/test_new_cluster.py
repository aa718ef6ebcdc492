"""The tutorial walked as a newcomer walks it: five faulty files, a checked folder, every report."""

import contextlib
import io
import json
import re
import shlex
import warnings
from pathlib import Path

import pytest

import clusterlab as cl
from clusterlab import cli
from clusterlab.ingest.geocoding.known import metres_between
from clusterlab.ingest.korea import practice
from clusterlab.load.check import check
from clusterlab.report import notebook
from clusterlab.run import parameters, record

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = ROOT / "notebooks" / "tutorials" / "new_cluster.ipynb"
DRAFTED = 2
"""The first import only drafts a mapping, for a person to look through."""


def cells() -> list[str]:
    content = json.loads(TUTORIAL.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == "code"]


def commands() -> list[str]:
    return [line[1:] for cell in cells() for line in cell.splitlines() if line.startswith("!")]


def run(command: str) -> tuple[int, str]:
    output = io.StringIO()
    with (
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(output),
        pytest.raises(SystemExit) as ended,
    ):
        cli.main(shlex.split(command)[1:])
    return ended.value.code, output.getvalue()


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """Walk the tutorial up to its reports: the folder it was walked in, and what was said."""
    home = tmp_path_factory.mktemp("afternoon")
    said: dict[str, tuple[int, str]] = {}
    names: dict[str, object] = {}
    with contextlib.chdir(home):
        for cell in cells():
            if cell.startswith("!"):
                for line in cell.splitlines():
                    if " report " not in line:
                        said[line[1:]] = run(line[1:])
            else:
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(compile(cell, TUTORIAL.name, "exec"), names)
    return home, said


def test_each_command_does_what_the_text_says(walked):
    _, said = walked
    codes = {command: code for command, (code, _) in said.items() if code}
    assert codes == {next(line for line in commands() if "firms.toml" in line): DRAFTED}
    told = "\n".join(text for _, text in said.values())
    for fault in (
        "encoding: cp949",
        "3 title lines above the headings",
        "a sum of other rows",
        "thousands separators",
        "suppressed by the publisher; not 0",
        "personal data left out: 대표자명",
        "swapped back, as asked",
        "no .prj lies beside the file",
        "encoding: utf-16",
        "points read in EPSG:5179",
    ):
        assert fault in told, fault


def test_no_row_is_lost(walked):
    home, said = walked
    place = cl.load(home / "daedeok")
    assert len(place.firms) == 120
    assert len(place.districts) == 3
    assert len(place.institutions) == 5  # without 소계 and 합계
    assert len(place.universities) == 2
    assert len(place.transit) == 3
    assert place.firms["location_basis"].value_counts().to_dict() == {
        "register": 90,
        "interpolated": 27,
        "none": 3,
    }
    assert not [text for _, text in said.values() if "Traceback" in text]
    # Points lie where the made-up roads lie, the one that was swapped as well.
    assert place.firms["lon"].dropna().between(127.37, 127.40).all()
    # What the publisher hides, and what is not known, is no zero.
    assert (place.firms["employees"].dropna() > 0).all()
    assert place.firms["employees"].isna().sum() == 24


def test_placed_firms_are_where_their_number_is(walked):
    home, _ = walked
    firms = cl.load(home / "daedeok").firms
    placed = firms[firms["location_basis"] == "interpolated"]
    for row in placed.itertuples():
        road, number = re.search(r"(\S+로) (\d+)", row.address).groups()
        true = practice._building(road, int(number))
        # The roads are straight, so that interpolation on the number's own side is exact.
        assert metres_between(*true, row.lon, row.lat) < 1, row.address
        assert "placed by: between " in row.note


def test_the_folder_is_in_order_and_says_that_it_is_an_example(walked):
    home, _ = walked
    assert check(home / "daedeok") == []
    assert cl.load(home / "daedeok").meta["example"] is True
    receipts = {path.stem for path in (home / "daedeok" / "imports").glob("*.json")}
    assert receipts == {
        "firms-firms",
        "districts-districts",
        "institutions-institutes",
        "universities-universities",
        "transit-stations",
    }


@pytest.mark.parametrize("name", notebook.names())
def test_every_notebook_runs_on_it(walked, name):
    home, _ = walked
    source = notebook.read(notebook.locate(name))
    own = {"cluster": str(home / "daedeok"), "clusters": [str(home / "daedeok"), "osong"]}
    given = {"lang": "en"} | own
    names: dict[str, object] = {}
    for cell in source["cells"]:
        if cell["cell_type"] != "code":
            continue
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(cell["source"], name, "exec"), names)
        if "parameters" in cell["metadata"].get("tags", []):
            names |= {k: v for k, v in given.items() if k in parameters.declared(source)}


def test_the_report_is_made_and_says_that_its_data_are_examples(walked):
    home, _ = walked
    command = next(line for line in commands() if " report " in line)
    with contextlib.chdir(home):
        code, said = run(command)
    assert code == 0, said
    target = home / "reports" / "daedeok" / "cluster_profile"
    assert record.read(target) is not None
    text = (target / "report.html").read_text(encoding="utf-8")
    assert "대덕(예시)" in text
    assert "연습용으로 지어낸 자료입니다" in text


def test_the_guide_gives_the_commands_of_the_tutorial():
    text = (ROOT / "docs" / "new-cluster.md").read_text(encoding="utf-8")
    for part in text.split("\n# "):
        blocks = re.findall(r"```sh\n(.*?)```", part, flags=re.DOTALL)
        lines = [line for block in blocks for line in block.strip().splitlines()]
        assert lines == list(dict.fromkeys(commands())), "a language of the guide differs"
    for toml in re.findall(r"```toml\n(.*?)```", text, flags=re.DOTALL):
        # A cell holds a dozen lines at most, so that a file may be written in two.
        written = {line for cell in cells() for line in cell.splitlines()}
        lines = [line.strip() for line in toml.splitlines() if line.strip()]
        assert [line for line in lines if not any(line in one for one in written)] == []
