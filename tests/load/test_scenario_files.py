"""Scenario files are found, hashed and held against the seal; what they say is not read here."""

from collections.abc import Callable
from pathlib import Path

from clusterlab.load.check import check
from clusterlab.load.package import read_package
from clusterlab.load.scenario_files import scenario_files
from clusterlab.load.seal import seal


def with_scenario(folder: Path, name: str = "wider.toml", text: str = 'name = "w"\n') -> Path:
    path = folder / "scenarios" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_files_are_listed_by_name_and_drafts_are_not(write: Callable[..., Path]) -> None:
    folder = write()
    assert scenario_files(folder) == {}
    for name in ("b.toml", "a.toml", "_draft.toml", "notes.txt"):
        with_scenario(folder, name)
    assert list(scenario_files(folder)) == ["a", "b"]


def test_a_package_names_them_and_their_hashes(write: Callable[..., Path]) -> None:
    folder = write()
    path = with_scenario(folder)
    package = read_package(folder)
    assert package.scenarios == {"wider": path}
    assert package.hashes["scenarios/wider.toml"].startswith("sha256:")


def test_a_sealed_file_must_stay_as_it_was_and_a_new_one_may_come(
    write: Callable[..., Path],
) -> None:
    folder = write()
    path = with_scenario(folder)
    seal(folder)
    assert check(folder) == []
    with_scenario(folder, "later.toml")
    assert check(folder) == []
    path.write_text('name = "other"\n', encoding="utf-8")
    (problem,) = map(str, check(folder))
    assert problem.startswith("scenarios/wider.toml: expected the file that datapackage.json")
    assert problem.endswith("its hash is another")
    path.unlink()
    assert "as datapackage.json was sealed with it" in str(check(folder)[0])
    seal(folder)
    assert check(folder) == []


def test_a_link_out_of_the_folder_is_refused(write: Callable[..., Path], tmp_path: Path) -> None:
    folder = write()
    outside = tmp_path / "outside.toml"
    outside.write_text('name = "x"\n', encoding="utf-8")
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "link.toml").symlink_to(outside)
    assert "a link may lead out of the folder" in str(check(folder)[0])
