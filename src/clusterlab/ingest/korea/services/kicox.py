"""Register of factories of the Korea Industrial Complex Corporation, by industrial complex."""

import pandas as pd

from ...services.records import Cut, DataSet, Made, Paging, Parameter, left_out
from ..ksic import sector_of
from .data_go_kr import PORTAL
from .sectors import industry_code


def day(text: str) -> str:
    """Write a day as the tables do.

    Parameters
    ----------
    text : str
        Such as ``19941109`` or ``1994-11-09``.

    Returns
    -------
    str
        Such as ``1994-11-09``; empty where it is no day.

    Examples
    --------
    >>> day("19941109"), day("1994.11.09"), day("0")
    ('1994-11-09', '1994-11-09', '')
    """
    digits = "".join(sign for sign in text if sign.isdigit())
    try:
        return pd.to_datetime(digits, format="%Y%m%d").date().isoformat() if digits else ""
    except ValueError:
        return ""


def count(text: str) -> str:
    """Write a count without separators.

    Returns
    -------
    str
        Empty where it is none; a zero stays a zero.

    Examples
    --------
    >>> count("1,234"), count("-"), count("0")
    ('1234', '', '0')
    """
    plain = text.replace(",", "")
    return plain if plain.isdigit() else ""


def firms(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make firms of factories; the register gives an address and no point.

    Returns
    -------
    Made
        One row a factory.
    """
    whole = (frame["공장관리번호"] != "") & (frame["회사명"] != "")
    named = frame[whole]
    first = named["대표업종코드"].where(named["대표업종코드"] != "", named["업종코드"])
    code = first.map(industry_code)
    since = named["최초등록일"].map(day)
    made = pd.DataFrame(
        {
            "firm_id": "kicox-" + named["공장관리번호"],
            "name_ko": named["회사명"],
            "kind": "firm",
            "sector": code.map(sector_of),
            "industry": code,
            "industry_name": named["업종명"],
            "employees": named["종업원수"].map(count),
            "since": since,
            "since_basis": since.map(lambda text: "first registration" if text else ""),
            "status": "present",
            "listing": "register",
            "address": named["공장주소"],
            "location_basis": "none",
            "confidence": "A",
            "source_id": cut.source_id,
        }
    )
    return Made(made, left_out(frame, ("without a number or a name", ~whole)))


FACTORIES = DataSet(
    name="kicox-factories",
    service=PORTAL,
    title="한국산업단지공단 공장등록생산정보",
    title_en="Factories registered in an industrial complex",
    publisher="한국산업단지공단",
    licence="이용허락범위 제한 없음",
    documentation="https://www.data.go.kr/data/15087611/openapi.do",
    path="B550624/fctryRegistInfo/getFctryListInIrsttService_v2",
    parameters=(
        Parameter(
            "complex", "name of the industrial complex", "구미국가산업단지", sent_as="irsttNm"
        ),
    ),
    fields=(
        ("fctryManageNo", "공장관리번호"),
        ("cmpnyNm", "회사명"),
        ("rnAdres", "공장주소"),
        ("allEmplyCo", "종업원수"),
        ("frstFctryRegistDe", "최초등록일"),
        ("rprsntvIndutyCode", "대표업종코드"),
        ("indutyCodes", "업종코드"),
        ("indutyNm", "업종명"),
        ("mainProductCn", "생산품"),
        ("irsttNm", "단지명"),
    ),
    needed=("공장관리번호", "회사명", "공장주소"),
    table="firms",
    make=firms,
    fixed=(("type", "json"),),
    paging=Paging("numbered", "pageNo", "numOfRows", 100),
    identity=("공장관리번호",),
)
