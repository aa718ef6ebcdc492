"""What is worth a look in a folder that breaks no rule."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from clusterlab.load.catalog import data_folder
from clusterlab.load.check import check
from clusterlab.load.doubts import doubts

Write = Callable[..., Path]
Firm = Callable[..., dict[str, Any]]
SOURCE = {"title": "T", "publisher": "P", "date": "2020", "licence": "CC0", "kind": "press"}


def told(folder: Path) -> list[str]:
    assert check(folder) == []
    return [str(problem) for problem in doubts(folder)]


def test_a_likely_double_is_named_once_and_not_where_it_is_told(write: Write, firm: Firm) -> None:
    twin = firm(firm_id="f2", name_ko="㈜ 가나 바이오")
    (line,) = told(write({"firms.csv": [firm(), twin]}))
    assert line.startswith('firms.csv: row 3: column name_ko: value "㈜ 가나 바이오"')
    assert "가나바이오 (f1, row 2)" in line
    for slug, other in (
        ("a", {"same_as": "f1"}),
        ("b", {"status": "left"}),
        ("c", {"lat": "37.60"}),
    ):
        assert told(write({"firms.csv": [firm(), {**twin, **other}]}, slug=slug)) == []


def test_sources_without_a_date_or_dated_after_the_package(write: Write) -> None:
    sources = [
        {"name": "s1", **SOURCE, "date": "undated"},
        {"name": "s2", **SOURCE, "date": "2100-01"},
        {"name": "s3", **SOURCE, "date": "2100-01", "kind": "assumption"},
    ]
    late, undated = sorted(told(write(sources=sources)))
    assert "sources.date (s2)" in late and "of publication, not of reading" in late
    assert "sources without one: s1" in undated


def test_a_blog_does_not_carry_the_grade_of_a_newspaper(write: Write, firm: Firm) -> None:
    blog = [{"name": "s1", **SOURCE, "kind": "blog"}]
    for grade in "AB":
        folder = write({"firms.csv": [firm(confidence=grade)]}, sources=blog, slug=grade.lower())
        (line,) = told(folder)
        assert "column confidence" in line and "expected C" in line
    assert told(write({"firms.csv": [firm(confidence="C")]}, sources=blog)) == []


def test_no_built_in_row_rests_on_a_blog_above_its_grade() -> None:
    for slug in ("magok", "incheon", "osong", "korea"):
        lines = [str(problem) for problem in doubts(data_folder() / slug)]
        assert not [line for line in lines if "column confidence" in line]


def test_a_folder_with_problems_has_them_told_first(
    write: Write, firm: Firm, tmp_path: Path
) -> None:
    assert doubts(write({"firms.csv": [firm(kind="x")]})) == []
    assert doubts(tmp_path / "nowhere") == []
