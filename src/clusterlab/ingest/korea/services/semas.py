"""Register of stores of the Small Enterprise and Market Service, by province, district or dong."""

from collections.abc import Mapping

import pandas as pd

from ...services.records import Cut, DataSet, Made, Paging, Parameter, Request, left_out
from ..ksic import sector_of
from .data_go_kr import PORTAL
from .sectors import industry_code

DIVISIONS = {2: "ctprvnCd", 5: "signguCd", 8: "adongCd", 10: "adongCd"}
POINT_M = 50
"""How far a store may be from the point of its building [m]: set by this project."""


def plan(given: Mapping[str, str]) -> list[Request]:
    """Name the kind of area by the length of its code.

    Returns
    -------
    list of dict
        One request.
    """
    area = given["area"]
    request = {"divId": DIVISIONS[len(area)], "key": area}
    return [request | ({"indsLclsCd": given["class"]} if "class" in given else {})]


def firms(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make firms of stores.

    Returns
    -------
    Made
        One row a store; rows without a number or a name are left out.
    """
    whole = (frame["상가업소번호"] != "") & (frame["상호명"] != "")
    named = frame[whole]
    code = named["표준산업분류코드"].map(industry_code)
    branch = named["지점명"].map(lambda text: f" {text}" if text else "")
    placed = (named["경도"] != "") & (named["위도"] != "")
    made = pd.DataFrame(
        {
            "firm_id": "semas-" + named["상가업소번호"],
            "name_ko": named["상호명"] + branch,
            "kind": "firm",
            "sector": code.map(sector_of),
            "industry": code,
            "industry_name": named["표준산업분류명"],
            "status": "present",
            "listing": "register",
            "address": named["도로명주소"].where(named["도로명주소"] != "", named["지번주소"]),
            "lon": named["경도"].where(placed, ""),
            "lat": named["위도"].where(placed, ""),
            "location_basis": placed.map({True: "register", False: "none"}),
            "uncertainty_m": placed.map({True: str(POINT_M), False: ""}),
            "confidence": "A",
            "source_id": cut.source_id,
        }
    )
    return Made(made, left_out(frame, ("without a number or a name", ~whole)))


STORES = DataSet(
    name="semas-stores",
    service=PORTAL,
    title="소상공인시장진흥공단 상가(상권)정보",
    title_en="Stores of the Small Enterprise and Market Service",
    publisher="소상공인시장진흥공단",
    licence="이용허락범위 제한 없음",
    documentation="https://www.data.go.kr/data/15012005/openapi.do",
    path="B553077/api/open/sdsc2/storeListInDong",
    parameters=(
        Parameter(
            "area",
            "code of a province (2 digits), a district (5) or an administrative dong (8 or 10)",
            "11500603",
            pattern=r"\d{2}|\d{5}|\d{8}|\d{10}",
        ),
        Parameter("class", "large class of shops", "I2", required=False, pattern=r"[A-Z]\d?"),
    ),
    fields=(
        ("bizesId", "상가업소번호"),
        ("bizesNm", "상호명"),
        ("brchNm", "지점명"),
        ("indsLclsCd", "상권업종대분류코드"),
        ("indsLclsNm", "상권업종대분류명"),
        ("indsMclsCd", "상권업종중분류코드"),
        ("indsMclsNm", "상권업종중분류명"),
        ("indsSclsCd", "상권업종소분류코드"),
        ("indsSclsNm", "상권업종소분류명"),
        ("ksicCd", "표준산업분류코드"),
        ("ksicNm", "표준산업분류명"),
        ("signguCd", "시군구코드"),
        ("signguNm", "시군구명"),
        ("adongCd", "행정동코드"),
        ("adongNm", "행정동명"),
        ("ldongCd", "법정동코드"),
        ("lnoCd", "지번코드"),
        ("lnoAdr", "지번주소"),
        ("rdnmAdr", "도로명주소"),
        ("bldMngNo", "건물관리번호"),
        ("bldNm", "건물명"),
        ("newZipcd", "신우편번호"),
        ("lon", "경도"),
        ("lat", "위도"),
    ),
    needed=("상가업소번호", "상호명", "표준산업분류코드", "경도", "위도"),
    table="firms",
    make=firms,
    fixed=(("type", "json"),),
    paging=Paging("numbered", "pageNo", "numOfRows", 1000),
    identity=("상가업소번호",),
    plan=plan,
)
