"""The tables beside a map hold what it shows."""

import re

import geopandas as gpd
import pytest

from clusterlab.draw import fallback
from clusterlab.draw.areas import Shading
from clusterlab.draw.fallback import map_tables


def tables(districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame, lang: str = "en") -> str:
    measure = Shading("per_ha", "Density", "per ha", decimals=2)
    return map_tables(districts=districts, organisations=organisations, measure=measure, lang=lang)


def test_districts_and_all_organisations_are_listed(
    districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame
) -> None:
    html = tables(districts, organisations)
    assert html.count("<tr>") == 2 + 2 + len(organisations)
    assert ">0.50<" in html
    assert ">schematic ±200 m<" in html
    assert "카타물산" in html, "rows that are no points are in the table"


def test_tables_name_columns_and_rows(
    districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame
) -> None:
    html = tables(districts, organisations)
    assert html.count("<caption>") == 2
    heads = len(re.findall(r'<th scope="col"', html))
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    assert heads == 4 + 7
    assert all(len(re.findall(r"<t[hd]\b", row)) in (4, 7) for row in rows)


def test_very_long_tables_are_cut_and_say_so(
    districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fallback, "MOST_ROWS", 4)
    html = tables(districts, organisations)
    assert html.count("<tr>") == 2 + 2 + 4
    assert "… and 2 more are not listed." in html


def test_text_is_escaped_and_other_columns_stay_out(
    districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame
) -> None:
    organisations.loc[0, "name_ko"] = "<img src=x onerror=alert(1)>"
    html = tables(districts, organisations, "ko")
    assert "<img" not in html
    assert "010-1234" not in html
