"""Point layers: kinds apart, stacks together, doubtful positions left out."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from clusterlab.draw import places
from clusterlab.draw.citations import Citations
from clusterlab.draw.payload import Texts


def drawn(organisations: gpd.GeoDataFrame, sources: pd.DataFrame) -> tuple[dict, Texts]:
    texts = Texts()
    found = places.layers(organisations, citations=Citations(sources), lang="ko", texts=texts)
    return {layer["key"]: layer for layer in found}, texts


def test_rows_placed_too_roughly_or_not_at_all_are_no_points(
    organisations: gpd.GeoDataFrame,
) -> None:
    organisations.loc[0, "geometry"] = None
    organisations.loc[1, "uncertainty_m"] = None
    near, far = places.split_by_place(organisations)
    assert list(near.index) == [2, 3, 4]
    assert list(far.index) == [0, 1, 5]


def test_kinds_and_states_have_layers(
    organisations: gpd.GeoDataFrame, sources: pd.DataFrame
) -> None:
    layers, _ = drawn(organisations, sources)
    assert list(layers) == ["firm", "hospital", "university", "anchor", "planned"]
    assert layers["anchor"]["show"]
    assert not layers["planned"]["show"], "what is only planned is off at first"


def test_organisations_at_one_place_are_one_symbol(
    organisations: gpd.GeoDataFrame, sources: pd.DataFrame
) -> None:
    layers, texts = drawn(organisations, sources)
    assert layers["anchor"]["count"] == 2
    (stack,) = layers["anchor"]["stacks"]
    assert stack[:3] == [37.565, 126.825, "anchor"]
    assert [texts.all[member[0]] for member in stack[3]] == ["가나전자", "다라바이오"]


def test_too_many_points_are_gathered_on_a_grid(
    organisations: gpd.GeoDataFrame, sources: pd.DataFrame
) -> None:
    firm = organisations.iloc[[5]].assign(status="present")
    many = pd.concat([firm] * (places.MANY + 1), ignore_index=True)
    spread = 126.83 + (many.index.to_numpy() % 1000) * 0.00001
    many = many.set_geometry(gpd.points_from_xy(spread, [37.56] * len(many), crs="EPSG:4326"))
    layers, _ = drawn(many, sources)
    stacks = layers["firm"]["stacks"]
    assert len(stacks) <= 7
    assert sum(stack[4] for stack in stacks) == len(many), "every organisation is counted"
    assert max(len(stack[3]) for stack in stacks) == places.NAMED


def test_popups_tell_kind_state_jobs_place_and_source(
    organisations: gpd.GeoDataFrame, sources: pd.DataFrame
) -> None:
    layers, texts = drawn(organisations, sources)
    first = layers["anchor"]["stacks"][0][3][0]
    shown = [None if v is None else texts.all[v] for v in first[2:]]
    expected = ["앵커기업", "운영 중", "전자·ICT", "2018", "1,200명", "주소 좌표 (±50 m)"]
    assert shown == [*expected, "Town paper (Paper, 2025-01-02)"]
    assert len(places.labels("ko")) == len(shown)


def test_no_other_column_reaches_the_map(
    organisations: gpd.GeoDataFrame, sources: pd.DataFrame
) -> None:
    layers, texts = drawn(organisations, sources)
    assert "010-1234-5678" not in repr(layers) + repr(texts.all)


def test_a_station_of_two_lines_is_labelled_once() -> None:
    stations = gpd.GeoDataFrame(
        {"name_ko": ["나루역(대학)", "나루역(대학)"], "line": ["5", "9"], "opened": [2018.0, None]},
        geometry=[shapely.Point(126.83, 37.56), shapely.Point(126.831, 37.56)],
        crs="EPSG:4326",
    )
    rows = places.stations(stations, lang="en")["rows"]
    assert [row["label"] for row in rows] == ["나루역", None]
    assert rows[0]["rows"] == [["Line", "5"], ["Opened", "2018"]]


def test_unknown_kind_is_refused(organisations: gpd.GeoDataFrame, sources: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="Unknown kind of organisation 'bank'"):
        drawn(organisations.assign(type="bank"), sources)
