"""The registry is sound in itself: its keys, links and descriptions lead somewhere."""

import pytest

from clusterlab.load.columns import Table
from clusterlab.load.tables import TABLES, table
from clusterlab.load.words import words


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.name)
def test_keys_and_links_lead_to_columns(record: Table) -> None:
    assert len(set(record.names)) == len(record.names)
    assert set(record.key) | set(record.any_of) <= set(record.names)
    for link in record.foreign_keys:
        assert link.column in record.names
        assert link.target in table(link.table).names
    # Flows have the source of their fund, readings that of the figure they point to.
    assert ("source_id" in record.names) or record.name in {"cash_flows", "readings"}


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.name)
def test_a_number_has_a_unit(record: Table) -> None:
    bare = {
        column.name
        for column in record.columns
        if column.kind in {"number", "integer", "longitude", "latitude"} and not column.unit
    }
    # These have their unit in a column beside them.
    beside = {
        "facts": {"value"},
        "instruments": {"promise_value", "least_change"},
        "appraisal_terms": {"low", "mode", "high"},
    }
    assert bare <= beside.get(record.name, set())


def test_columns_end_in_their_unit() -> None:
    for record in TABLES:
        for column in record.columns:
            if column.name.endswith("_m2") and column.name != "price_m2":
                assert column.unit == "m2", column.name
            if column.name.endswith("_pct"):
                assert column.unit == "%", column.name


def test_no_description_is_left_over() -> None:
    known = {("*", column.name) for record in TABLES for column in record.columns}
    known |= {(record.name, column.name) for record in TABLES for column in record.columns}
    assert set(words()) <= known | {(record.name, "") for record in TABLES}


def test_an_unknown_table_is_named_with_the_list() -> None:
    with pytest.raises(KeyError, match=r"no table 'firm'\. The tables are districts, "):
        table("firm")
