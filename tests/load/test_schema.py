"""The registry's rules hold on typed frames, and other programs read the same rules."""

import frictionless
import pandas as pd
import pytest

from clusterlab.load.columns import Table
from clusterlab.load.schema import FRICTIONLESS_TYPES, failures, field, frame_schema
from clusterlab.load.sheet import empty_frame
from clusterlab.load.tables import TABLES, table


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.name)
def test_an_empty_table_keeps_its_schema(record: Table) -> None:
    frame = empty_frame(record)
    assert frame_schema(record).validate(frame).shape[0] == 0
    assert failures(frame, record).empty


def test_a_frame_that_breaks_a_rule_is_told_cell_by_cell() -> None:
    frame = pd.DataFrame(
        {
            "share_pct": [50.0, 101.0, -1.0, None],
            "category": pd.Series(["park", "parc", "park", "park"], dtype="str"),
        }
    )
    found = failures(frame, table("land_use"))
    told = sorted(found[["column", "failure_case", "index"]].itertuples(index=False, name=None))
    assert told == [("category", "parc", 1), ("share_pct", -1.0, 2), ("share_pct", 101.0, 1)]


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.name)
def test_fields_are_known_to_frictionless(record: Table) -> None:
    fields = [field(column, record, money_unit={}) for column in record.columns]
    schema = frictionless.Schema.from_descriptor({"fields": fields})
    assert schema.field_names == list(record.names)
    for column in record.columns:
        assert schema.get_field(column.name).type == FRICTIONLESS_TYPES[column.kind]
        assert schema.get_field(column.name).required == column.required


def test_the_date_pattern_takes_what_the_reader_takes() -> None:
    column = field(table("facts").column("as_of"), table("facts"), money_unit={})
    schema = frictionless.Schema.from_descriptor({"fields": [column]})
    checked = schema.get_field("as_of").create_cell_reader()
    for text, right in (("2024", True), ("2024-06", True), ("2024-06-30", True), ("2024/6", False)):
        _, notes = checked(text)
        assert (not notes) == right, text
