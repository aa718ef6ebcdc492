"""No layer without its source."""

import pandas as pd
import pytest

from clusterlab.draw.citations import Citations, Source
from clusterlab.load.own_table import NO_LICENCE, OWN_PUBLISHER


def test_sources_are_found_once_in_order(sources: pd.DataFrame) -> None:
    rows = pd.DataFrame({"source_id": ["press", "plan", "press"]})
    found = Citations(sources).used(rows, layer="x")
    assert [s.title for s in found] == ["Town paper", "Plan of the town"]
    assert found[1].line("en") == "Plan of the town (Town, 2024-05; KOGL type 1)"
    assert found[1].line("ko") == "Plan of the town (Town, 2024-05; 공공누리 제1유형)"


def test_the_id_may_be_called_name_or_be_the_index(sources: pd.DataFrame) -> None:
    renamed = sources.rename(columns={"source_id": "name"})
    indexed = sources.set_index("source_id")
    for table in (renamed, indexed):
        assert Citations(table).source("plan", layer="x").publisher == "Town"


@pytest.mark.parametrize("part", ["title", "publisher", "date", "licence"])
def test_a_source_without_a_part_stops_the_map(sources: pd.DataFrame, part: str) -> None:
    sources.loc[0, part] = " "
    with pytest.raises(ValueError, match=f"layer x cannot be published.*'plan' lacks {part}"):
        Citations(sources).source("plan", layer="x")


def test_unknown_and_absent_ids_are_refused(sources: pd.DataFrame) -> None:
    citations = Citations(sources)
    with pytest.raises(ValueError, match="names the source 'other', not in sources"):
        citations.source("other", layer="x")
    with pytest.raises(ValueError, match="x cannot be published: it has no column source_id"):
        citations.used(pd.DataFrame({"a": [1]}), layer="x")
    assert citations.used(None, layer="x") == []


def test_a_source_may_be_undated_and_keeps_a_licence_nobody_translated() -> None:
    source = Source("Plan", "Town", "undated", "by arrangement")
    assert source.line("ko") == "Plan (Town, 날짜 없음; by arrangement)"
    assert source.line("en") == "Plan (Town, undated; by arrangement)"


def test_a_readers_own_file_has_no_publisher_and_says_so_in_each_language() -> None:
    source = Source("works.csv", OWN_PUBLISHER, "undated", NO_LICENCE)
    assert source.line("en") == "works.csv (user's own table, undated; none stated)"
    assert source.line("ko").startswith("works.csv (이용자 자료, ")
