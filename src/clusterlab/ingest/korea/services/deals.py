"""Prices of real-estate deals as reported to the ministry: business floors, factories, land."""

from collections.abc import Mapping

import pandas as pd

from ...services.records import Cut, DataSet, Made, Paging, Parameter, Request, left_out
from .data_go_kr import PORTAL

WON_OF_10000 = 10_000
LONGEST_MONTHS = 60


def plan(given: Mapping[str, str]) -> list[Request]:
    """Lay out one request a month.

    Returns
    -------
    list of dict
        In the order of the months.

    Raises
    ------
    ValueError
        Where the last month is before the first, or there are more than 60.
    """
    first, _, last = given["months"].partition("-")
    try:
        months = pd.period_range(_month(first), _month(last or first), freq="M")
    except ValueError:
        raise ValueError(f"parameter months: value {given['months']}: expected months") from None
    if not 1 <= len(months) <= LONGEST_MONTHS:
        raise ValueError(
            f"parameter months: value {given['months']}: expected the first month before the "
            f"last, and at most {LONGEST_MONTHS} months"
        )
    return [{"LAWD_CD": given["area"], "DEAL_YMD": month.strftime("%Y%m")} for month in months]


def _month(text: str) -> str:
    return f"{text[:4]}-{text[4:]}"


def facts(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make facts of deals: the median price of a square metre, by use and month.

    Returns
    -------
    Made
        Indicator ``deal_price_median: <use>`` [KRW/m2], the number of deals in the note.
        Cancelled deals, shares of a property, and deals without a price or an area are left out.
    """
    use = frame["건물주용도"] if "건물주용도" in frame else frame["용도지역"]
    area = pd.to_numeric(frame["면적"], errors="coerce")
    price = pd.to_numeric(frame["거래금액"].str.replace(",", ""), errors="coerce") * WON_OF_10000
    cancelled = frame["해제사유발생일"] != ""
    shared = frame["지분거래"] != ""
    broken = ~((area > 0) & (price > 0))
    kept = ~(cancelled | shared | broken)
    month = frame["계약년"] + "-" + frame["계약월"].str.zfill(2)
    deals = pd.DataFrame({"use": use.where(use != "", "not stated"), "month": month})
    deals["price"] = price / area
    grouped = deals[kept].groupby(["use", "month"], sort=True)["price"].agg(["median", "size"])
    made = pd.DataFrame(
        {
            "fact_id": [f"{cut.source_id}:{use}:{month}" for use, month in grouped.index],
            "indicator": [f"deal_price_median: {use}" for use, _ in grouped.index],
            "value": [f"{value:.0f}" for value in grouped["median"]],
            "unit": "KRW/m2",
            "as_of": [month for _, month in grouped.index],
            "confidence": "A",
            "source_id": cut.source_id,
            "note": [
                f"derived: median of {size} deal{'s' if size > 1 else ''}; cancelled deals and "
                "shares left out"
                for size in grouped["size"]
            ],
        }
    )
    left = left_out(
        frame,
        ("cancelled", cancelled),
        ("a share of a property", shared),
        ("without a price or an area", broken),
    )
    return Made(made, left)


_PARAMETERS = (
    Parameter("area", "code of a district, 5 digits", "11500", pattern=r"\d{5}"),
    Parameter(
        "months",
        "a month, or the first and the last",
        "202401-202412",
        pattern=r"\d{4}(0[1-9]|1[0-2])(-\d{4}(0[1-9]|1[0-2]))?",
    ),
)
_ALL = (
    ("sggCd", "시군구코드"),
    ("sggNm", "시군구"),
    ("umdNm", "법정동"),
    ("jibun", "지번"),
    ("landUse", "용도지역"),
    ("dealYear", "계약년"),
    ("dealMonth", "계약월"),
    ("dealDay", "계약일"),
    ("dealAmount", "거래금액"),
    ("dealingGbn", "거래유형"),
    ("shareDealingType", "지분거래"),
    ("cdealType", "해제여부"),
    ("cdealDay", "해제사유발생일"),
)
_BUILT = (
    ("buildingType", "유형"),
    ("buildingUse", "건물주용도"),
    ("buildYear", "건축년도"),
    ("floor", "층"),
    ("buildingAr", "면적"),
    ("plottageAr", "대지면적"),
)
_LAND = (("jimok", "지목"), ("dealArea", "면적"))


def _deals(
    name: str,
    operation: str,
    title: str,
    title_en: str,
    number: str,
    fields: tuple[tuple[str, str], ...],
) -> DataSet:
    return DataSet(
        name=name,
        service=PORTAL,
        title=f"국토교통부 {title} 매매 실거래가",
        title_en=title_en,
        publisher="국토교통부",
        licence="이용허락범위 제한 없음",
        documentation=f"https://www.data.go.kr/data/{number}/openapi.do",
        path=f"1613000/{operation}/get{operation}",
        parameters=_PARAMETERS,
        fields=_ALL + fields,
        needed=("거래금액", "면적", "계약년", "계약월"),
        table="facts",
        make=facts,
        paging=Paging("numbered", "pageNo", "numOfRows", 1000),
        plan=plan,
        smallest=(("area", "11500"), ("months", "202401")),
    )


COMMERCIAL = _deals(
    "deals-commercial",
    "RTMSDataSvcNrgTrade",
    "상업업무용 부동산",
    "Sales of shops and offices",
    "15126463",
    _BUILT,
)
FACTORIES = _deals(
    "deals-factories",
    "RTMSDataSvcInduTrade",
    "공장 및 창고 등 부동산",
    "Sales of factories and warehouses",
    "15126470",
    _BUILT,
)
LAND = _deals("deals-land", "RTMSDataSvcLandTrade", "토지", "Sales of land", "15126466", _LAND)
