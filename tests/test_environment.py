"""environment.yml, pyproject.toml and the lock name the same packages."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]

# Some packages carry another name on conda-forge.
CONDA_NAME = {
    "brotli": "brotli-python",
    "h3": "h3-py",
    "matplotlib": "matplotlib-base",
    "pandera": "pandera-pandas",
}
# These come by pip there too.
NOT_ON_CONDA = {"finufft"}


def requirement(text: str) -> tuple[str, str]:
    match = re.fullmatch(r"([A-Za-z0-9_.-]+)(?:\[[a-z,]+\])?\s*(.*)", text)
    assert match, text
    return match[1].lower(), match[2]


def declared() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"core": project["dependencies"], **project["optional-dependencies"]}


def test_environment_and_pyproject_are_in_step() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    listed = [item for item in environment["dependencies"] if isinstance(item, str)]
    conda = dict(requirement(item) for item in listed if item != "pip")
    by_pip = next(item["pip"] for item in environment["dependencies"] if isinstance(item, dict))
    core = dict(requirement(item) for item in declared()["core"])
    wanted = {
        CONDA_NAME.get(name, name): bounds
        for name, bounds in core.items()
        if name not in NOT_ON_CONDA
    }
    python = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted["python"] = python["project"]["requires-python"]
    node = conda.pop("nodejs")
    assert conda == wanted
    assert node == ">=20"
    own = [item for item in declared()["core"] if requirement(item)[0] in NOT_ON_CONDA]
    assert by_pip == [*own, *declared()["test"]]


def test_the_lock_pins_all_that_is_declared_with_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", lock, flags=re.MULTILINE))
    for group in declared().values():
        for item in group:
            name = requirement(item)[0]
            assert name == "clusterlab" or name in pinned, name
    assert "://" not in lock
    entries = re.split(r"^(?=[a-z0-9._-]+==)", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_npm_lock_has_integrity_and_no_address() -> None:
    import json

    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    for name, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name


def test_every_dependency_earns_its_place() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for group in declared().values():
        for item in group:
            name = requirement(item)[0]
            assert name == "clusterlab" or f"`{name}`" in text, name
