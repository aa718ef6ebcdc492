"""The card tells what is there and escapes what data say."""

import re
from collections.abc import Callable
from pathlib import Path

from clusterlab.load.card import card
from clusterlab.load.package import read_package

Write = Callable[..., Path]


def cells(html: str, table: str) -> list[str]:
    found = re.search(rf"<tr><td[^>]*>{table}</td>(.*?)</tr>", html)
    assert found
    return re.findall(r"<td[^>]*>(.*?)</td>", found[1])


def test_the_card_tells_rows_dates_states_and_gaps(write: Write) -> None:
    package = read_package(write())
    html = card(package, package.tables, package.sources)
    assert cells(html, "firms") == ["1", "2024-05", "1", "0", "1 / 0 / 0", "1 of 1"]
    assert cells(html, "districts") == ["2", "2024-05", "", "", "", ""]
    assert "as of 2024-06" in html
    assert "Example data, made up." in html
    assert "No rows: dongs, land_use," in html
    assert "never counted" not in html
    assert "1 source: <code>" in html


def test_repeated_rows_are_told(write: Write, firm: Callable[..., dict[str, str]]) -> None:
    twin = firm(firm_id="f2", listing="register", same_as="f1", employees="")
    package = read_package(write({"firms.csv": [firm(), twin]}))
    html = card(package, package.tables, package.sources)
    assert "Rows of firms that repeat another, and are never counted: 1." in html
    assert "firms.employees: 50% empty (job density, weighted k density)" in html


def test_every_text_is_escaped(write: Write) -> None:
    evil = "<img src=x onerror=alert(1)>&\"'"
    meta = {"name_ko": evil, "name_en": evil, "region_ko": evil, "region_en": evil, "as_of": evil}
    package = read_package(write(meta=meta))
    html = card(package, package.tables, package.sources)
    assert "<img" not in html
    assert "onerror=alert(1)&gt;" in html
    known = "div span table thead tbody tr th td ul li b p code".split()  # noqa: SIM905 - shorter
    assert set(re.findall(r"</?([a-zA-Z]+)", html)) <= set(known)
