"""The records of the registry say in words what they hold."""

import pytest

from clusterlab.load.columns import Column, Table


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (Column("a"), "text"),
        (Column("a", "number", minimum=0), "a number of 0 or more"),
        (Column("a", "number", minimum=0, maximum=100), "a number from 0 to 100"),
        (Column("a", "integer"), "a whole number"),
        (Column("a", choices=("x", "y")), "one of x, y"),
        (Column("a", "day"), "a day as 2024-06-30"),
    ],
)
def test_expected(column: Column, words: str) -> None:
    assert column.expected == words


def test_paths_points_and_columns_of_a_table() -> None:
    table = Table("stops", (Column("lon", "longitude"), Column("lat", "latitude")))
    assert table.path == "stops.csv"
    assert table.has_points
    assert table.column("lat").kind == "latitude"
    with pytest.raises(KeyError, match="stops has no column 'x'"):
        table.column("x")
    assert Table("s", (), format="descriptor").path == "datapackage.json"
    assert not Table("area", (Column("id"),), format="geojson").has_points
