"""Making a table: its source named, its rows within the extent, its columns the registry's."""

import datetime as dt

import pytest

from clusterlab.ingest.services.cache import Copy
from clusterlab.ingest.services.declared import data_set_named
from clusterlab.ingest.services.fetch import Fetched, checked
from clusterlab.ingest.services.made import (
    OUTSIDE,
    filled,
    make_table,
    raw_frame,
    source,
    source_id,
)
from clusterlab.ingest.services.tidy import tidy

DAY = dt.date(2026, 11, 18)


@pytest.fixture
def fetched(stores):
    def make(count=3, *, name="semas-stores", total=None, rows=None, **parameters):
        data_set = data_set_named(name)
        given = checked(data_set, parameters or {"area": "11500603"})
        kept, unknown = tidy(stores(count) if rows is None else rows, data_set)
        copy = Copy(kept, len(kept) if total is None else total, DAY, unknown)
        return Fetched(data_set, given, copy, from_cache=False)

    return make


def test_a_source_says_publisher_date_licence_and_what_was_asked(fetched):
    assert source(fetched()) == {
        "name": "semas-stores-11500603",
        "title": "소상공인시장진흥공단 상가(상권)정보 (area 11500603)",
        "path": "https://www.data.go.kr/data/15012005/openapi.do",
        "publisher": "소상공인시장진흥공단",
        "date": "2026-11-18",
        "licence": "이용허락범위 제한 없음",
        "kind": "public data service",
    }


def test_a_partial_fetch_says_so_in_its_source(fetched):
    title = source(fetched(total=12_000))["title"]
    assert title.endswith("; partial: 3 of 12,000 rows")


def test_names_of_sources_are_short_and_tell_requests_apart():
    kosis = data_set_named("kosis-industries")
    given = checked(kosis, {"years": "2022-2024"})
    assert source_id(kosis, given) == "kosis-industries-2022-2024"
    long = checked(kosis, {"years": "2024", "regions": "+".join(["11160"] * 40)})
    other = checked(kosis, {"years": "2024", "regions": "+".join(["11170"] * 40)})
    assert len(source_id(kosis, long)) < 80
    assert source_id(kosis, long) != source_id(kosis, other)


def test_rows_outside_the_extent_are_left_out_and_named(fetched):
    made = make_table(fetched(20), extent=(126.8195, 37.5, 126.8225, 37.6))
    assert made.reasons == {OUTSIDE: 14}
    assert set(made.frame["lon"]) == {"126.82", "126.821", "126.822"}
    assert list(made.left_out.index) == [n for n in range(20) if n % 10 > 2]


def test_no_row_left_is_told_with_the_reasons(fetched):
    with pytest.raises(ValueError, match=f"of 3 rows none is left for firms.csv: 3 {OUTSIDE}"):
        make_table(fetched(), extent=(120.0, 30.0, 121.0, 31.0))


def test_columns_are_those_of_the_registry_in_its_order(fetched):
    frame = make_table(fetched()).frame
    assert list(frame)[:5] == ["firm_id", "name_ko", "kind", "sector", "industry"]
    assert list(frame)[-2:] == ["confidence", "source_id"]
    assert frame.map(lambda cell: isinstance(cell, str)).all(axis=None)


def test_another_table_or_none(fetched):
    with pytest.raises(ValueError, match="semas-stores fills the table firms, not funds"):
        make_table(fetched(), wanted="funds")
    with pytest.raises(ValueError, match="juso-addresses fills no table"):
        filled(data_set_named("juso-addresses"))


def test_raw_rows_keep_their_korean_headings_and_order(fetched):
    frame = raw_frame(fetched(3))
    assert list(frame)[:2] == ["상가업소번호", "상호명"]
    assert list(frame["상호명"]) == ["가게 0", "가게 1", "가게 2"]
