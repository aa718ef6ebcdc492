"""The one table: each data set is complete, and what it keeps names nobody."""

import pytest

from clusterlab.ingest.korea.services.codes import codes
from clusterlab.ingest.services.declared import DATA_SETS, data_set_named
from clusterlab.ingest.services.fetch import checked, requests
from clusterlab.ingest.services.probe import smallest
from clusterlab.load.descriptor import TABLES
from clusterlab.load.personal import names_a_person

TABLE_NAMES = {record.name for record in TABLES}


@pytest.mark.parametrize("record", DATA_SETS, ids=lambda record: record.name)
def test_each_data_set_is_complete(record):
    for text in (record.title, record.title_en, record.publisher, record.licence, record.path):
        assert text.strip()
    assert record.documentation.startswith("https://")
    assert record.service.base_url.startswith(("https://", "http://openapi.seoul.go.kr"))
    assert all(name.startswith("CLUSTERLAB_") for name in record.service.keys)
    assert set(record.needed) <= set(record.headings)
    assert set(record.identity) <= set(record.headings)
    assert len(set(record.headings)) == len(record.headings)
    assert (record.table in TABLE_NAMES and record.make) or (not record.table and not record.make)
    table = record.service.codes or record.service.name
    assert any(name == table and told.verdict == "ok" for (name, _), told in codes().items())


@pytest.mark.parametrize("record", DATA_SETS, ids=lambda record: record.name)
def test_nothing_that_is_kept_names_a_person(record):
    assert not [name for pair in record.fields for name in pair if names_a_person(name)]
    assert (
        not {"rprsntvNm", "cmpnyTelno", "ceo_nm", "phn_no", "bizr_no"} & dict(record.fields).keys()
    )


@pytest.mark.parametrize("record", DATA_SETS, ids=lambda record: record.name)
def test_examples_and_the_smallest_request_keep_the_rules(record):
    examples = {each.name: each.example for each in record.parameters}
    assert checked(record, examples) == examples
    assert requests(record, checked(record, smallest(record)))


def test_names_are_unique_and_a_wrong_one_is_answered_with_the_nearest():
    assert len({record.name for record in DATA_SETS}) == len(DATA_SETS) == 19
    assert data_set_named("seoul-stations").table == "transit"
    with pytest.raises(ValueError, match=r'"kosis-industry" \(did you mean "kosis-industries"'):
        data_set_named("kosis-industry")
