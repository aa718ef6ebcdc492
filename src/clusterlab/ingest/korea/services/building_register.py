"""Titles of the building register, by legal dong."""

from collections.abc import Mapping

import pandas as pd

from ...services.records import Cut, DataSet, Made, Paging, Parameter, Request, left_out
from .data_go_kr import PORTAL
from .kicox import count, day

USES = (
    ("공장", "factory"),
    ("연구", "research"),
    ("업무", "office"),
    ("오피스텔", "office_or_officetel"),
    ("근린생활", "neighbourhood"),
    ("판매", "retail"),
    ("주택", "housing"),
    ("창고", "warehouse"),
    ("교육", "school"),
    ("의료", "medical"),
    ("숙박", "lodging"),
    ("노유자", "welfare"),
)


def plan(given: Mapping[str, str]) -> list[Request]:
    """Split the code of a legal dong into the two that the register asks for.

    Returns
    -------
    list of dict
        One request.
    """
    request = {"sigunguCd": given["dong"][:5], "bjdongCd": given["dong"][5:]}
    lot = {"bun": given["lot"].zfill(4)} if "lot" in given else {}
    return [request | lot]


def use_class(main_use: str) -> str:
    """Sort the main use of a building.

    Returns
    -------
    str
        The first class whose word is part of the use, else ``utility_other``.

    Examples
    --------
    >>> use_class("제2종근린생활시설"), use_class("교육연구시설"), use_class("발전시설")
    ('neighbourhood', 'research', 'utility_other')
    """
    return next((name for word, name in USES if word in main_use), "utility_other")


def area(text: str) -> str:
    """Write an area; the register says 0 where it has none.

    Returns
    -------
    str
        Empty where it is none.

    Examples
    --------
    >>> area("1234.50"), area("0"), area("")
    ('1234.5', '', '')
    """
    value = pd.to_numeric(text, errors="coerce")
    return f"{value:.10g}" if value > 0 else ""


def buildings(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make buildings of titles; the register gives lots and addresses, no points.

    Returns
    -------
    Made
        One row a title. ``parcel_id`` is the 19-digit number of the lot. Annexes (부속건축물) are
        not counted, as their floors belong to a main building's site.
    """
    whole = (frame["관리건축물대장PK"] != "") & (frame["주용도코드명"] != "")
    kept = frame[whole]
    # The register writes plain lots as 0 and forest lots as 1, the lot number as 1 and 2.
    ground = kept["대지구분코드"].map({"0": "1", "1": "2"}).fillna("1")
    lot = kept["번"].str.zfill(4) + kept["지"].str.zfill(4)
    made = pd.DataFrame(
        {
            "building_id": "bldg-" + kept["관리건축물대장PK"],
            "parcel_id": kept["시군구코드"] + kept["법정동코드"] + ground + lot,
            "name": kept["건물명"],
            "main_use": kept["주용도코드명"],
            "use_class": kept["주용도코드명"].map(use_class),
            "floor_area_m2": kept["연면적"].map(area),
            "far_floor_area_m2": kept["용적률산정연면적"].map(area),
            "footprint_m2": kept["건축면적"].map(area),
            "floors_above": kept["지상층수"].map(count),
            "floors_below": kept["지하층수"].map(count),
            "approved": kept["사용승인일"].map(day).str[:4],
            "counted": (kept["주부속구분코드"] != "1").map({True: "true", False: "false"}),
            "location_basis": "none",
            "source_id": cut.source_id,
            "note": kept["도로명대지위치"].where(kept["도로명대지위치"] != "", kept["대지위치"]),
        }
    )
    return Made(made, left_out(frame, ("without a number or a use", ~whole)))


BUILDINGS = DataSet(
    name="buildings",
    service=PORTAL,
    title="국토교통부 건축HUB 건축물대장 표제부",
    title_en="Titles of the building register",
    publisher="국토교통부",
    licence="이용허락범위 제한 없음",
    documentation="https://www.data.go.kr/data/15134735/openapi.do",
    path="1613000/BldRgstHubService/getBrTitleInfo",
    parameters=(
        Parameter("dong", "code of a legal dong, 10 digits", "1150010500", pattern=r"\d{10}"),
        Parameter("lot", "main number of a lot", "784", required=False, pattern=r"\d{1,4}"),
    ),
    fields=(
        ("mgmBldrgstPk", "관리건축물대장PK"),
        ("sigunguCd", "시군구코드"),
        ("bjdongCd", "법정동코드"),
        ("platGbCd", "대지구분코드"),
        ("bun", "번"),
        ("ji", "지"),
        ("platPlc", "대지위치"),
        ("newPlatPlc", "도로명대지위치"),
        ("bldNm", "건물명"),
        ("dongNm", "동명칭"),
        ("mainAtchGbCd", "주부속구분코드"),
        ("mainPurpsCdNm", "주용도코드명"),
        ("etcPurps", "기타용도"),
        ("platArea", "대지면적"),
        ("archArea", "건축면적"),
        ("totArea", "연면적"),
        ("vlRatEstmTotArea", "용적률산정연면적"),
        ("bcRat", "건폐율"),
        ("vlRat", "용적률"),
        ("grndFlrCnt", "지상층수"),
        ("ugrndFlrCnt", "지하층수"),
        ("useAprDay", "사용승인일"),
    ),
    needed=("관리건축물대장PK", "주용도코드명", "연면적"),
    table="buildings",
    make=buildings,
    fixed=(("_type", "json"),),
    paging=Paging("numbered", "pageNo", "numOfRows", 100),
    identity=("관리건축물대장PK",),
    plan=plan,
)
