"""Wide tables of statistics become long ones, by the rows of their headings."""

from pathlib import Path
from typing import Any

import pytest

from clusterlab import read_table
from clusterlab.ingest.readers.delimited import read_delimited
from clusterlab.ingest.readers.raw import Raw
from clusterlab.ingest.readers.wide import unpivot
from clusterlab.model.problem import DataError

KOSIS = """동별(1),동별(2),2020,2020,2021,2021,2021
동별(1),동별(2),제조업,제조업,제조업,제조업,제조업
동별(1),동별(2),사업체수,종사자수,사업체수,종사자수,종사자수
동별(1),동별(2),소계,소계,소계,소계,남
서울시,소계,30,300,33,330,200
서울시,종로구,10,100,11,X,60
서울시,중구,20,200,22,220,140
"""
RULE: dict[str, Any] = {
    "keep": ["동별(1)", "동별(2)"],
    "levels": ["연도", "업종", "항목", ""],
    "spread": "항목",
}


def raw(text: str = KOSIS) -> Raw:
    return read_delimited(text.encode(), "k.csv")


def test_words_above_columns_become_columns() -> None:
    long = unpivot(raw(), RULE)
    assert long.headings == ["동별(1)", "동별(2)", "연도", "업종", "사업체수", "종사자수"]
    assert long.cells.iloc[1].tolist() == ["서울시", "종로구", "2020", "제조업", "10", "100"]
    assert long.cells.iloc[4].tolist() == ["서울시", "종로구", "2021", "제조업", "11", "X"]
    assert long.rows.tolist() == [5, 6, 7, 5, 6, 7]
    assert "3 rows × 2 groups of columns read as 6 rows" in str(long.notes[-1])


def test_without_a_spread_level_there_is_one_column_of_values() -> None:
    text = "지역,2020,2021\n가,1,2\n나,3,4\n"
    long = unpivot(
        read_delimited(text.encode(), "k.csv", header=1), {"keep": ["지역"], "levels": ["연도"]}
    )
    assert long.cells.to_numpy().tolist() == [
        ["가", "2020", "1"],
        ["나", "2020", "3"],
        ["가", "2021", "2"],
        ["나", "2021", "4"],
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"levels": ["연도"]}, "4 names, one for each row of the headings; there are 1"),
        ({"keep": ["동별(3)"]}, 'did you mean "동별('),
        ({"spread": "값"}, "one of the levels 연도, 업종, 항목"),
        ({"level": []}, 'did you mean "levels"?'),
        (
            {"levels": ["", "업종", "항목", ""]},
            "a name for level 1; it has no total, but 2020, 2021",
        ),
        ({"levels": ["연도", "업종", "항목", "성"], "spread": "업종"}, ""),
    ],
)
def test_a_rule_that_does_not_fit_says_why(change: dict[str, Any], said: str) -> None:
    if not said:
        assert len(unpivot(raw(), RULE | change).cells) == 15
        return
    with pytest.raises(DataError) as caught:
        unpivot(raw(), RULE | change)
    assert said in str(caught.value)


def test_columns_that_cannot_be_told_apart_are_refused() -> None:
    twice = read_delimited("지역,2020,2020\n가,1,2\n".encode(), "k.csv", header=1)
    with pytest.raises(DataError, match="levels that tell the columns apart; two have 2020 / 값"):
        unpivot(twice, {"keep": ["지역"], "levels": ["연도"]})


def test_a_download_becomes_rows_of_industries(tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_text(KOSIS, encoding="utf-8-sig")
    mapping = {
        "table": "industries",
        "unpivot": RULE,
        "columns": {
            "region": "동별(2)",
            "parent": "동별(1)",
            "year": "연도",
            "industry": "업종",
            "industry_name": "업종",
            "establishments": "사업체수",
            "employees": "종사자수",
        },
        "constants": {"level": "sigungu", "suppressed": False, "source_id": "s1"},
    }
    frame = read_table(path, mapping=mapping)
    assert frame["region"].tolist() == ["종로구", "중구"] * 2
    assert frame["suppressed"].tolist() == [False, False, True, False]
    receipt = frame.attrs["receipt"]
    assert (receipt["rows"], receipt["set_aside"]) == (6, 2)
