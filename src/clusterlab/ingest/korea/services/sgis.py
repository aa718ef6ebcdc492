"""SGIS, the statistics office's maps: establishments by district, and outlines of dongs."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ...services.answer import member, read_answer, rows_of
from ...services.failure import ServiceFailure
from ...services.records import (
    Cut,
    DataSet,
    Made,
    Page,
    Parameter,
    Request,
    Service,
    Token,
    left_out,
)
from .land import dongs
from .sectors import SECTION_NAMES

MISSING = frozenset({"", "N/A", "-", "null"})
LEVELS = {2: "sido", 5: "sigungu"}
NOISE = "small cells are rounded at random by the office: a base of 1 or 2 shows as 0 or 3"


def read(body: bytes) -> Page:
    """Take an answer apart.

    Parameters
    ----------
    body : bytes
        JSON: a list under ``result``, or a collection of features.

    Returns
    -------
    Page
        Code ``errCd``. The service says no total: all comes in one answer.
    """
    tree = read_answer(body)
    code = member(tree, "errCd")
    if code is None:
        raise ServiceFailure("unreadable", "the answer is not in the form of SGIS")
    message = str(member(tree, "errMsg") or "")
    features = member(tree, "features")
    if isinstance(features, list):
        return Page(str(code), message, tuple(_flat(feature) for feature in rows_of(features)))
    result = member(tree, "result")
    return Page(str(code), message, rows_of(result) if isinstance(result, list) else ())


def _flat(feature: dict[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    flat = dict(properties) if isinstance(properties, dict) else {}
    return flat | {"geometry": feature.get("geometry")}


def read_token(body: bytes) -> tuple[Page, str, float]:
    """Take the answer to the keys apart.

    Returns
    -------
    page : Page
        Its code.
    token : str
        Empty where there is none.
    ends : float
        Until when it holds [s since 1970]; the service says it in milliseconds.
    """
    tree = read_answer(body)
    ends = float(str(member(tree, "result", "accessTimeout") or "0"))
    token = str(member(tree, "result", "accessToken") or "")
    return read(body), token, ends / 1000 if ends > 1e11 else ends


def plan(given: Mapping[str, str]) -> list[Request]:
    """Lay out one request an industry.

    Returns
    -------
    list of dict
        The whole first, then the classes in the order given.
    """
    shared = {"year": given["year"], "low_search": "1"}
    shared |= {"adm_cd": given["area"]} if "area" in given else {}
    classes = [part.strip() for part in given["classes"].split(",")]
    return [shared] + [shared | {"class_code": name} for name in classes]


def industries(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make industries of the counts of districts.

    Returns
    -------
    Made
        One row a region and class. ``N/A`` is missing, not 0.
    """
    codes = frame["행정구역코드"]
    level = codes.map(lambda code: LEVELS.get(len(code), ""))
    clean = frame[["사업체수", "종사자수"]].apply(
        lambda cells: cells.str.replace(",", "").where(~cells.isin(MISSING), "")
    )
    kept = (level != "") & (clean != "").any(axis=1)
    industry = frame["산업분류"].where(frame["산업분류"] != "", "ALL")
    names = frame["행정구역명"].str.split()
    made = pd.DataFrame(
        {
            "region_code": codes,
            "region": frame["행정구역명"],
            "level": level,
            "parent": [
                words[0] if wide == "sigungu" and len(words) > 1 else ""
                for words, wide in zip(names, level, strict=True)
            ],
            "industry": industry,
            "industry_name": [
                "전체 산업" if code == "ALL" else SECTION_NAMES.get(code, code) for code in industry
            ],
            "year": frame["기준연도"],
            "establishments": clean["사업체수"],
            "employees": clean["종사자수"],
            "suppressed": "false",
            "source_id": cut.source_id,
            "note": NOISE,
        }
    )[kept]
    left = left_out(
        frame,
        ("no province or district", level == ""),
        ("without any value", ~kept),
    )
    return Made(made.reset_index(drop=True), left)


SGIS = Service(
    "sgis",
    "SGIS",
    "https://sgisapi.mods.go.kr/OpenAPI3",
    ("CLUSTERLAB_SGIS_KEY", "CLUSTERLAB_SGIS_SECRET"),
    "accessToken",
    "https://sgis.mods.go.kr/developer",
    read,
    token=Token(
        "auth/authentication.json",
        ("consumer_key", "consumer_secret"),
        frozenset({"-401"}),
        read_token,
    ),
    pause_s=0.2,
)
YEAR = Parameter("year", "year of the figures", "2023", pattern=r"\d{4}")
AREA = Parameter(
    "area",
    "code of the statistics office; its parts are given",
    "11",
    required=False,
    pattern=r"\d{2,8}",
)
INDUSTRIES = DataSet(
    name="sgis-industries",
    service=SGIS,
    title="통계청 통계지리정보서비스 사업체 통계",
    title_en="Establishments and workers by district and industry",
    publisher="통계청",
    licence="공공누리 제1유형(출처표시)",
    documentation="https://sgis.kostat.go.kr/developer/html/newOpenApi/api/dataApi/basics.html",
    path="stats/company.json",
    parameters=(
        YEAR,
        AREA,
        Parameter(
            "classes",
            "classes of KSIC 10",
            "C,J,M",
            required=False,
            pattern=r"[A-U]\d*(\s*,\s*[A-U]\d*)*",
            default=",".join(SECTION_NAMES),
        ),
    ),
    fields=(
        ("adm_cd", "행정구역코드"),
        ("adm_nm", "행정구역명"),
        ("corp_cnt", "사업체수"),
        ("tot_worker", "종사자수"),
        ("class_code", "산업분류"),
        ("year", "기준연도"),
    ),
    needed=("행정구역코드", "사업체수"),
    table="industries",
    make=industries,
    plan=plan,
    smallest=(("year", "2022"), ("area", "11")),
    carry=("class_code", "year"),
)
BOUNDARIES = DataSet(
    name="sgis-boundaries",
    service=SGIS,
    title="통계청 통계지리정보서비스 행정구역 경계",
    title_en="Outlines of administrative dongs",
    publisher="통계청",
    licence="공공누리 제1유형(출처표시)",
    documentation="https://sgis.kostat.go.kr/developer/html/newOpenApi/api/dataApi/addressBoundary.html",
    path="boundary/hadmarea.geojson",
    parameters=(
        YEAR,
        Parameter("area", "code of a district", "11160", sent_as="adm_cd", pattern=r"\d{2,8}"),
    ),
    fields=(
        ("adm_cd", "행정구역코드"),
        ("adm_nm", "행정구역명"),
        ("addr_en", "읍면동영문명"),
        ("geometry", "geometry"),
    ),
    needed=("행정구역코드", "행정구역명", "geometry"),
    table="dongs",
    make=dongs,
    fixed=(("low_search", "1"),),
    crs=5179,
)
