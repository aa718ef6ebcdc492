"""Pages that need nothing: read as text, and opened in a browser with the network off."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import pytest
import shapely
from playwright.sync_api import Browser, Page

from clusterlab.draw.maps import Shading, cluster_map
from clusterlab.report import standalone

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`+alert(1)+`",
    "</script><script>alert(1)</script>",
    "{{7*7}} \\u0041 \u2028 &amp; '\"",
]
CENTRE = (126.83, 37.565)
STACK = (126.826, 37.567)


def organisations() -> gpd.GeoDataFrame:
    """Five hostile names at their own places, and 25 firms at one."""
    names = [*HOSTILE, *(f"기업 {i}" for i in range(25))]
    spots = [(126.832 + 0.001 * i, 37.562) for i in range(5)] + [STACK] * 25
    return gpd.GeoDataFrame(
        {
            "name_ko": names,
            "name_en": [f"EN {n}" for n in names],
            "type": ["anchor"] * 5 + ["firm"] * 25,
            "sector": HOSTILE + ["bio"] * 25,
            "status": "present",
            "employees": 10.0,
            "location_basis": "address",
            "uncertainty_m": 50.0,
            "source_id": "s",
            "phone": "010-1234-5678",
        },
        geometry=gpd.points_from_xy(*zip(*spots, strict=True)),
        crs="EPSG:4326",
    )


def made(lang: str = "ko") -> folium.Map:
    districts = gpd.GeoDataFrame(
        {
            "district_id": ["a", "b"],
            "name_ko": ["첫째 지구", HOSTILE[0]],
            "name_en": ["First", HOSTILE[3]],
            "role": "district",
            "precision": "schematic ±200 m",
            "uncertainty_m": 200.0,
            "source_id": "s",
            "per_ha": [0.5, 2.0],
        },
        geometry=[
            shapely.box(126.82, 37.56, 126.83, 37.57),
            shapely.box(126.83, 37.56, 126.84, 37.57),
        ],
        crs="EPSG:4326",
    )
    sources = pd.DataFrame(
        {
            "source_id": ["s"],
            "title": [HOSTILE[1]],
            "publisher": ["시청"],
            "date": ["2024"],
            "licence": ["KOGL type 1"],
        }
    )
    shading = Shading("per_ha", "기관 밀도", "개/ha")
    return cluster_map(
        districts=districts,
        organisations=organisations(),
        sources=sources,
        title=f"마곡 {HOSTILE[1]}",
        lang=lang,
        measure=shading,
        dongs=districts,
        hexagons=districts,
        hexagon_measure=shading,
    )


def written() -> str:
    return standalone.page(made(), title="마곡 지도", lang="ko")


# Read as text.


def test_the_same_map_gives_the_same_bytes() -> None:
    first = written()
    assert first == written()
    assert not re.search(r"_[0-9a-f]{32}\b", first), "no random id is left"


def test_maps_on_one_page_have_names_of_their_own() -> None:
    one, two = (standalone.fragment(made(), number=n) for n in (1, 2))
    names = [set(re.findall(r"\bmap_\w+", part.body + part.script)) for part in (one, two)]
    assert names[0]
    assert not names[0] & names[1]
    page = standalone.document(
        title="t", lang="ko", body=one.body + two.body, head=[*one.head, *two.head],
        scripts=[one.script, two.script],
    )  # fmt: skip
    assert page.count("Leaflet 1.9") == 1, "what both need is there once"


def test_policy_names_each_script_by_its_hash_and_no_other() -> None:
    html = written()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    hashes = {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts}
    assert set(re.findall(r"'sha256-([^']*)'", policy[1])) == hashes
    assert len(re.findall(r"<script", html)) == len(scripts) == 3
    assert html.index("Content-Security-Policy") < html.index("<script")


def test_the_page_is_small_and_links_to_nothing() -> None:
    html = written()
    assert len(html.encode()) < 1_000_000
    tags = re.findall(r"<[a-z][^>]*>", re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL))
    assert not [t for t in tags if re.search(r'\b(src|href|srcset|action)\s*=\s*"', t)]


def test_only_the_columns_of_the_map_are_in_the_page() -> None:
    assert "010-1234-5678" not in written()


def test_tables_can_be_given_or_left_out() -> None:
    assert "cl-tables" in written()
    html = standalone.page(made(), title="t", lang="ko", table_html="<p>beside</p>")
    assert "<p>beside</p></main>" in html
    assert 'class="cl-tables"' not in html


def test_a_plain_folium_map_is_made_self_contained() -> None:
    plain = folium.Map([37.5, 126.8], tiles=None)
    folium.CircleMarker([37.5, 126.8]).add_to(plain)
    html = standalone.inline(plain.get_root().render())
    assert not re.search(r"<(script|link)\b[^>]*\b(src|href)=", html)
    assert "Leaflet 1.9" in html
    assert "bootstrap" not in html
    assert standalone.page(plain, title="t", lang="en") == standalone.page(
        plain, title="t", lang="en"
    )


def tiles(plain: folium.Map) -> None:
    folium.TileLayer().add_to(plain)


def marker(plain: folium.Map) -> None:
    folium.Marker([37.5, 126.8]).add_to(plain)


def plugin(plain: folium.Map) -> None:
    plain.add_js_link("own", "https://example.org/own.js")


@pytest.mark.parametrize(
    ("add", "message"),
    [
        (tiles, "holds a tile layer"),
        (marker, "holds picture markers"),
        (plugin, r"links to https://example\.org/own\.js, which is not bundled"),
    ],
)
def test_what_needs_the_network_is_refused(add: Callable[[folium.Map], None], message: str) -> None:
    plain = folium.Map([37.5, 126.8], tiles=None)
    add(plain)
    with pytest.raises(ValueError, match=message):
        standalone.page(plain, title="t", lang="en")
    with pytest.raises(ValueError, match=message):
        standalone.inline(plain.get_root().render())


@pytest.mark.parametrize(
    ("body", "scripts", "message"),
    [
        ("<script>1</script>", [], "must not hold scripts"),
        ('<img src="https://example.org/x.png">', [], "would fetch"),
        ('<link rel="stylesheet" href="x.css">', [], "would fetch"),
        ('<p style="background:url(x.png)">', [], "would fetch"),
        ("", ["'</script>'"], "holds </script"),
    ],
)
def test_documents_refuse_what_would_run_or_fetch(
    body: str, scripts: list[str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        standalone.document(title="t", lang="ko", body=body, scripts=scripts)


# Opened in a browser.


class Visit:
    """An open page and all that it said and asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("console", lambda m: self.said.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: self.said.append(f"error: {e}"))
        page.on("dialog", lambda d: (self.said.append(f"dialog: {d.message}"), d.dismiss()))

    def click_at(self, lonlat: tuple[float, float]) -> None:
        """Click where a place stands on the map."""
        x, y = self.page.evaluate(
            """([lon, lat]) => {
                const name = document.querySelector('.folium-map').id;
                const p = window[name].latLngToContainerPoint([lat, lon]);
                const box = document.getElementById(name).getBoundingClientRect();
                return [box.x + p.x, box.y + p.y];
            }""",
            list(lonlat),
        )
        self.page.mouse.click(x, y)


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Visit:
    file = tmp_path / "map.html"
    file.write_text(written(), encoding="utf-8", newline="\n")
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = Visit(context.new_page())
    opened.page.goto(file.as_uri())
    opened.page.wait_for_function("document.fonts.status === 'loaded'")
    return opened


