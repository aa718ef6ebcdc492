"""run.json: what a report was made from."""

import json

from clusterlab.run import record


def test_a_record_names_every_file_and_notices_a_change(tmp_path):
    (tmp_path / "report.html").write_text("a")
    (tmp_path / "map.html").write_text("b")
    record.write(
        tmp_path,
        about={"slug": "toy"},
        parameters={"seed": 7},
        inputs={"z": "2", "a": "1"},
        run={"started": "now"},
    )
    known = record.read(tmp_path)
    assert known["seed"] == 7
    assert list(known["inputs"]) == ["a", "z"]
    assert set(known["files"]) == {"report.html", "map.html"}
    assert known["versions"]["papermill"] != "unknown"
    assert record.altered(tmp_path) == []
    (tmp_path / "map.html").write_text("c")
    (tmp_path / "report.html").unlink()
    assert record.altered(tmp_path) == ["map.html", "report.html"]


def test_a_folder_without_a_record_is_no_report(tmp_path):
    assert record.read(tmp_path) is None
    assert record.altered(tmp_path) == ["run.json"]
    (tmp_path / "run.json").write_text(json.dumps({"schema": 99}))
    assert record.read(tmp_path) is None


def test_files_that_come_later_are_recorded(tmp_path):
    (tmp_path / "report.html").write_text("a")
    record.write(tmp_path, about={}, parameters={}, inputs={}, run={})
    (tmp_path / "b.xlsx").write_text("b")
    record.add(tmp_path, ["b.xlsx"])
    assert list(record.read(tmp_path)["files"]) == ["b.xlsx", "report.html"]
    assert record.altered(tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.xlsx", "report.html", "run.json"]
