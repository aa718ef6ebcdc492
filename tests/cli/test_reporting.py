"""Verbs on reports: exit codes, one line for each error, nothing run on bad input."""

import pytest

from clusterlab.load import catalog


def test_version(command):
    assert command("version")[1].startswith("clusterlab ")


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


def test_verify_refuses_what_is_no_report(command, tmp_path):
    code, out, err = command("verify", tmp_path)
    assert (code, out, len(err)) == (2, "", 1)
    assert "no finished report" in err[0]
