"""Tests of the codes of administrative areas."""

import re

import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.ingest.korea.area_codes import area_changes, code_system, unmatched_codes


def test_every_change_is_dated_cited_and_graded() -> None:
    changes = area_changes()
    assert changes["effective"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()
    assert changes["source_url"].str.startswith("https://").all()
    assert changes[["source_title", "publisher", "source_date"]].ne("").all(axis=None)
    assert set(changes["confidence"]) <= {"A", "B", "C"}
    assert set(changes["change"]) == {"renamed", "moved", "merged", "divided"}
    for column in ("code", "became_code"):
        assert changes[column].map(lambda code: bool(re.fullmatch(r"\d{2}|\d{5}", code))).all()
    assert not changes.duplicated(["system", "code", "became_code"]).any()


def test_the_codes_of_a_built_in_cluster_are_the_ministry_s() -> None:
    assert code_system(cl.load("magok").dongs["dong_code"]) == "mois"


@pytest.mark.parametrize(
    ("codes", "system"),
    [
        (["2818582000"], "mois"),
        (["2304068", "2304069"], "kostat"),
        (["23040680"], "kostat"),
        (["28", "11"], "mois"),
        (["22", "11"], "kostat"),
        (["11500"], ""),
        (["28185", "23040"], ""),
        (["1.15E+09"], ""),
        (["2818582000", "28185"], ""),
        ([], ""),
    ],
)
def test_whose_codes_they_are(codes: list[str], system: str) -> None:
    assert code_system(codes) == system


def test_what_became_of_old_codes_and_what_new_ones_were() -> None:
    old = unmatched_codes(pd.Series(["28110", "28110", "28140", "28185"]), ["28185", "28125"])
    assert old[["code", "rows", "change", "other_name"]].to_numpy().tolist() == [
        ["28110", 2, "divided", "제물포구"],
        ["28110", 2, "divided", "영종구"],
        ["28140", 1, "merged", "제물포구"],
    ]
    assert set(old["effective"]) == {"2026-07-01"}
    new = unmatched_codes(pd.Series(["28125"]), ["28110", "28140"])
    assert new["other_code"].tolist() == ["28110", "28140"]


def test_neighbourhoods_follow_their_district_and_their_province() -> None:
    moved = unmatched_codes(pd.Series(["4772025000"]), ["2772025000"])
    assert moved["other_code"].tolist() == ["2772025000"]
    renamed = unmatched_codes(pd.Series(["42110", "45111"]), ["51110"])
    assert renamed["other_code"].tolist() == ["51110", "52111"]
    # Which new code a district of the merged city has is not known here: only its beginning.
    merged = unmatched_codes(pd.Series(["29170"]), ["12300"])
    assert merged["other_code"].tolist() == ["12"]


def test_codes_of_the_other_office_and_unknown_ones_are_told_apart() -> None:
    other = unmatched_codes(pd.Series(["2304068"]), ["2818582000"])
    assert other["change"].tolist() == ["other system"]
    unknown = unmatched_codes(pd.Series(["2899999999"]), ["2818582000"])
    assert unknown["change"].tolist() == ["unknown"]
    assert unknown["other_code"].isna().all()


def test_nothing_is_said_where_all_codes_match() -> None:
    assert unmatched_codes(pd.Series(["28185", None]), ["28185"]).empty


def test_codes_that_became_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="must be text; one is the number 28185"):
        unmatched_codes(pd.Series([28185, 28200]), ["28185"])
