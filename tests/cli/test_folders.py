"""Verbs on folders: one line for each error, nothing written on bad input."""

import ast
import csv
import json
import shutil
import subprocess
import sys

import pytest

from clusterlab.load import catalog


def test_list_names_every_cluster(command):
    code, out, err = command("list")
    assert (code, err) == (0, [])
    assert all(slug in out for slug in catalog.clusters()["slug"])


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


def test_checking_data_needs_nothing_above_the_data():
    code = (
        "import sys; from clusterlab.cli import main\n"
        f"try: main(['check', {str(catalog.locate('osong'))!r}])\n"
        "except SystemExit as end: print(end.code)\n"
        "print(sorted({m.split('.')[1] for m in sys.modules if m.startswith('clusterlab.')}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *_, ended, rooms = ran.stdout.splitlines()
    assert ended == "0"
    assert set(ast.literal_eval(rooms)) <= {"cli", "load", "model"}
