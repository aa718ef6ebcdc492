"""Universities and colleges of the country, from the standard data of their council."""

import hashlib

import pandas as pd

from ...services.records import Cut, DataSet, Made, Paging, Parameter, left_out
from .data_go_kr import STANDARD

CAMPUSES = ("대학", "전문대학")
"""The rest of the list are graduate schools, which lie on the campus of their university."""


def universities(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make campuses; the list gives addresses, neither points nor students.

    Returns
    -------
    Made
        Universities and colleges; graduate schools are left out, as they would be counted twice.
    """
    is_campus = frame["대학구분명"].isin(CAMPUSES)
    named = frame["학교명"] != ""
    kept = frame[is_campus & named]
    said = kept["학교명"] + "|" + kept["본분교구분명"] + "|" + kept["소재지도로명주소"]
    made = pd.DataFrame(
        {
            "campus_id": said.map(
                lambda text: f"univ-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
            ),
            "name_ko": kept["학교명"],
            "name_en": kept["학교영문명"],
            "status": "present",
            "location_basis": "none",
            "confidence": "A",
            "source_id": cut.source_id,
            "note": kept["본분교구분명"] + "; " + kept["소재지도로명주소"],
        }
    )
    return Made(made, left_out(frame, ("graduate schools", ~is_campus), ("without a name", ~named)))


UNIVERSITIES = DataSet(
    name="universities",
    service=STANDARD,
    title="전국대학및전문대학정보표준데이터",
    title_en="Universities and colleges of the country",
    publisher="한국대학교육협의회",
    licence="이용허락범위 제한 없음",
    documentation="https://www.data.go.kr/data/15107736/standard.do",
    path="openapi/tn_pubr_public_univ_info_api",
    parameters=(
        Parameter("sido", "name of the province", "대전광역시", required=False, sent_as="CTPV_NM"),
    ),
    fields=(
        ("SCHL_NM", "학교명"),
        ("SCHL_ENG_NM", "학교영문명"),
        ("MAINBRANCH_NM", "본분교구분명"),
        ("UNIV_SE_NM", "대학구분명"),
        ("SCHL_SE_NM", "학교구분명"),
        ("FNDN_FORM_SE_NM", "설립형태구분명"),
        ("CTPV_CD", "시도코드"),
        ("CTPV_NM", "시도명"),
        ("LCTN_ROAD_NM_ADDR", "소재지도로명주소"),
        ("LCTN_LOTNO_ADDR", "소재지지번주소"),
        ("FNDN_YMD", "설립일자"),
        ("CRTR_YR", "기준연도"),
        ("CRTR_YMD", "데이터기준일자"),
    ),
    needed=("학교명", "대학구분명"),
    table="universities",
    make=universities,
    fixed=(("type", "json"),),
    paging=Paging("numbered", "pageNo", "numOfRows", 100),
)
