"""The tables of a policy: each reading and event belongs to an instrument."""

from clusterlab.load.policy_tables import POLICY_TABLES
from clusterlab.load.tables import TABLES


def test_readings_and_milestones_point_to_an_instrument() -> None:
    named = {record.name: record for record in POLICY_TABLES}
    for name in ("readings", "milestones"):
        links = {(link.column, link.table) for link in named[name].foreign_keys}
        assert ("instrument_id", "instruments") in links


def test_both_languages_stand_side_by_side() -> None:
    for record in POLICY_TABLES:
        for column in record.names:
            if column.endswith("_ko"):
                other = record.column(column.removesuffix("_ko") + "_en")
                assert other.required == record.column(column).required


def test_they_are_part_of_the_registry() -> None:
    assert set(POLICY_TABLES) <= set(TABLES)
