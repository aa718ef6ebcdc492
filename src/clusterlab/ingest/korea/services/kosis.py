"""KOSIS, the statistics portal: establishments, employees and sales by industry and region."""

from collections.abc import Mapping

import pandas as pd

from ...services.answer import member, read_answer, rows_of
from ...services.failure import ServiceFailure
from ...services.records import Cut, DataSet, Made, Page, Parameter, Request, Service, left_out

SUPPRESSED = frozenset({"X", "x", "*"})
MISSING = frozenset({"", "-", "…", "...", "."})
MEASURES = (("사업체", "establishments"), ("종사자", "employees"), ("매출", "sales"))
LEVELS = {2: "sido", 5: "sigungu"}
WON = {"원": 1e-8, "천원": 1e-5, "백만원": 1e-2, "억원": 1.0, "십억원": 10.0}
"""From a unit of KOSIS to 100 million won."""


def read(body: bytes) -> Page:
    """Take an answer apart: rows are a list, an error is an object.

    Parameters
    ----------
    body : bytes
        JSON; errors come as XML too.

    Returns
    -------
    Page
        Code 0 for rows, else ``err``. The service says no total: all comes in one answer.
    """
    tree = read_answer(body)
    if isinstance(tree, list):
        return Page("0", "", rows_of(tree))
    error = tree.get("error", tree) if isinstance(tree, dict) else tree
    for name in ("err", "errCode"):
        code = member(error, name)
        if code is not None:
            return Page(str(code), str(member(error, "errMsg") or ""))
    raise ServiceFailure("unreadable", "the answer is not in the form of KOSIS")


def plan(given: Mapping[str, str]) -> list[Request]:
    """Lay out one request a year, as a table may not give more than 40,000 cells at once.

    Returns
    -------
    list of dict
        In the order of the years.

    Raises
    ------
    ValueError
        Where the last year is before the first.
    """
    first, _, last = given["years"].partition("-")
    years = range(int(first), int(last or first) + 1)
    if not 1 <= len(years) <= 30:
        raise ValueError(
            f"parameter years: value {given['years']}: expected the first year before the last"
        )
    request = {"orgId": "101", "tblId": given["table"], "objL1": given["regions"]}
    request |= {"objL2": given["industries"], "itmId": given["items"]}
    return [request | {"startPrdDe": str(year), "endPrdDe": str(year)} for year in years]


def industries(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make industries of rows of one cell: a row a region, industry and year, items side by side.

    Returns
    -------
    Made
        ``X`` is suppressed, ``-`` is missing; neither is 0. Sales are in 100 million won.

    Raises
    ------
    ValueError
        Where the table has no item that is known.
    """
    measure = frame["항목명"].map(_measure)
    if not (measure != "").any():
        raise ValueError(
            f"none of the items {', '.join(sorted(set(frame['항목명'])))[:80]} is a number of "
            "establishments or employees, or sales: write them to a file with --out"
        )
    level = frame["지역코드"].map(
        lambda code: "nation" if set(code) == {"0"} else LEVELS.get(len(code), "")
    )
    kept = frame[(measure != "") & (level != "")].assign(level=level, measure=measure)
    parents = dict(zip(kept["지역코드"], kept["지역명"], strict=True))
    rows, parts = [], []
    for key, part in kept.groupby(["지역코드", "산업코드", "시점"], sort=False):
        code, industry, year = (str(value) for value in key)
        first = part.iloc[0]
        parts.append(list(part.index))
        cells = {
            name: _value(value, unit, name)
            for name, value, unit in zip(part["measure"], part["값"], part["단위"], strict=True)
        }
        rows.append(
            {
                "region_code": code,
                "region": first["지역명"],
                "level": first["level"],
                "parent": parents.get(code[:2], "") if len(code) == 5 else "",
                "industry": "ALL" if set(industry) <= {"0"} else industry,
                "industry_name": first["산업명"],
                "year": year[:4],
                **cells,
                "suppressed": "true" if set(part["값"]) & SUPPRESSED else "false",
                "source_id": cut.source_id,
            }
        )
    made = pd.DataFrame(rows)
    valued = (made.reindex(columns=[name for _, name in MEASURES]).fillna("") != "").any(axis=1)
    told = valued | (made["suppressed"] == "true")
    empty = [
        number for part, is_told in zip(parts, told, strict=True) if not is_told for number in part
    ]
    left = left_out(
        frame,
        ("another item", measure == ""),
        ("no nation, province or district", level == ""),
        ("without any value", pd.Series(frame.index.isin(empty), index=frame.index)),
    )
    return Made(made[told].reset_index(drop=True), left)


def _measure(item: str) -> str:
    return next((name for word, name in MEASURES if word in item), "")


def _value(text: str, unit: str, measure: str) -> str:
    plain = text.replace(",", "").strip()
    if plain in SUPPRESSED or plain in MISSING:
        return ""
    if measure != "sales":
        return plain
    factor = WON.get(unit.replace(" ", ""))
    if factor is None:
        raise ValueError(f"sales in {unit or 'no unit'}: expected one of {', '.join(WON)}")
    return f"{float(plain) * factor:.10g}"


KOSIS = Service(
    "kosis",
    "KOSIS",
    "https://kosis.kr/openapi",
    ("CLUSTERLAB_KOSIS_KEY",),
    "apiKey",
    "https://kosis.kr/openapi",
    read,
    pause_s=0.4,
)
INDUSTRIES = DataSet(
    name="kosis-industries",
    service=KOSIS,
    title="통계청 전국사업체조사 (KOSIS)",
    title_en="Census of establishments, by region and industry",
    publisher="통계청",
    licence="공공누리 제1유형(출처표시)",
    documentation="https://kosis.kr/openapi/devGuide/devGuide_0201List.do",
    path="Param/statisticsParameterData.do",
    parameters=(
        Parameter(
            "years", "a year, or the first and the last", "2022-2024", pattern=r"\d{4}(-\d{4})?"
        ),
        Parameter(
            "table",
            "table of KOSIS whose first classification is the region, the second the industry",
            "DT_1K52F08",
            required=False,
            pattern=r"[A-Za-z0-9_]+",
            default="DT_1K52F08",
        ),
        Parameter("regions", "codes of regions", "00+11", required=False, default="ALL"),
        Parameter("industries", "codes of industries", "0+C+J", required=False, default="ALL"),
        Parameter("items", "codes of items", "T1+T2", required=False, default="ALL"),
    ),
    fields=(
        ("TBL_NM", "통계표명"),
        ("C1", "지역코드"),
        ("C1_NM", "지역명"),
        ("C2", "산업코드"),
        ("C2_NM", "산업명"),
        ("ITM_ID", "항목코드"),
        ("ITM_NM", "항목명"),
        ("UNIT_NM", "단위"),
        ("PRD_DE", "시점"),
        ("DT", "값"),
        ("LST_CHN_DE", "최종변경일"),
    ),
    needed=("지역코드", "산업코드", "항목명", "시점", "값"),
    table="industries",
    make=industries,
    fixed=(("method", "getList"), ("format", "json"), ("jsonVD", "Y"), ("prdSe", "Y")),
    plan=plan,
    smallest=(("years", "2023"), ("regions", "00"), ("industries", "0")),
    money=(("industries.sales", "100 million KRW"),),
)
