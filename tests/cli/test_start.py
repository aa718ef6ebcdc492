"""The command as a process: stopped, and under any locale."""

import os
import subprocess
import sys

import pytest


def test_ctrl_c_is_130(command, planned, tmp_path, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("clusterlab.run.workers.run_all", stopped)
    assert command("report", "osong", "--out", tmp_path)[0] == 130


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_korean_is_written_under_any_locale(tmp_path, locale):
    environment = os.environ | {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = subprocess.run(
        [sys.executable, "-m", "clusterlab.cli", "list"],
        env=environment, capture_output=True, check=True,
    )  # fmt: skip
    assert ran.returncode == 0
    assert "마곡" in ran.stdout.decode("utf-8")
