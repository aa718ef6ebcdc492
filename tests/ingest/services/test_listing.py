"""Lists: the terminal and the documentation say what the one table says."""

from pathlib import Path

import pytest

from clusterlab.ingest.services.declared import DATA_SETS
from clusterlab.ingest.services.listing import as_markdown, codes_as_markdown, described, listed

DOCS = Path(__file__).parents[3] / "docs" / "services.md"


def test_the_list_has_every_data_set_on_a_line():
    lines = listed().splitlines()
    assert [line.split()[0] for line in lines[1:]] == [record.name for record in DATA_SETS]


@pytest.mark.parametrize("record", DATA_SETS, ids=lambda record: record.name)
def test_each_is_described_in_full(record):
    text = described(record.name)
    for told in (record.publisher, record.licence, record.documentation, *record.service.keys):
        assert told in text
    for each in record.parameters:
        assert f"-p {each.name} {each.example}: {each.meaning}" in text


def test_the_documentation_holds_both_tables_as_they_are():
    text = DOCS.read_text(encoding="utf-8")
    assert as_markdown() in text
    assert codes_as_markdown() in text


def test_the_documentation_says_that_no_service_was_called():
    text = DOCS.read_text(encoding="utf-8")
    assert "none of these services was called" in text
    assert all(f"`{name}`" in text for record in DATA_SETS for name in record.service.keys)
