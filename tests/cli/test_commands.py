"""The command line: exit codes, one line for each error, nothing written on bad input."""

import csv
import json
import os
import shutil
import subprocess
import sys

import pytest

from clusterlab.cli import commands as cli
from clusterlab.load import catalog
from clusterlab.run.execute import Outcome


@pytest.fixture
def command(capsys):
    """Run the command line in this process: code, output, error lines."""

    def run(*arguments: object) -> tuple[int, str, list[str]]:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return ended.value.code, captured.out, captured.err.splitlines()

    return run


@pytest.fixture
def planned(monkeypatch):
    """Collect the jobs instead of running them; those whose label is in `failing` fail."""
    jobs, failing = [], set()

    def run_all(given, *, workers, begun, ended):
        jobs.extend(given)
        return [
            Outcome(job.label, job.target, 0, "it broke" if job.label in failing else "")
            for job in given
        ]

    monkeypatch.setattr("clusterlab.run.workers.run_all", run_all)
    return jobs, failing


def test_list_names_every_cluster(command):
    code, out, err = command("list")
    assert (code, err) == (0, [])
    assert all(slug in out for slug in catalog.clusters()["slug"])


def test_version(command):
    assert command("version")[1].startswith("clusterlab ")


def test_check_passes_our_data_and_lists_the_problems_of_a_new_folder(command, tmp_path):
    assert command("check", catalog.locate("osong"))[0] == 0
    assert command("new", "daedeok", "--into", tmp_path)[0] == 0
    code, out, err = command("check", tmp_path / "daedeok")
    assert code == 2
    assert out == ""
    assert err[-1].endswith("problems") or err[-1].endswith("problem")
    assert command("new", "daedeok", "--into", tmp_path)[0] == 2


def test_a_missing_folder_is_one_line(command, tmp_path):
    code, _, err = command("check", tmp_path / "none")
    assert code == 2
    assert "datapackage.json" in err[0]


@pytest.mark.parametrize(
    ("zone", "more", "said"),
    [
        ("지식산업센타", "", "unknown zone '지식산업센타'"),
        ("지식산업센터", "share = 2", "'share' is unknown"),
        ("지식산업센터", 'remove = ["Z99"]', "remove must be a list of industry codes"),
    ],
)
def test_a_wrong_scenario_is_one_line_and_nothing_is_written(
    command, planned, tmp_path, zone, more, said
):
    file = tmp_path / "mine.toml"
    text = f'name = "mine"\n[[industries]]\nzone = "{zone}"\nadd = ["M70"]\n{more}\n'
    file.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    asked = ("report", "magok", "--notebook", "scenario", "-p", "scenarios", file, "--out", out)
    code, _, err = command(*asked)
    assert code == 2
    assert len(err) == 1
    assert "mine.toml: " in err[0]
    assert said in err[0]
    assert planned[0] == []
    assert not list(out.rglob("*.html"))


def test_check_looks_at_the_scenarios_of_a_folder(command, tmp_path):
    folder = tmp_path / "osong"
    shutil.copytree(catalog.locate("osong"), folder)
    file = folder / "scenarios" / "later.toml"
    file.write_text('name = "w"\n[[limits]]\nzone = "moon"\nfar_limit_pct = 1\n', "utf-8")
    code, _, err = command("check", folder)
    assert code == 2
    assert len(err) == 2
    assert err[0].startswith("later.toml: ")
    assert "unknown zone 'moon'" in err[0]


def test_report_without_names_plans_everything(command, planned, tmp_path):
    jobs, _ = planned
    code, _, err = command("report", "--out", tmp_path, "--lang", "both")
    assert (code, err) == (0, [])
    # Five reports on each cluster, the comparison and the scorecard, in two languages.
    assert len(jobs) == 2 * (5 * len(catalog.clusters()) + 2)
    assert (tmp_path / "index.html").is_file()


def test_a_failed_run_is_told_and_the_code_is_one(command, planned, tmp_path):
    jobs, failing = planned
    failing.add("osong/cluster_profile (ko)")
    code, _, err = command("report", "magok", "osong", "--out", tmp_path)
    assert code == 1
    assert err == ["clusterlab: osong/cluster_profile (ko): it broke"]
    assert len(jobs) == 2


