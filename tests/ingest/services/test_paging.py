"""Paging: as many rows as reported, or a failure that gives both numbers."""

import pytest

from clusterlab.ingest.korea.services.kicox import FACTORIES
from clusterlab.ingest.korea.services.kosis import INDUSTRIES
from clusterlab.ingest.korea.services.semas import STORES
from clusterlab.ingest.korea.services.seoul import STATIONS
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.paging import gather, one_page
from clusterlab.ingest.services.records import Page


def source(count, *, total=None, cap=10**9, stuck=False):
    """Speak as a service that pages; with `stuck` it gives the first page again and again."""
    asked = []

    def ask(path, request):
        asked.append((path, request))
        size = min(int(request["numOfRows"]), cap)
        first = 0 if stuck else (int(request["pageNo"]) - 1) * size
        rows = tuple({"n": number} for number in range(count)[first : first + size])
        return Page("00", "", rows, count if total is None else total)

    return ask, asked


def test_twelve_thousand_of_twelve_thousand():
    ask, asked = source(12_000)
    gathered = gather(ask, STORES, {"key": "11"})
    assert [row["n"] for row in gathered.rows] == list(range(12_000))
    assert [request["pageNo"] for _, request in asked] == [str(n) for n in range(1, 13)]
    assert {request["key"] for _, request in asked} == {"11"}


def test_ten_thousand_of_twelve_thousand_is_a_failure_or_said_to_be_partial():
    ask, asked = source(10_000, total=12_000)
    with pytest.raises(ServiceFailure, match=r"reports 12,000 rows, 10,000 came; nothing was wri"):
        gather(ask, STORES, {})
    assert len(asked) == 11
    gathered = gather(ask, STORES, {}, partial=True)
    assert (len(gathered.rows), gathered.total) == (10_000, 12_000)


def test_a_server_that_gives_smaller_pages_is_read_to_the_end():
    ask, asked = source(250, cap=30)
    assert len(gather(ask, FACTORIES, {}).rows) == 250
    assert len(asked) == 9


def test_a_server_that_does_not_turn_the_page_is_a_failure_not_a_loop():
    ask, asked = source(5000, stuck=True)
    with pytest.raises(ServiceFailure, match="reports 5,000 rows, 1,000 came"):
        gather(ask, STORES, {})
    assert len(asked) == 2


def test_more_rows_than_reported_is_a_failure():
    ask, _ = source(900, total=800)
    with pytest.raises(ServiceFailure, match="reports 800 rows, 900 came"):
        gather(ask, STORES, {})


def test_a_total_that_changes_meanwhile_is_a_failure():
    def ask(path, request):
        page = int(request["pageNo"])
        return Page("00", "", tuple({"n": (page, n)} for n in range(1000)), 2999 + page)

    with pytest.raises(ServiceFailure, match="3,001 rows on page 2, 3,000 on page 1"):
        gather(ask, STORES, {})


def test_no_rows_is_one_request():
    ask, asked = source(0)
    assert gather(ask, STORES, {}).total == 0
    assert len(asked) == 1


def test_ranges_stand_in_the_path_and_the_place_of_the_key_stays():
    asked = []

    def ask(path, request):
        asked.append((path, request))
        first = int(path.split("/")[3])
        rows = tuple({"n": n} for n in range(first, min(first + 1000, 1785)))
        return Page("INFO-000", "", rows, 1784)

    assert len(gather(ask, STATIONS, {}).rows) == 1784
    assert asked == [
        ("{key}/json/subwayStationMaster/1/1000/", {}),
        ("{key}/json/subwayStationMaster/1001/2000/", {}),
    ]


def test_without_pages_all_comes_at_once():
    page = Page("0", "", ({"a": 1}, {"a": 2}))
    assert gather(lambda path, request: page, INDUSTRIES, {"tblId": "T"}).total == 2


def test_one_page_asks_once():
    ask, asked = source(5000)
    assert one_page(ask, STORES, {}).total == 5000
    assert len(asked) == 1


def test_an_endless_list_is_cut_off(monkeypatch):
    monkeypatch.setattr("clusterlab.ingest.services.paging.MOST_PAGES", 3)
    ask, _ = source(10**6)
    with pytest.raises(ServiceFailure, match="more than 3 pages"):
        gather(ask, STORES, {})
