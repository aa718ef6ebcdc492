"""A third language: a table of words beside the package is enough for a report in it."""

import os
import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[1] / "notebooks/examples/largest_employers.ipynb"
WORDS = "key,ja\npage.sources,出典\npage.as_of,{date} 現在\npage.skip,本文へ\n"


def test_a_report_in_japanese_falls_back_on_english(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ja.csv").write_text(WORDS, encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "clusterlab.cli", "report", "magok", "--lang", "ja"]
    ran = subprocess.run(
        [*command, "--notebook", str(EXAMPLE), "--out", str(out)],
        env=os.environ | {"CLUSTERLAB_WORDS": str(tmp_path / "words")},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    page = (out / "ja" / "magok" / "largest_employers" / "report.html").read_text("utf-8")
    assert '<html lang="ja"' in page
    assert "出典" in page
    assert "employs most people" in page
    assert "Who employs most people?" in page


def test_a_language_without_words_is_refused() -> None:
    command = [sys.executable, "-m", "clusterlab.cli", "report", "magok", "--lang", "ja"]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 2
    assert ran.stderr.strip() == "clusterlab: --lang 'ja': expected one of ko, en, both"