def test_parameters_take_a_name_and_a_value(command, planned, tmp_path):
    jobs, _ = planned
    code, _, _ = command(
        "report", "osong", "-p", "seed", "7", "-p", "sector", "food", "--out", tmp_path
    )
    assert code == 0
    assert jobs[0].parameters["seed"] == 7
    assert jobs[0].parameters["sector"] == "food"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Magock"], "magok"),
        (["osong", "-p", "sead", "7"], "did you mean seed"),
        (["osong", "-p", "seed", "five"], "expected a whole number"),
        (["osong", "-p", "simulations", "-1"], "a value from 19"),
        (["osong", "-p", 'x=__import__("os").abort();y', "1"], "not declared"),
        (["osong", "-p", "seed"], "a name and a value"),
        (["osong", "-p", "seed", "1", "-p", "seed", "2"], "given twice"),
        (["osong", "--lang", "jp"], "ko, en, both"),
        (["osong", "--notebook", "profile"], "not known"),
        (["osong", "--jobs", "0"], "greater than or equal to 1"),
        (["osong", "--nonsense"], "nonsense"),
    ],
)
def test_bad_input_is_one_line_and_code_two_and_nothing_runs(
    command, planned, tmp_path, arguments, message
):
    code, _, err = command("report", *arguments, "--out", tmp_path)
    assert code == 2
    assert len(err) == 1
    assert message in err[0]
    assert planned[0] == []
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_an_output_that_cannot_be_written_is_refused_first(command, planned, tmp_path):
    (tmp_path / "file").write_text("")
    code, _, err = command("report", "osong", "--out", tmp_path / "file")
    assert code == 2
    assert "cannot be written" in err[0]
    assert planned[0] == []


