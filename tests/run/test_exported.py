"""Exports come whole or not at all, are recorded, and are refused where the data have changed."""

import json

import pyogrio
import pytest

from clusterlab.run import exported, record


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_files_stand_beside_the_report_and_are_recorded(report_folder):
    paths = exported.export(report_folder, ["xlsx", "docx", "hwpx", "gpkg"])
    assert [path.name for path in paths] == [
        f"toy-toy_profile-en.{ending}" for ending in ("xlsx", "docx", "hwpx", "gpkg")
    ]
    files = record.read(report_folder)["files"]
    assert {path.name for path in paths} <= set(files)
    assert record.altered(report_folder) == []
    layers = {name for name, _ in pyogrio.list_layers(paths[-1])}
    assert {"districts", "parcels", "firms", "institutions", "figures", "sources"} <= layers
    firms = pyogrio.read_dataframe(paths[-1], layer="firms")
    assert firms["uncertainty_m"].notna().all()
    assert "address" not in firms
    # The same report gives the same files.
    before = [path.read_bytes() for path in paths]
    exported.export(report_folder, ["xlsx", "docx", "hwpx", "gpkg"])
    assert [path.read_bytes() for path in paths] == before


def test_elsewhere_the_report_is_not_touched(report_folder, tmp_path):
    before = names(report_folder), (report_folder / "run.json").read_bytes()
    (path,) = exported.export(report_folder, ["xlsx"], out=tmp_path / "mail")
    assert path == tmp_path / "mail" / "toy-toy_profile-en.xlsx"
    assert (names(report_folder), (report_folder / "run.json").read_bytes()) == before


def test_one_that_fails_leaves_none(report_folder, monkeypatch):
    from clusterlab.report.exports import docx

    def fail(held):
        raise ValueError("broken")

    monkeypatch.setattr(docx, "write", fail)
    before = names(report_folder)
    with pytest.raises(ValueError, match="broken"):
        exported.export(report_folder, ["xlsx", "docx"])
    assert names(report_folder) == before


def test_a_changed_report_is_refused(report_folder):
    with (report_folder / "metrics.csv").open("a") as file:
        file.write("more\n")
    with pytest.raises(ValueError, match=r"metrics.csv is not the file that the run wrote"):
        exported.export(report_folder, ["xlsx"])


def test_changed_places_are_refused(report_folder):
    path = report_folder / "run.json"
    known = json.loads(path.read_text(encoding="utf-8"))
    known["inputs"] = {"magok/firms.csv": "sha256:0"}
    path.write_text(json.dumps(known), encoding="utf-8")
    with pytest.raises(ValueError, match=r"magok/firms.csv changed since the report was made"):
        exported.export(report_folder, ["gpkg"])


def test_what_is_no_report_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no finished report"):
        exported.export(tmp_path, ["xlsx"])