@pytest.mark.browser
def test_no_request_no_error_no_dialog(visit: Visit) -> None:
    visit.page.mouse.wheel(0, 400)
    visit.page.wait_for_timeout(200)
    assert len(visit.requests) == 1
    assert visit.requests[0].startswith("file://")
    assert visit.said == []


@pytest.mark.browser
def test_hangul_is_drawn_with_the_embedded_face(visit: Visit) -> None:
    assert visit.page.evaluate("document.fonts.check('16px Pretendard', '마곡')")
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    assert "Pretendard" in str(visit.page.evaluate(loaded))
    widths = visit.page.evaluate(
        """() => {
            const c = document.createElement('canvas').getContext('2d');
            c.font = '100px Pretendard';
            const pixels = t => {
                c.clearRect(0, 0, 300, 150); c.fillText(t, 0, 110);
                return c.getImageData(0, 0, 300, 150).data.join();
            };
            /* Boxes for missing letters would all look alike. */
            return [pixels('마') !== pixels('곡'), pixels('마') !== pixels('\\uE000')];
        }"""
    )
    assert widths == [True, True]


@pytest.mark.browser
def test_the_map_pans(visit: Visit) -> None:
    name = visit.page.evaluate("document.querySelector('.folium-map').id")
    centre = f"JSON.stringify(window['{name}'].getCenter())"
    before = visit.page.evaluate(centre)
    visit.page.mouse.move(400, 600)
    visit.page.mouse.down()
    visit.page.mouse.move(300, 520, steps=4)
    visit.page.mouse.up()
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate(centre) != before


