"""Juso, the ministry's register of addresses: addresses by a text, and the point of an address."""

import pandas as pd

from ...services.answer import member, read_answer, rows_of, whole_number
from ...services.failure import ServiceFailure
from ...services.records import DataSet, Page, Paging, Parameter, Row, Service
from ...services.tidy import to_degrees

UTM_K = 5179


def read(body: bytes) -> Page:
    """Take an answer apart.

    Parameters
    ----------
    body : bytes
        JSON, or XML in the same form.

    Returns
    -------
    Page
        Code ``errorCode``.
    """
    results = member(read_answer(body), "results")
    code = member(results, "common", "errorCode")
    if code is None:
        raise ServiceFailure("unreadable", "the answer is not in the form of Juso")
    message = str(member(results, "common", "errorMessage") or "")
    total = whole_number(member(results, "common", "totalCount"))
    return Page(str(code), message, rows_of(member(results, "juso")), total)


def in_degrees(row: Row) -> Row:
    """Add longitude and latitude to a row that has metres.

    Returns
    -------
    dict
        A copy.
    """
    lon, lat = to_degrees(str(row.get("entX", "")), str(row.get("entY", "")), crs=UTM_K)
    return row | {"lon": lon, "lat": lat}


def points(frame: pd.DataFrame) -> pd.DataFrame:
    """Take the points of addresses.

    Parameters
    ----------
    frame : DataFrame
        Rows of juso-points.

    Returns
    -------
    DataFrame
        Columns lon and lat [degree], only rows that have both.
    """
    placed = frame[(frame["경도"] != "") & (frame["위도"] != "")]
    return pd.DataFrame({"lon": placed["경도"].astype(float), "lat": placed["위도"].astype(float)})


def _juso(variable: str) -> Service:
    return Service(
        "juso",
        "Juso",
        "https://business.juso.go.kr/addrlink",
        (variable,),
        "confmKey",
        "https://business.juso.go.kr",
        read,
    )


_ADDRESS = (
    ("admCd", "행정구역코드"),
    ("rnMgtSn", "도로명코드"),
    ("udrtYn", "지하여부"),
    ("buldMnnm", "건물본번"),
    ("buldSlno", "건물부번"),
)
ADDRESSES = DataSet(
    name="juso-addresses",
    service=_juso("CLUSTERLAB_JUSO_KEY"),
    title="행정안전부 도로명주소 검색",
    title_en="Addresses found by a text",
    publisher="행정안전부",
    licence="공공누리 제1유형(출처표시)",
    documentation="https://business.juso.go.kr/addrlink/openApi/searchApi.do",
    path="addrLinkApi.do",
    parameters=(
        Parameter(
            "keyword", "a road and a number, a lot, or the name of a building", "마곡중앙10로 30"
        ),
    ),
    fields=(
        ("roadAddr", "도로명주소"),
        ("roadAddrPart1", "도로명주소(참고항목제외)"),
        ("jibunAddr", "지번주소"),
        ("engAddr", "영문주소"),
        ("zipNo", "우편번호"),
        ("bdMgtSn", "건물관리번호"),
        ("bdNm", "건물명"),
        ("siNm", "시도명"),
        ("sggNm", "시군구명"),
        ("emdNm", "읍면동명"),
        *_ADDRESS,
    ),
    needed=("도로명주소", "행정구역코드"),
    fixed=(("resultType", "json"),),
    paging=Paging("numbered", "currentPage", "countPerPage", 100),
    identity=("건물관리번호", "도로명주소"),
)
POINTS = DataSet(
    name="juso-points",
    service=_juso("CLUSTERLAB_JUSO_COORD_KEY"),
    title="행정안전부 도로명주소 좌표",
    title_en="The point of an address",
    publisher="행정안전부",
    licence="공공누리 제1유형(출처표시)",
    documentation="https://business.juso.go.kr/addrlink/openApi/searchApi.do",
    path="addrCoordApi.do",
    parameters=(
        Parameter(
            "area",
            "행정구역코드 of juso-addresses",
            "1150010500",
            sent_as="admCd",
            pattern=r"\d{10}",
        ),
        Parameter("road", "도로명코드", "115004145000", sent_as="rnMgtSn", pattern=r"\d{12}"),
        Parameter(
            "underground",
            "0 above, 1 under",
            "0",
            required=False,
            sent_as="udrtYn",
            pattern=r"[01]",
            default="0",
        ),
        Parameter("number", "건물본번", "30", sent_as="buldMnnm", pattern=r"\d{1,5}"),
        Parameter(
            "sub",
            "건물부번",
            "0",
            required=False,
            sent_as="buldSlno",
            pattern=r"\d{1,5}",
            default="0",
        ),
    ),
    fields=(
        *_ADDRESS,
        ("bdMgtSn", "건물관리번호"),
        ("bdNm", "건물명"),
        ("lon", "경도"),
        ("lat", "위도"),
    ),
    needed=("도로명코드", "경도"),
    fixed=(("resultType", "json"),),
    spread=in_degrees,
)
