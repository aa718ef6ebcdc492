"""Every table and column is described in both languages."""

import re

import pytest

from clusterlab.load.columns import Table
from clusterlab.load.tables import TABLES
from clusterlab.load.words import description, needed_for


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.name)
def test_each_column_is_described_in_both_languages(record: Table) -> None:
    for name in ("", *record.names):
        assert re.search("[가-힣]", description(record.name, name, lang="ko")), name
        english = description(record.name, name, lang="en")
        assert english and not re.search("[가-힣]", english), name


def test_a_common_column_is_described_once_and_can_be_told_apart() -> None:
    assert description("firms", "status", lang="en") != description("funds", "status", lang="en")
    assert description("firms", "lon", lang="en") == description("transit", "lon", lang="en")
    assert needed_for("land_use", "area_m2") == "land_use_mix"
    with pytest.raises(KeyError):
        description("firms", "nothing", lang="en")
