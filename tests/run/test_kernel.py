"""Kernels: this interpreter, private sockets, a quiet environment."""

import os
import sys
from pathlib import Path

import pytest

from clusterlab.run.kernel import OwnKernelManager, environment


def test_the_kernel_is_this_interpreter_on_private_sockets():
    manager = OwnKernelManager()
    assert manager.kernel_spec.argv[0] == sys.executable
    folder = Path(manager.connection_file).parent
    if os.name == "posix":
        assert manager.transport == "ipc"
        assert Path(manager.ip).parent == folder
        assert folder.stat().st_mode & 0o077 == 0
    manager._folder.cleanup()


def test_charts_get_a_place_for_their_cache_only_where_home_has_none(tmp_path, monkeypatch):
    monkeypatch.delenv("MPLCONFIGDIR", raising=False)
    monkeypatch.setattr("clusterlab.run.kernel._writable", lambda _: False)
    assert environment(tmp_path)["MPLCONFIGDIR"] == str(tmp_path / "matplotlib")
    monkeypatch.setattr("clusterlab.run.kernel._writable", lambda _: True)
    assert "MPLCONFIGDIR" not in environment(tmp_path)
    monkeypatch.setenv("MPLCONFIGDIR", "/given")
    assert environment(tmp_path)["MPLCONFIGDIR"] == "/given"


@pytest.mark.parametrize("name", ["IPYTHONDIR", "MPLBACKEND"])
def test_what_users_have_set_up_for_themselves_does_not_matter(tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, "mine")
    assert environment(tmp_path)[name] != "mine"


def test_products_round_alike_unless_somebody_asks_for_more_threads(tmp_path, monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert environment(tmp_path)["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    assert environment(tmp_path)["OPENBLAS_NUM_THREADS"] == "4"
