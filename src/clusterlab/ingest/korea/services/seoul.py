"""Seoul's open data: the stations of the city and their points."""

from typing import Any

import pandas as pd

from ...services.answer import member, read_answer, rows_of, whole_number
from ...services.failure import ServiceFailure
from ...services.records import Cut, DataSet, Made, Page, Paging, Service, left_out

STATION_M = 100
"""How far a platform may be from the point of its station [m]: set by this project."""


def read(body: bytes) -> Page:
    """Take an answer apart.

    Parameters
    ----------
    body : bytes
        JSON under the name of the data set; an error comes as JSON without it, or as XML.

    Returns
    -------
    Page
        Code ``CODE``, such as INFO-000.
    """
    tree = read_answer(body)
    inner = _result(tree)
    code = member(inner, "RESULT", "CODE") or member(inner, "CODE")
    if code is None:
        raise ServiceFailure("unreadable", "the answer is not in the form of data.seoul.go.kr")
    message = member(inner, "RESULT", "MESSAGE") or member(inner, "MESSAGE") or ""
    total = whole_number(member(inner, "list_total_count"))
    return Page(str(code), str(message), rows_of(member(inner, "row")), total)


def _result(tree: Any) -> Any:
    if not isinstance(tree, dict) or "RESULT" in tree:
        return tree.get("RESULT", tree) if isinstance(tree, dict) else tree
    return next((part for part in tree.values() if isinstance(part, dict)), None)


def transit(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make stops of stations, one a station and line.

    Returns
    -------
    Made
        Stations without a point are left out.
    """
    lon = pd.to_numeric(frame["경도"], errors="coerce")
    lat = pd.to_numeric(frame["위도"], errors="coerce")
    whole = (lon > 0) & (lat > 0) & (frame["역사명"] != "")
    kept = frame[whole]
    made = pd.DataFrame(
        {
            "stop_id": "seoul-" + kept["역사ID"],
            "name_ko": kept["역사명"],
            "line": kept["호선"].where(kept["호선"] != "", "not stated"),
            "mode": "metro",
            "lon": kept["경도"],
            "lat": kept["위도"],
            "uncertainty_m": str(STATION_M),
            "source_id": cut.source_id,
        }
    )
    return Made(made, left_out(frame, ("without a name or a point", ~whole)))


SEOUL = Service(
    "seoul",
    "data.seoul.go.kr",
    "http://openapi.seoul.go.kr:8088",
    ("CLUSTERLAB_SEOUL_KEY",),
    "",
    "https://data.seoul.go.kr",
    read,
)
STATIONS = DataSet(
    name="seoul-stations",
    service=SEOUL,
    title="서울시 역사마스터 정보",
    title_en="Stations of the capital area",
    publisher="서울교통공사",
    licence="공공누리 제1유형(출처표시)",
    documentation="https://data.seoul.go.kr/dataList/OA-21232/S/1/datasetView.do",
    path="{key}/json/subwayStationMaster/{first}/{last}/",
    parameters=(),
    fields=(
        ("BLDN_ID", "역사ID"),
        ("BLDN_NM", "역사명"),
        ("ROUTE", "호선"),
        ("LAT", "위도"),
        ("LOT", "경도"),
    ),
    needed=("역사ID", "역사명", "위도", "경도"),
    table="transit",
    make=transit,
    paging=Paging("ranged", "first", "last", 1000),
    identity=("역사ID", "호선"),
)