@pytest.mark.browser
def test_hostile_names_are_text(visit: Visit) -> None:
    for i, name in enumerate(HOSTILE):
        visit.click_at((126.832 + 0.001 * i, 37.562))
        popup = visit.page.locator(".cl-popup")
        popup.wait_for()
        assert " ".join(popup.locator("h3").inner_text().split()) == " ".join(name.split())
        assert popup.locator("img, script").count() == 0
        visit.page.keyboard.press("Escape")
        popup.wait_for(state="detached")
    assert visit.page.locator("h1").inner_text() == f"마곡 {HOSTILE[1]}"
    assert visit.page.locator("main img").count() == 0
    assert visit.said == []


@pytest.mark.browser
def test_a_stack_is_one_symbol_whose_popup_lists_twenty(visit: Visit) -> None:
    visit.click_at(STACK)
    popup = visit.page.locator(".cl-popup")
    popup.wait_for()
    assert popup.locator("h3").inner_text() == "여기 있는 기관 25곳"
    assert popup.locator("details").count() == 20
    assert "외 5곳" in popup.inner_text()


@pytest.mark.browser
def test_layers_can_be_switched(visit: Visit) -> None:
    picture = "document.querySelector('.leaflet-overlay-pane canvas').toDataURL()"
    first = visit.page.evaluate(picture)
    visit.page.locator("input[value=firm]").uncheck()
    visit.page.wait_for_timeout(200)
    without_firms = visit.page.evaluate(picture)
    assert without_firms != first
    visit.click_at(STACK)
    visit.page.wait_for_timeout(200)
    assert "기업 0" not in visit.page.locator(".folium-map").inner_text()
    visit.page.locator("input[value=hexagons]").check()
    visit.page.wait_for_timeout(200)
    assert visit.page.evaluate(picture) != without_firms
    assert visit.page.locator("[data-surface=hexagons]").is_visible()
    assert not visit.page.locator("[data-surface=districts]").is_visible()
    assert visit.said == []


@pytest.mark.browser
def test_a_phone_shows_all_without_scrolling_sideways(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    file.write_text(written(), encoding="utf-8", newline="\n")
    phone = {"width": 390, "height": 844}
    page = browser.new_context(offline=True, viewport=phone, is_mobile=True).new_page()
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= phone["width"]
    legend, view = (page.locator(s).bounding_box() for s in (".cl-panel", ".cl-view"))
    assert legend
    assert view
    assert legend["y"] >= view["y"] + view["height"] - 1, "the legend does not cover the map"


@pytest.mark.browser
def test_without_scripts_the_tables_and_a_word_remain(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    file.write_text(written(), encoding="utf-8", newline="\n")
    page = browser.new_context(offline=True, java_script_enabled=False).new_page()
    page.goto(file.as_uri())
    text = page.locator("main").inner_text()
    assert "스크립트가 꺼져 있어" in text
    assert "첫째 지구" in text
