"""Sub-funds of the Korea Fund of Funds and their managers, a list of Korea Venture Investment."""

import pandas as pd

from ...services.records import Cut, DataSet, Made, Paging, Parameter, left_out
from .data_go_kr import FILES

MILLIONS_IN_UNIT = 100
"""Million won in 100 million won, the unit of the table funds."""
EDITION = "uddi:83a33190-1dbf-4e2c-a1f7-90451b544ed5"


def funds(frame: pd.DataFrame, cut: Cut) -> Made:
    """Make funds; the list names managers and sizes, no funds and no dates.

    Returns
    -------
    Made
        One row a line of the list, numbered in its order, size in 100 million won.
    """
    size = pd.to_numeric(frame["자조합 규모(백만원)"].str.replace(",", ""), errors="coerce")
    whole = (frame["대표운영사"] != "") & (size > 0)
    kept, number = frame[whole], (frame.index + 1)[whole]
    made = pd.DataFrame(
        {
            "fund_id": [f"kvic-{place:05}" for place in number],
            "name": kept["대표운영사"] + [f" 모태펀드 자조합 (목록 {place})" for place in number],
            "kind": "fund",
            "scope": "Korea",
            "gp": kept["대표운영사"],
            "size": (size[whole] / MILLIONS_IN_UNIT).map("{:.10g}".format),
            "status": "formed",
            "as_of": cut.fetched,
            "confidence": "A",
            "source_id": cut.source_id,
            "note": "the list gives no name of the fund; manager's class: " + kept["운영사구분"],
        }
    )
    return Made(made, left_out(frame, ("without a manager or a size", ~whole)))


FUNDS = DataSet(
    name="kvic-funds",
    service=FILES,
    title="한국벤처투자 모태펀드 자조합 운용사정보",
    title_en="Sub-funds of the Korea Fund of Funds and their managers",
    publisher="한국벤처투자",
    licence="이용허락범위 제한 없음",
    documentation="https://www.data.go.kr/data/3060708/fileData.do",
    path="api/3060708/v1/{edition}",
    parameters=(
        Parameter(
            "edition",
            "edition of the list, as its page names it; a new one comes each year",
            EDITION,
            required=False,
            pattern=r"uddi:[0-9a-f-]{36}",
            default=EDITION,
        ),
    ),
    fields=(
        ("대표운영사", "대표운영사"),
        ("운영사구분", "운영사구분"),
        ("자조합 규모(백만원)", "자조합 규모(백만원)"),
    ),
    needed=("대표운영사", "자조합 규모(백만원)"),
    table="funds",
    make=funds,
    paging=Paging("numbered", "page", "perPage", 1000),
    money=(("funds.size", "100 million KRW"),),
)
