"""Personal data are recognised, and what only looks a little like them is let through."""

import pytest

from clusterlab.load.personal import names_a_person, personal_data
from clusterlab.load.tables import TABLES


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("900101-1234567", "resident registration number"),
        ("문의 010-1234-5678", "mobile telephone number"),
        ("01012345678", "mobile telephone number"),
        ("010 1234 5678", "mobile telephone number"),
        ("kim@example.co.kr", "e-mail address"),
    ],
)
def test_patterns(value: str, kind: str) -> None:
    assert personal_data(value) == kind


@pytest.mark.parametrize(
    "value",
    [
        "02-123-4567",
        "1150010500101010000",
        "281852003050811",
        "서울 강서구 마곡중앙8로 71",
        "2020-01-01",
        "area 100101-1 to 2",
        "@ 2024",
        "3010-1234-5678",
    ],
)
def test_what_is_not_personal(value: str) -> None:
    assert personal_data(value) == ""


@pytest.mark.parametrize(
    "name", ["대표자명", "대표자 성명", "휴대폰번호", "E-Mail", "CEO", "전화번호"]
)
def test_column_names(name: str) -> None:
    assert names_a_person(name)


def test_no_column_of_the_registry_is_taken_for_personal() -> None:
    names = {column.name for table in TABLES for column in table.columns}
    assert not {name for name in names if names_a_person(name)}
