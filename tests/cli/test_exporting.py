"""The verb export: one line a file, one line for each error, code two."""

import pytest

from clusterlab.report.exports import needs


def test_it_names_the_files_it_wrote(command, report_folder, tmp_path):
    code, out, err = command("export", report_folder, "--to", "xlsx", "--out", tmp_path / "o")
    assert (code, err) == (0, [])
    assert out.splitlines() == [str(tmp_path / "o" / "toy-toy_profile-en.xlsx")]
    assert (tmp_path / "o" / "toy-toy_profile-en.xlsx").is_file()


def test_the_page_stands_for_its_folder(command, report_folder):
    code, _, _ = command("export", report_folder / "report.html", "--to", "xlsx")
    assert code == 0


@pytest.mark.parametrize(("to", "message"), [("doc", "known: xlsx"), ("docx", "[export]")])
def test_bad_input_is_one_line_and_nothing_is_written(
    command, report_folder, monkeypatch, to, message
):
    monkeypatch.setattr(needs, "find_spec", lambda name: None)
    before = sorted(report_folder.iterdir())
    code, out, err = command("export", report_folder, "--to", "xlsx", "--to", to)
    assert (code, out, len(err)) == (2, "", 1)
    assert message in err[0]
    assert sorted(report_folder.iterdir()) == before


def test_a_report_takes_exports_with_it(command, planned, tmp_path):
    jobs, _ = planned
    code, _, _ = command("report", "osong", "--export", "xlsx,gpkg", "--out", tmp_path)
    assert code == 0
    assert jobs[0].exports == ("xlsx", "gpkg")


def test_a_report_with_an_unknown_export_does_not_run(command, planned, tmp_path):
    code, _, err = command("report", "osong", "--export", "odt", "--out", tmp_path)
    assert (code, len(err)) == (2, 1)
    assert planned[0] == []
    assert not any(tmp_path.iterdir())
