"""The map opened in a browser: its view in any frame, its link, its search, its labels."""

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from playwright.sync_api import Browser, Page

from clusterlab.draw.maps import Shading, cluster_map

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
NAME = "Object.keys(window).find(k => k.startsWith('map_') && window[k].getZoom)"


@pytest.fixture
def written(districts, organisations, sources, tmp_path) -> Path:
    """Write the map of the made-up cluster, with a ground of many names at one place."""
    count = 30
    ground = gpd.GeoDataFrame(
        {
            "kind": ["land", *["place"] * count],
            "name_ko": [None, *(f"이름 긴 마을 {i}" for i in range(count))],
            "name_en": None,
            "width_m": [None] * (count + 1),
            "source_id": "plan",
        },
        geometry=[
            shapely.box(126.8, 37.55, 126.86, 37.58),
            *(shapely.Point(126.83 + i * 2e-4, 37.565 + i * 1e-4) for i in range(count)),
        ],
        crs="EPSG:4326",
    )
    drawn = cluster_map(
        districts=districts, organisations=organisations, sources=sources, title="가나",
        lang="ko", measure=Shading("per_ha", "밀도"), context=ground,
    )  # fmt: skip
    path = tmp_path / "map.html"
    path.write_text(drawn.get_root().render(), encoding="utf-8")
    return path


@pytest.fixture
def visit(browser: Browser, written: Path) -> Open:
    def go(fragment: str = "", page: str = "", **size: int) -> Page:
        context = browser.new_context(offline=True, viewport={"width": 1000, "height": 800} | size)
        opened = context.new_page()
        said: list[str] = []
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.said = said  # type: ignore[attr-defined]
        path = written
        if page:
            path = written.with_name("frame.html")
            path.write_text(page, encoding="utf-8")
        opened.goto(path.as_uri() + fragment)
        opened.wait_for_timeout(250)
        return opened

    return go


def state(frame) -> dict:
    return json.loads(
        frame.evaluate(
            f"""() => {{ const m = window[{NAME}], b = m.getBounds(), c = m.getCenter();
            return JSON.stringify({{zoom: m.getZoom(), at: [c.lat, c.lng],
            edges: [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()],
            surface: m.clusterlab.surface}}); }}"""
        )
    )


def shows_all(frame) -> bool:
    west, south, east, north = state(frame)["edges"]
    whole = shapely.box(126.82, 37.56, 126.84, 37.57)
    return bool(shapely.box(west, south, east, north).contains(whole)) and east - west < 0.1


def test_a_frame_without_size_opens_on_the_whole_once_it_has_one(visit: Open) -> None:
    page = visit(page='<iframe id="f" src="map.html" style="display:none;border:0"></iframe>')
    frame = page.frames[1]
    page.evaluate("f.style.cssText = 'display:block;width:900px;height:700px;border:0'")
    page.wait_for_timeout(400)
    assert shows_all(frame)
    assert state(frame)["zoom"] > 13


def test_the_view_follows_resizing_until_the_reader_moves_it(visit: Open) -> None:
    page = visit()
    wide = state(page)["zoom"]
    page.set_viewport_size({"width": 420, "height": 800})
    page.wait_for_timeout(400)
    assert shows_all(page)
    assert state(page)["zoom"] < wide
    page.evaluate(f"window[{NAME}].setView([37.561, 126.821], 16)")
    page.wait_for_timeout(400)
    page.set_viewport_size({"width": 900, "height": 800})
    page.wait_for_timeout(400)
    assert state(page)["zoom"] == 16
    assert page.said == []


def test_view_and_layer_stand_in_the_link_and_come_back_from_it(visit: Open) -> None:
    page = visit("#map=15.25/37.56500/126.83000&layer=none")
    seen = state(page)
    assert (seen["zoom"], seen["surface"]) == (15.25, "none")
    assert seen["at"] == pytest.approx([37.565, 126.83], abs=1e-4)
    page.locator("input[value=districts]").check()
    page.evaluate(f"window[{NAME}].setView([37.561, 126.821], 16, {{animate: false}})")
    page.wait_for_timeout(200)
    assert page.evaluate("location.hash") == "#map=16.00/37.56100/126.82100&layer=districts"


@pytest.mark.parametrize(
    "broken", ["#map=x/y/z&layer=<b>", "#map=99", "#%E0%A4%A", "#layer=absent"]
)
def test_a_broken_link_is_passed_over(visit: Open, broken: str) -> None:
    page = visit(broken)
    assert shows_all(page)
    assert state(page)["surface"] == "districts"
    assert page.said == []


def test_a_link_to_a_section_is_left_alone(visit: Open) -> None:
    page = visit("#section-2")
    page.evaluate(f"window[{NAME}].setView([37.561, 126.821], 16, {{animate: false}})")
    page.wait_for_timeout(200)
    assert page.evaluate("location.hash") == "#section-2"


def test_the_keyboard_finds_an_organisation_and_sees_how_far_off_it_may_be(visit: Open) -> None:
    page = visit()
    page.locator(".cl-find input").focus()
    assert page.locator(".cl-find li").count() == 5
    page.keyboard.type("마바 대학")
    assert page.locator(".cl-found").inner_text() == "1곳"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".cl-popup").wait_for()
    assert page.locator(".cl-popup h3").inner_text() == "마바대학교"
    assert page.locator(".cl-popup").inner_text().count("120 m") == 1
    radius = f"window[{NAME}].clusterlab.rings.getLayers().map(r => r.getRadius())"
    assert page.evaluate(radius) == [120]
    page.locator(".cl-find input").fill("없는 이름")
    assert page.locator(".cl-found").inner_text() == "찾는 이름이 없습니다"


def test_labels_that_are_shown_do_not_overlap(visit: Open) -> None:
    page = visit()
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.cl-label')]
        .filter(e => e.style.visibility === 'visible' && e.offsetWidth)
        .map(e => { const r = e.getBoundingClientRect();
          return [r.left, r.top, r.right, r.bottom]; })"""
    )
    shapes = [shapely.box(*edges) for edges in boxes]
    assert 3 <= len(shapes) < 30
    assert not any(a.intersection(b).area > 0 for a, b in combinations(shapes, 2))
