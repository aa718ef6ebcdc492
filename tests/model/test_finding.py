"""A finding carries its own date, sources and reason."""

import pandas as pd
import pytest

from clusterlab.model.finding import Finding, finding
from clusterlab.model.reason import Reason
from clusterlab.model.said import said

TOYS = pd.DataFrame({"toys": [3, 4], "source_id": ["s1", "s2"], "as_of": ["2023", "2024"]})


@finding("toys.counted")
def counted(toys):
    if not len(toys):
        return Reason("no_toys")
    return Finding(data=toys, unit="count", said=[said("toys", count=toys["toys"].sum())])


@finding("toys.halved")
def halved(whole):
    return Finding(data=whole.data["toys"] / 2, sources=whole.sources, as_of=whole.as_of)


def test_date_and_sources_come_from_the_rows() -> None:
    found = counted(TOYS)
    assert (found.id, found.sources, found.as_of) == ("toys.counted", ("s1", "s2"), "2024")
    assert found.said == (said("toys", count=7),)
    assert found


def test_what_rests_on_something_missing_is_missing_for_the_same_reason() -> None:
    missing = halved(counted(TOYS.iloc[:0]))
    assert (missing.id, missing.reason) == ("toys.halved", Reason("no_toys"))
    assert not missing


def test_the_year_of_a_table_is_its_date() -> None:
    table = pd.DataFrame({"x": [1.0]})
    table.attrs = {"year": 2022, "source_ids": ["s9"]}
    found = Finding(id="a", data=table)
    assert (found.as_of, found.sources) == ("2022", ("s9",))


def test_a_finding_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        counted(TOYS).unit = "m"
