"""OpenDART, the supervisor's disclosures: companies by their number, with seat and industry."""

from collections.abc import Mapping

import pandas as pd

from ...services.answer import member, read_answer
from ...services.failure import ServiceFailure
from ...services.records import Cut, DataSet, Made, Page, Parameter, Request, Service, left_out
from ..ksic import sector_of
from .kicox import day
from .sectors import industry_code

MARKETS = {"Y": "KOSPI", "K": "KOSDAQ", "N": "KONEX", "E": "not listed"}


def read(body: bytes) -> Page:
    """Take an answer apart: one company, its fields beside the status.

    Parameters
    ----------
    body : bytes
        JSON; errors come as XML too.

    Returns
    -------
    Page
        Code ``status``.
    """
    tree = read_answer(body)
    inner = member(tree, "result")
    flat = inner if isinstance(inner, dict) else tree
    code = member(flat, "status")
    if code is None:
        raise ServiceFailure("unreadable", "the answer is not in the form of OpenDART")
    row = {name: value for name, value in flat.items() if name not in {"status", "message"}}
    return Page(str(code), str(flat.get("message", "")), (row,) if row else ())


def plan(given: Mapping[str, str]) -> list[Request]:
    """Lay out one request a company.

    Returns
    -------
    list of dict
        In the order given, each company once.
    """
    numbers = dict.fromkeys(part.strip() for part in given["companies"].split(","))
    return [{"corp_code": number} for number in numbers]


def firms(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make firms of companies, each at its seat.

    Returns
    -------
    Made
        One row a company. The address is that of the head office, which need not be where people
        work, and has no point.
    """
    whole = (frame["고유번호"] != "") & (frame["정식명칭"] != "")
    named = frame[whole]
    code = named["업종코드"].map(industry_code)
    since = named["설립일"].map(day)
    made = pd.DataFrame(
        {
            "firm_id": "dart-" + named["고유번호"],
            "name_ko": named["정식명칭"],
            "name_en": named["영문명칭"],
            "kind": "firm",
            "sector": code.map(sector_of),
            "industry": code,
            "since": since,
            "since_basis": since.map(lambda text: "founded" if text else ""),
            "status": "present",
            "listing": "register",
            "address": named["주소"],
            "location_basis": "none",
            "confidence": "A",
            "source_id": cut.source_id,
            "note": "head office; market: " + named["법인구분"].map(MARKETS).fillna("not stated"),
        }
    )
    return Made(made, left_out(frame, ("without a number or a name", ~whole)))


OPENDART = Service(
    "opendart",
    "OpenDART",
    "https://opendart.fss.or.kr/api",
    ("CLUSTERLAB_OPENDART_KEY",),
    "crtfc_key",
    "https://opendart.fss.or.kr",
    read,
    pause_s=0.2,
)
COMPANIES = DataSet(
    name="opendart-companies",
    service=OPENDART,
    title="금융감독원 전자공시 기업개황",
    title_en="Companies of the disclosure system",
    publisher="금융감독원",
    licence="OpenDART 이용약관(출처표시)",
    documentation="https://opendart.fss.or.kr/guide/detail.do?apiGrpCd=DS001&apiId=2019002",
    path="company.json",
    parameters=(
        Parameter(
            "companies",
            "numbers of companies (고유번호, 8 digits), apart by commas",
            "00126380,00164742",
            pattern=r"\d{8}(\s*,\s*\d{8})*",
        ),
    ),
    fields=(
        ("corp_code", "고유번호"),
        ("corp_name", "정식명칭"),
        ("corp_name_eng", "영문명칭"),
        ("stock_name", "종목명"),
        ("stock_code", "종목코드"),
        ("corp_cls", "법인구분"),
        ("adres", "주소"),
        ("induty_code", "업종코드"),
        ("est_dt", "설립일"),
        ("acc_mt", "결산월"),
    ),
    needed=("고유번호", "정식명칭"),
    table="firms",
    make=firms,
    plan=plan,
    smallest=(("companies", "00126380"),),
)
