"""A receipt adds up and can be written as JSON; file names are safe."""

import json

import pytest

from clusterlab.ingest.readers.receipt import slug


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("상업업무용(매매)_실거래가.csv", "상업업무용-매매-_실거래가"),
        ("../../etc/passwd", "passwd"),
        ("CON.csv", "CON"),
        ("<>.csv", "file"),
        (".csv", "csv"),
    ],
)
def test_names_are_safe(file: str, name: str) -> None:
    assert slug(file) == name


def test_long_names_are_cut_to_80_bytes() -> None:
    assert len(slug("가" * 100 + ".csv").encode()) <= 80
    assert json.dumps(slug("가\n.csv"))
