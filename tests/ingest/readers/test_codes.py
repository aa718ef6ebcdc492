"""Codes stay text, and what a spreadsheet did to them is told."""

import pandas as pd
import pytest

from clusterlab.ingest.readers.codes import damage, destroyed, is_code


@pytest.mark.parametrize("heading", ["행정동코드", "신우편번호", "PNU", "id", "adm_cd", "firm_id"])
def test_headings_of_codes(heading: str) -> None:
    assert is_code(heading)


@pytest.mark.parametrize("heading", ["종업원수", "위도", "width", "지번"])
def test_headings_of_other_things(heading: str) -> None:
    assert not is_code(heading)


def test_destroyed_codes_are_recognised() -> None:
    cells = pd.Series(["1.15E+18", "1150010300101610002", "1e5", "9E+24"], dtype="str")
    assert destroyed(cells).tolist() == [True, False, False, True]


def test_damage_is_told_by_column() -> None:
    table = pd.DataFrame(
        {
            "지번코드": ["1.15E+18", "1.15E+18"],
            "우편번호": ["7745", "07711"],
            "면적": ["1.5E+10", "2"],
        },
        dtype="str",
    )
    said = [str(note) for note in damage(table)]
    assert len(said) == 2
    assert said[0].startswith("column 지번코드: 2 codes destroyed by a spreadsheet: most digits")
    assert said[0].endswith('such as "1.15E+18"')
    assert said[1].startswith("column 우편번호: 1 postcode of 4 digits where 5 are due")
    assert said[1].endswith('such as "7745"')