def test_ctrl_c_is_130(command, planned, tmp_path, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("clusterlab.run.workers.run_all", stopped)
    assert command("report", "osong", "--out", tmp_path)[0] == 130


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_korean_is_written_under_any_locale(tmp_path, locale):
    environment = os.environ | {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = subprocess.run(
        [sys.executable, "-m", "clusterlab.cli.commands", "list"],
        env=environment, capture_output=True, check=True,
    )  # fmt: skip
    assert ran.returncode == 0
    assert "마곡" in ran.stdout.decode("utf-8")


def test_a_new_cluster_thinly_filled_goes_all_the_way_to_a_report(command, tmp_path):
    assert command("new", "daedeok", "--into", tmp_path)[0] == 0
    folder = tmp_path / "daedeok"
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["clusterlab"] |= {
        "name_ko": "대덕",
        "name_en": "Daedeok",
        "region_ko": "대전광역시 유성구",
        "region_en": "Yuseong-gu, Daejeon",
        "as_of": "2026-01",
        "boundary_vintage": "2025",
        "extent": [127.3, 36.3, 127.5, 36.5],
        "example": True,
    }
    descriptor["sources"] = [
        {
            "name": "own",
            "title": "Example",
            "path": "",
            "publisher": "A test",
            "date": "2026-01",
            "licence": "CC0",
            "kind": "example",
        }
    ]
    (folder / "datapackage.json").write_text(
        json.dumps(descriptor, ensure_ascii=False), encoding="utf-8"
    )
    corners = [[127.36, 36.37], [127.4, 36.37], [127.4, 36.4], [127.36, 36.4], [127.36, 36.37]]
    properties = {
        "district_id": "d1",
        "name_ko": "1지구",
        "name_en": "District 1",
        "role": "district",
        "precision": "schematic ±100 m",
        "source_id": "own",
    }
    feature = {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }
    (folder / "districts.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8"
    )
    with (folder / "firms.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with (folder / "firms.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for number in range(24):
            writer.writerow(
                {
                    "firm_id": f"f{number:02}",
                    "name_ko": f"기업 {number}",
                    "kind": "firm",
                    "sector": "bio" if number % 2 else "electronics_ict",
                    "status": "present",
                    "listing": "curated",
                    "lon": round(127.361 + 0.0015 * number, 6),
                    "lat": round(36.371 + 0.001 * (number * 7 % 24), 6),
                    "location_basis": "address",
                    "uncertainty_m": 30,
                    "confidence": "B",
                    "source_id": "own",
                }
            )
    assert command("check", folder)[0] == 0
    out = tmp_path / "out"
    code, _, err = command("report", folder, "--out", out, "--lang", "en", "-p", "simulations", 19)
    assert (code, [line for line in err if line.startswith("clusterlab:")]) == (0, [])
    page = (out / "en/daedeok/cluster_profile/report.html").read_text(encoding="utf-8")
    assert "There is no value added by industry" in page
    assert "There are no jobs by industry" in page


def test_verify_refuses_what_is_no_report(command, tmp_path):
    code, out, err = command("verify", tmp_path)
    assert (code, out, len(err)) == (2, "", 1)
    assert "no finished report" in err[0]


@pytest.fixture
def fetched(monkeypatch):
    """Collect orders instead of carrying them out; a failure set here is raised."""
    from clusterlab.ingest.services import order

    orders, failures = [], []

    def carry_out(given):
        orders.append(given)
        if failures:
            raise failures[0]
        return "semas-stores: 3 rows"

    monkeypatch.setattr(order, "carry_out", carry_out)
    return orders, failures


def test_fetch_lists_and_describes(command):
    code, out, err = command("fetch", "--list")
    assert (code, err) == (0, [])
    assert "semas-stores" in out
    assert "CLUSTERLAB_KOSIS_KEY" in command("fetch", "--list", "kosis-industries")[1]
    assert command("fetch", "--list", "kosis")[0] == 2


def test_fetch_hands_its_order_on(command, fetched, tmp_path):
    code, out, _ = command(
        "fetch", "semas-stores", "-p", "area", "11500603", "--into", tmp_path, "--max-age", 7
    )
    assert (code, out) == (0, "semas-stores: 3 rows\n")
    (order,) = fetched[0]
    assert (order.name, order.parameters) == ("semas-stores", {"area": "11500603"})
    assert (order.into, order.max_age_days, order.partial) == (tmp_path, 7, False)


def test_a_failing_service_is_one_line_and_code_one(command, fetched):
    from clusterlab.ingest.services.failure import ServiceFailure

    fetched[1].append(ServiceFailure("busy", "data.go.kr: too busy (HTTP 429)"))
    code, out, err = command("fetch", "semas-stores", "-p", "area", "11", "--out", "a.csv")
    assert (code, out, err) == (1, "", ["clusterlab: data.go.kr: too busy (HTTP 429)"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "fetch needs a SOURCE"),
        (["semas"], "There is no data set"),
        (["semas-stores", "-p", "area", "115", "--out", "a.csv"], "expected code of a province"),
        (["semas-stores", "-p", "area", "11500", "--out", "a.csv"], "_KEY is not set"),
        (["--probe", "semas-stores"], "no key"),
        (["semas-stores", "--max-age", "-1"], "greater than or equal to 0"),
    ],
)
def test_a_fetch_that_cannot_begin_is_one_line_and_code_two(
    command, monkeypatch, tmp_path, arguments, message
):
    monkeypatch.delenv("CLUSTERLAB_DATA_GO_KR_KEY", raising=False)
    monkeypatch.setenv("CLUSTERLAB_CACHE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    code, out, err = command("fetch", *arguments)
    assert (code, out, len(err)) == (2, "", 1)
    assert message in err[0]
    assert not list(tmp_path.iterdir())


def test_geocode_places_open_rows_of_a_folder(command, tmp_path):
    shutil.copytree(catalog.locate("osong"), tmp_path / "osong")
    shutil.copytree(catalog.data_folder() / "korea", tmp_path / "korea")
    known = "address,lon,lat\n충북 청주시 흥덕구 오송읍 오송생명2로 187,127.33,36.64\n"
    (tmp_path / "known.csv").write_text(known, encoding="utf-8")
    given = ("geocode", tmp_path / "osong", "--against", tmp_path / "known.csv")
    code, _, err = command(*given)
    assert code == 2
    assert "--known-uncertainty-m 30" in err[0]
    code, out, err = command(*given, "--known-uncertainty-m", 30)
    assert (code, err) == (0, [])
    assert "had a place and keep it" in out
    assert command("check", tmp_path / "osong")[0] == 0
    code, _, err = command("geocode", tmp_path / "osong", "--service", "vworld")
    assert (code, err) == (2, ["clusterlab: --service 'vworld': expected juso"])
