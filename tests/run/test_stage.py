"""Reports appear whole or not at all."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import given, strategies as st

from clusterlab.run.stage import (
    BusyError,
    check_writable,
    inside,
    lock_of,
    retired_of,
    slug,
    staged,
    staging_of,
    started,
)


def test_a_success_replaces_the_old_report(tmp_path):
    target = tmp_path / "a" / "report"
    for text in ("one", "two"):
        with staged(target, []) as folder:
            (folder / "file").write_text(text)
        assert (target / "file").read_text() == text
    assert [p.name for p in target.parent.iterdir()] == ["report"]


def test_a_failure_leaves_the_old_report(tmp_path):
    target = tmp_path / "report"
    with staged(target, []) as folder:
        (folder / "file").write_text("old")
    with pytest.raises(RuntimeError), staged(target, []) as folder:
        (folder / "file").write_text("new")
        raise RuntimeError
    assert (target / "file").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report"]


def test_a_living_holder_keeps_others_out(tmp_path):
    target = tmp_path / "report"
    with staged(target, []), pytest.raises(BusyError, match=str(os.getpid())), staged(target, []):
        pass
    with staged(target, []):
        pass


@pytest.mark.parametrize("holder", ["dead", "reused", "garbage"])
def test_a_stale_lock_is_taken_over_with_a_note(tmp_path, holder):
    target = tmp_path / "report"
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    text = {
        "dead": json.dumps({"pid": int(gone.stdout), "started": "1"}),
        "reused": json.dumps({"pid": os.getpid(), "started": "1" + started(os.getpid())}),
        "garbage": "{",
    }[holder]
    lock_of(target).write_text(text)
    staging_of(target).mkdir()
    (staging_of(target) / "half").write_text("")
    notes = []
    with staged(target, notes) as folder:
        assert list(folder.iterdir()) == []
    assert "lock" in notes[0]
    assert "half-built" in notes[1]


def test_a_swap_cut_short_is_undone(tmp_path):
    target = tmp_path / "report"
    retired_of(target).mkdir()
    (retired_of(target) / "file").write_text("old")
    notes = []
    with pytest.raises(RuntimeError), staged(target, notes):
        raise RuntimeError
    assert (target / "file").read_text() == "old"
    assert "put back" in notes[0]


@given(st.text(max_size=400))
def test_a_slug_stays_inside(tmp_path_factory, name):
    root = tmp_path_factory.getbasetemp()
    try:
        path = inside(root, name)
    except ValueError:
        return
    assert path.parent == root.resolve()
    assert len(slug(name).encode()) <= 80


@pytest.mark.parametrize("name", ["", "..", "CON", "lpt1", "///"])
def test_a_name_that_names_no_folder_is_refused(name):
    with pytest.raises(ValueError, match="cannot name a folder"):
        slug(name)


def test_an_output_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match="cannot be written"):
        check_writable(tmp_path / "file")
