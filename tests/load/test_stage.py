"""Files change together or not at all."""

from pathlib import Path

import pytest

from clusterlab.load.stage import staged, swap_in


def test_the_copy_is_gone_afterwards_whatever_happens(tmp_path: Path) -> None:
    home = tmp_path / "c"
    (home / "imports").mkdir(parents=True)
    (home / "a.csv").write_text("1")
    with pytest.raises(RuntimeError), staged(home) as copy:
        assert (copy / "a.csv").read_text() == "1" and not (copy / "imports").exists()
        raise RuntimeError
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c"]


def test_files_take_their_places(tmp_path: Path) -> None:
    home = tmp_path / "c"
    home.mkdir()
    (home / "a.csv").write_text("old")
    with staged(home) as copy:
        (copy / "a.csv").write_text("new")
        (copy / "b.json").write_text("more")
        swap_in(home, {"a.csv": copy / "a.csv", "imports/b.json": copy / "b.json"})
    assert (home / "a.csv").read_text() == "new"
    assert (home / "imports" / "b.json").read_text() == "more"


def test_where_one_fails_the_old_ones_come_back(tmp_path: Path) -> None:
    home = tmp_path / "c"
    home.mkdir()
    (home / "a.csv").write_text("old")
    with staged(home) as copy:
        (copy / "a.csv").write_text("new")
        (copy / "n.csv").write_text("new")
        changed = {"n.csv": copy / "n.csv", "a.csv": copy / "a.csv", "z.csv": copy / "none.csv"}
        with pytest.raises(FileNotFoundError):
            swap_in(home, changed)
    assert {path.name: path.read_text() for path in home.iterdir()} == {"a.csv": "old"}


def test_what_lies_beside_is_found_beside_the_copy(tmp_path: Path) -> None:
    for name in ("c", "reference", "other"):
        (tmp_path / name).mkdir()
    (tmp_path / "reference" / "datapackage.json").write_text("{}")
    with staged(tmp_path / "c") as copy:
        assert (copy.parent / "reference" / "datapackage.json").read_text() == "{}"
        assert not (copy.parent / "other").exists()
    assert (tmp_path / "reference" / "datapackage.json").is_file()
