"""Codes of one revision become those of another, and what was split is told."""

from pathlib import Path

import pandas as pd
import pytest

from clusterlab import read_table
from clusterlab.ingest.readers.concordance import concord, read_concordance
from clusterlab.model.problem import DataError

TABLE = {
    "10101": ("10101",),
    "20411": ("20423",),
    "26110": ("26111", "26112"),
    "15000": ("20000", "31000"),
}


def test_codes_are_turned_and_the_shares_told() -> None:
    codes = pd.Series(["10101", "20411", "26110", "15000", "99999", ""], dtype="str")
    made = concord(codes, "industry", TABLE)
    assert made.series.tolist() == ["10101", "20423", "2611", "", "", ""]
    assert [(fault.at, fault.value) for fault in made.faults] == [(3, "15000"), (4, "99999")]
    said = str(made.notes[0])
    assert "5 codes turned by the concordance" in said
    assert "2 split (40.0%)" in said and "1 not in it (20.0%)" in said


def test_a_concordance_is_a_file_of_two_columns(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes("From,To,비고\n26110,26111,\n26110,26112,\n01110,01110,\n".encode("cp949"))
    assert read_concordance(path) == {"26110": ("26111", "26112"), "01110": ("01110",)}
    path.write_text("old,new\n1,2\n")
    with pytest.raises(DataError, match="the headings from and to; there are old, new"):
        read_concordance(path)
    with pytest.raises(DataError, match="this concordance to be there"):
        read_concordance(tmp_path / "none.csv")


def test_a_mapping_names_it(tmp_path: Path) -> None:
    concordance, file = tmp_path / "c.csv", tmp_path / "f.csv"
    concordance.write_text("from,to\n20411,20423\n")
    file.write_text("업체명,업종코드\n가,C20411\n", encoding="utf-8")
    mapping = {
        "table": "firms",
        "read": {"ksic": "9", "concordance": str(concordance)},
        "columns": {"firm_id": "업체명", "name_ko": "업체명", "industry": "업종코드"},
        "constants": {
            "kind": "firm",
            "sector": "bio",
            "status": "present",
            "listing": "register",
            "confidence": "A",
            "source_id": "s1",
        },
    }
    assert read_table(file, mapping=mapping)["industry"].tolist() == ["20423"]
