"""docs/faults.md lists each fault with the very message that a user gets.

Written anew by ``CLUSTERLAB_WRITE_FAULTS=1 pytest tests/test_faults.py``.
"""

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "faults.md"
FOLDER = Path(__file__).parent / "faults"


def _module(name: str) -> ModuleType:
    """Import a file of the folder ``faults``, which is no test and no package of its own."""
    full = f"faults_of_files.{name}"
    if full not in sys.modules:
        package = sys.modules.setdefault("faults_of_files", ModuleType("faults_of_files"))
        package.__path__ = [str(FOLDER)]
        spec = importlib.util.spec_from_file_location(full, FOLDER / f"{name}.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[full] = module
        spec.loader.exec_module(module)
    return sys.modules[full]


CASE = _module("case")
CASES = [
    case
    for path in sorted(FOLDER.glob("*.py"))
    if path.stem != "case"
    for case in _module(path.stem).CASES
]


def _message(case: object, folder: Path) -> str:
    folder.mkdir()
    message = str(case.run(folder))  # type: ignore[attr-defined]  # a Case, imported by path
    assert str(folder) not in message, "a message never names the machine's folders"
    return message


def test_the_page_of_faults_is_true(tmp_path: Path) -> None:
    told = [(case, _message(case, tmp_path / str(place))) for place, case in enumerate(CASES)]
    text = CASE.page(told)
    if os.environ.get("CLUSTERLAB_WRITE_FAULTS"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


def test_each_fault_is_listed_once_and_groups_stand_together() -> None:
    assert len({(case.group, case.fault) for case in CASES}) == len(CASES)
    groups = [case.group for case in CASES]
    assert [g for n, g in enumerate(groups) if g not in groups[:n]] == [
        g for n, g in enumerate(groups) if n == 0 or g != groups[n - 1]
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.fault)
def test_each_message_is_one_line_that_says_something(case: object, tmp_path: Path) -> None:
    message = _message(case, tmp_path / "f")
    assert len(message) > 20 and "\n" not in message and "Traceback" not in message
