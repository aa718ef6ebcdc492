"""The reader is chosen by the file's name, and options reach it."""

from pathlib import Path

import pytest

from clusterlab.load.problem import DataError
from clusterlab.load.readers.source import Options, read_source


def test_a_tsv_is_split_at_tabs_and_options_are_used(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes("가,나\t다\n1\t2\n".encode("cp949"))
    assert read_source(path).headings == ["가,나", "다"]
    with pytest.raises(DataError, match="expected utf-8, as declared"):
        read_source(path, Options(encoding="utf-8"))
