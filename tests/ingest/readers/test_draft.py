"""A drafted mapping takes known headings only, and leaves a ? where a person must decide."""

import numpy as np
import pandas as pd

from clusterlab.ingest.readers.draft import draft
from clusterlab.ingest.readers.mapping import Rule
from clusterlab.ingest.readers.raw import Raw


def raw(columns: dict[str, list[str]], titles: tuple[str, ...] = ()) -> Raw:
    cells = pd.DataFrame(columns, dtype="str")
    return Raw("t.csv", cells, np.arange(2, len(cells) + 2), {}, titles=titles)


STORE = {
    "상가업소번호": ["1"],
    "상호명": ["가"],
    "표준산업분류코드": ["G47122"],
    "경도": ["126.8"],
    "위도": ["37.5"],
    "상호 명칭": ["나"],
}


def test_known_headings_are_taken_and_no_others() -> None:
    made = draft(raw(STORE), "firms")
    assert made.columns["firm_id"] == Rule(("상가업소번호",))
    assert made.columns["sector"] == Rule(("표준산업분류코드",), "ksic")
    assert "address" not in made.columns
    assert all("상호 명칭" not in rule.headings for rule in made.columns.values())
    assert made.constants["location_basis"] == "register"
    assert [name for name, value in made.constants.items() if value == "?"] == [
        "uncertainty_m",
        "confidence",
        "source_id",
    ]


def test_what_the_user_says_goes_first() -> None:
    made = draft(raw(STORE), "firms", constants={"sector": "bio", "name_ko": "x"})
    assert made.constants["sector"] == "bio"
    assert "sector" not in made.columns and "name_ko" not in made.columns


def test_without_points_there_is_no_basis() -> None:
    made = draft(raw({"업체명": ["가"], "주소": ["나"]}), "firms")
    assert made.constants["location_basis"] == "none"
    assert "uncertainty_m" not in made.constants
    assert made.columns["firm_id"] == Rule(("업체명", "주소"), "hash", prefix="f-")


def test_units_stand_in_the_draft() -> None:
    made = draft(raw({"조합명": ["가"], "자조합 규모(백만원)": ["3"]}), "funds")
    assert made.columns["size"].unit == "백만원"
    titled = draft(raw({"단지명": ["가"], "지정면적": ["3"]}, ("(단위: 천㎡)",)), "complexes")
    assert titled.columns["designated_area_m2"].unit == "천㎡"


def test_words_to_translate_are_listed() -> None:
    made = draft(raw({"업체명": ["가"] * 3, "상태": ["영업", "휴업", "left"]}), "firms")
    assert made.meanings == {"status": {"영업": "present", "휴업": "?"}}
