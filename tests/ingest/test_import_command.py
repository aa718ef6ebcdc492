"""The command drafts a mapping that waits to be confirmed, or imports and tells what it did."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clusterlab import cli
from clusterlab.ingest.import_command import told
from clusterlab.load.check import check
from clusterlab.load.seal import seal

ROWS = "공장관리번호,회사명,대표자명,경도,위도\n9001,다라,김,126.8211,37.5611\n"
SET = ("--set", "confidence=A", "--set", "source_id=s1", "--set", "uncertainty_m=30")


@pytest.fixture
def folder(write: Callable[..., Path]) -> Path:
    home = write()
    seal(home)
    return home


def run(*words: object) -> int:
    with pytest.raises(SystemExit) as stopped:
        cli.main([str(word) for word in words])
    return int(stopped.value.code or 0)


def test_an_import_tells_what_it_did(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "공장.csv"
    file.write_bytes(ROWS.encode("cp949"))
    assert run("import", file, "--table", "firms", "--into", folder, *SET, "--append") == 0
    out = capsys.readouterr().out
    assert "firm_id ← 공장관리번호, name_ko ← 회사명, lon ← 경도, lat ← 위도" in out
    assert "encoding: cp949 (detected, strict)" in out
    assert "personal data left out: 대표자명" in out
    assert "공장.csv: 1 rows = 1 used, 0 set aside, 0 refused" in out
    assert check(folder) == []


def test_a_mapping_is_drafted_first_and_used_then(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, mapping = tmp_path / "공장.csv", tmp_path / "m.toml"
    file.write_bytes(ROWS.encode("cp949"))
    words = ("import", file, "--table", "firms", "--into", folder, "--map", mapping, "--append")
    assert run(*words) == 2
    said = capsys.readouterr().err
    assert "m.toml: expected a look through this new mapping before it is used; 3 places" in said
    assert "firm_id ← 공장관리번호, name_ko ← 회사명" in said
    assert run(*words) == 2
    assert "confidence" in capsys.readouterr().err
    text = mapping.read_text(encoding="utf-8")
    for name, value in (("confidence", "A"), ("source_id", "s1"), ("uncertainty_m", "30")):
        text = text.replace(f'{name} = "?"', f'{name} = "{value}"')
    mapping.write_text(text, encoding="utf-8")
    assert run(*words) == 0
    assert check(folder) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--table", "firm"), "There is no table 'firm' (did you mean \"firms\"?)."),
        (("--table", "firms", "--append", "--replace"), "say one of them"),
        (("--table", "firms", "--set", "confidence"), "expected NAME=VALUE"),
        (("--table", "firms"), "expected this file to be there"),
    ],
)
def test_bad_calls_are_told_in_one_line(
    words: tuple[str, ...], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "none.csv", "--into", folder, *words) == 2
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1


def test_reasons_are_told() -> None:
    receipt = {
        "file": "f.csv",
        "rows": 3,
        "used": 1,
        "set_aside": 1,
        "refused": 1,
        "notes": [],
        "columns": {"name_ko": "상호"},
        "reasons": {"refused": {"jobs: bad": 1}},
        "mapping": "imports/m.toml",
        "rows_not_used": "imports/x.csv",
    }
    assert list(told(receipt, Path("c"))) == [
        "  name_ko ← 상호",
        "  refused: 1 × jobs: bad",
        "f.csv: 3 rows = 1 used, 1 set aside, 1 refused",
        "c/imports/x.csv: the rows that were not used, with reasons",
        "c/imports/m.toml: the mapping; use it again with --map",
    ]
