"""The explorer in a browser without a network: its numbers are Python's, whatever is moved."""

import itertools
import json
import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from playwright.sync_api import Browser, Page

from clusterlab import siting
from clusterlab.report import framed
from clusterlab.report.explorer import command, explorer
from clusterlab.study.sites.explored import contributions

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "`${alert(1)}` {score} $& \u2028",
]
CRITERIA = [
    siting.Criterion(name="jobs", unit="persons"),
    siting.Criterion(name="station_m", direction="cost", unit="m", scaling="rank"),
    siting.Criterion(name="age", direction="target", target=20.0, unit="years", scaling="z-score"),
    siting.Criterion(name="price", direction="cost", scaling="value",
                     points=[(100.0, 1.0), (300.0, 0.4), (900.0, 0.0)]),
    siting.Criterion(name="slope", direction="cost"),
]  # fmt: skip
NAMES = [criterion.name for criterion in CRITERIA]
SITES = 45


@pytest.fixture(scope="module")
def candidates() -> gpd.GeoDataFrame:
    """Squares, points and one without a place; three names that would do harm as HTML."""
    places: list[Any] = [
        shapely.box(x, y, x + 90, y + 90)
        for x, y in itertools.product(range(190_000, 190_500, 100), range(551_000, 551_900, 100))
    ]
    places[7] = places[7].centroid
    places[8] = None
    names = [*HOSTILE, *(f"부지 {i}" for i in range(3, SITES))]
    return gpd.GeoDataFrame(
        {"name": names, "zone": "산업", "use_status": "idle", "note": "a remark", "source_id": "s"},
        geometry=places,
        crs="EPSG:5186",
        index=pd.Index([f"p{i}" for i in range(SITES)], name="candidate_id"),
    )


@pytest.fixture(scope="module")
def tables(candidates: gpd.GeoDataFrame) -> dict[str, pd.DataFrame]:
    rng = np.random.default_rng(11)
    today = pd.DataFrame(
        {
            "jobs": rng.integers(0, 9, SITES) / 3,
            "station_m": rng.integers(1, 12, SITES) * 50.0,
            "age": rng.normal(20, 9, SITES),
            "price": rng.uniform(50, 1000, SITES),
            "slope": 2.0,
        },
        index=candidates.index,
    )
    today.iloc[[4, 9, 30], 0] = np.nan
    today.iloc[[9, 12], 3] = np.nan
    today.iloc[20] = today.iloc[21]  # alike: they tie
    moved = today.assign(jobs=today["jobs"] * rng.uniform(1, 3, SITES), slope=rng.random(SITES))
    return {"today": today, "far up": moved, "idle": today.copy()}


def written(
    candidates, tables, *, missing="median", criteria=CRITERIA, lang="en", **options
) -> str:
    weights = siting.equal_weights([criterion.name for criterion in criteria])
    ranked = contributions(next(iter(tables.values())), criteria, weights=weights, missing=missing)
    made = explorer(
        candidates, tables, ranked=ranked, criteria=criteria, weights=weights, missing=missing,
        lang=lang,
        slug="toy", labels={"jobs": HOSTILE[1]}, titles={"far up": "FAR raised"}, **options,
    )  # fmt: skip
    return framed.page([made], title="T", lang=lang)


class Visit:
    """An opened page, and what it asked of the world or complained about."""

    def __init__(self, browser: Browser, html: str, folder: Path, **options: Any) -> None:
        self.file = folder / "page.html"
        self.file.write_text(html, encoding="utf-8", newline="\n")
        settings = {"offline": True, "viewport": {"width": 1280, "height": 900}} | options
        self.page: Page = browser.new_context(**settings).new_page()
        self.requests: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append("dialog"), dialog.dismiss()))

    def open(self, fragment: str = "") -> Page:
        self.page.goto(self.file.as_uri() + fragment)
        return self.page

    def table(self) -> pd.DataFrame:
        """Read what the reader sees: rank, name and score of each row, the score unrounded."""
        rows = self.page.evaluate(
            """() => [...document.querySelectorAll('.cl-x-table tbody tr')].map(row => [
                row.querySelector('.cl-x-pick').dataset.site, row.children[0].textContent,
                row.querySelector('.cl-x-score').dataset.score, row.children[2].textContent,
                row.querySelector('.cl-x-change').textContent])"""
        )
        return pd.DataFrame(rows, columns=["site", "rank", "score", "shown", "change"])

    def sites(self) -> list[dict]:
        return self.page.evaluate("document.querySelector('.cl-explorer').clusterlab.sites()")


@pytest.fixture
def visit(browser: Browser, tmp_path: Path, candidates, tables) -> Visit:
    return Visit(browser, written(candidates, tables), tmp_path)


def agrees(shown: pd.DataFrame, expected: pd.DataFrame, index: pd.Index) -> None:
    """Hold the rows of a page against Python's ranking: same sites, ranks and scores."""
    found = shown.assign(site=index[shown["site"].astype(int)]).set_index("site")
    ranked = found[found["score"] != ""]
    assert set(ranked.index) == set(expected.index)
    for site, row in ranked.iterrows():
        assert float(row["score"]) == pytest.approx(expected.loc[site, "score"], rel=0, abs=1e-9)
        assert int(row["rank"]) == expected.loc[site, "rank"]
    assert ranked["rank"].astype(int).is_monotonic_increasing


def ranking(table: pd.DataFrame, weights: list[float], missing: str = "median") -> pd.DataFrame:
    return siting.rank(table, CRITERIA, weights=weights, missing=missing, normalise=True)


# What a reader moves.


@pytest.mark.browser
def test_it_opens_with_pythons_ranks_and_asks_for_nothing(visit, candidates, tables):
    page = visit.open()
    page.get_by_role("button", name="Show all 45").click()
    equal = [0.2] * 5
    agrees(visit.table(), ranking(tables["today"], equal), candidates.index)
    expected = contributions(
        tables["today"], CRITERIA, weights=pd.Series(equal, NAMES), missing="median"
    )
    for site in visit.sites():
        assert site["parts"] == pytest.approx(list(expected.loc[site["id"], NAMES]), abs=1e-9)
    assert "Criteria in which all sites are alike, which contribute 0: slope" in page.content()
    assert "5 missing values count as the median" in page.content()
    assert "not offered: idle" in page.content()
    assert "1 sites have no known place" in page.content()
    assert len(visit.requests) == 1
    assert visit.said == []


@pytest.mark.browser
def test_sliders_numbers_and_scenarios_rank_as_python_does(visit, candidates, tables):
    page = visit.open()
    page.get_by_role("button", name="Show all 45").click()
    sliders, numbers = page.locator("input[type=range]"), page.locator("input[type=number]")
    box = sliders.nth(0).bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    moved = float(sliders.nth(0).input_value()) / 100
    assert moved > 0.6
    agrees(visit.table(), ranking(tables["today"], [moved, 0.2, 0.2, 0.2, 0.2]), candidates.index)
    sliders.nth(1).press("Home")
    numbers.nth(2).fill("33.3")
    numbers.nth(4).fill("100")
    weights = [moved, 0.0, 0.333, 0.2, 1.0]
    agrees(visit.table(), ranking(tables["today"], weights), candidates.index)
    before = visit.table()
    page.get_by_label("FAR raised").check()
    now = visit.table()
    expected = ranking(tables["far up"], weights)
    agrees(now, expected, candidates.index)
    was = ranking(tables["today"], weights)["rank"]
    for _, row in now.iterrows():
        site = candidates.index[int(row["site"])]
        steps = int(was[site] - expected.loc[site, "rank"])
        words = f"▲ {steps} up" if steps > 0 else f"▼ {-steps} down" if steps else "= no change"
        assert row["change"] == words
    assert (now["change"].str[0] != "=").any()
    page.get_by_role("button", name="Reset everything").click()
    assert page.get_by_label("As things stand").is_checked()
    assert len(visit.table()) == 20
    assert before["change"].eq("").all()


@pytest.mark.browser
def test_no_weight_at_all_is_a_sentence_not_a_number(visit):
    page = visit.open()
    for number in page.locator("input[type=number]").all():
        number.fill("0")
    assert "All weights are 0" in page.locator(".cl-x-summary").inner_text()
    assert len(visit.table()) == 0
    assert page.locator(".cl-x-share").all_inner_texts() == ["–"] * 5
    page.get_by_role("button", name="Weights given").click()
    assert page.locator(".cl-x-share").all_inner_texts() == ["20.0%"] * 5
    assert visit.said == []


@pytest.mark.browser
def test_what_is_no_weight_leaves_the_ranking_alone(visit):
    page = visit.open()
    before = visit.sites()
    number = page.locator("input[type=number]").first
    for typed in ("-5", "101", ""):
        number.fill(typed)
        assert number.get_attribute("aria-invalid") == "true"
        assert "only numbers from 0 to 100" in page.locator(".cl-x-message").inner_text()
        assert visit.sites() == before
    number.blur()
    assert number.input_value() == "20"
    assert number.get_attribute("aria-invalid") == "false"


@pytest.mark.browser
def test_shades_follow_ranks_and_the_best_are_numbered(visit, candidates):
    page = visit.open()
    assert page.locator(".cl-x-pin").count() == 5
    assert sorted(page.locator(".cl-x-pin").all_inner_texts()) == ["1", "2", "3", "4", "5"]
    bands = pd.DataFrame(visit.sites())
    assert (bands["band"] == (bands["rank"] - 1) * 5 // SITES).all()
    legend = page.locator(".cl-x-legend").inner_text()
    for words in ("Top fifth", "Middle fifth", "Last fifth", "Dark outline"):
        assert words in legend


@pytest.mark.browser
def test_hostile_names_are_text_in_table_popup_and_map(visit):
    page = visit.open()
    page.get_by_role("button", name="Show all 45").click()
    for site, name in enumerate(HOSTILE):
        button = page.locator(f".cl-x-pick[data-site='{site}']")
        assert " ".join(button.inner_text().split()) == " ".join(name.split())
        button.click()
        popup = page.locator(".cl-x-popup")
        assert " ".join(popup.locator("h3").inner_text().split()) == " ".join(name.split())
        assert popup.locator("dt").first.inner_text() == HOSTILE[1]
        page.keyboard.press("Escape")
        popup.wait_for(state="detached")
    page.locator(".cl-x-pick[data-site='8']").click()
    assert "its place is not known" in page.locator(".cl-x-message").inner_text()
    assert page.locator("main img").count() == 0
    assert visit.said == []


@pytest.mark.browser
def test_a_search_finds_by_name(visit):
    page = visit.open()
    page.get_by_label("Find a site").fill("부지 1")
    assert set(visit.table()["site"]) == {str(i) for i in range(10, 20)}
    page.get_by_label("Find a site").fill("no such")
    assert "No site has that name" in page.locator(".cl-x-more").inner_text()


# Links, files and readers of other kinds.


@pytest.mark.browser
def test_a_link_brings_back_weights_and_scenario(visit, candidates, tables):
    page = visit.open("#w=jobs:0.35,station_m:0.1,age:0,price:0.55,slope:0&s=far%20up")
    page.get_by_role("button", name="Show all 45").click()
    expected = ranking(tables["far up"], [0.35, 0.1, 0.0, 0.55, 0.0])
    agrees(visit.table(), expected, candidates.index)
    page.locator("input[type=number]").nth(2).fill("12.5")
    page.get_by_role("button", name="Copy", exact=True).first.click()
    link = page.url
    assert link.endswith("#w=jobs:0.35,station_m:0.1,age:0.125,price:0.55,slope:0&s=far%20up")
    before = visit.sites()
    visit.page.goto("about:blank")
    page.goto(link)
    assert visit.sites() == before


@pytest.mark.browser
@pytest.mark.parametrize(
    ("fragment", "said", "weights"),
    [
        ("#w=jbos:1,jobs:0.5&s=nowhere", ["Unknown criteria", "jbos", "nowhere", "do not"], 1),
        ("#w=jobs:-1,age:1e999,price:0x10,slope:2", ["no numbers", "jobs:-1", "price:0x10"], 4),
        ("#w=%3Cimg%20src=x%20onerror=alert(1)%3E:1", ["Unknown criteria", "<img src"], None),
        ("#sources", [""], None),
    ],
)  # fmt: skip
def test_a_bad_link_is_said_in_words(visit, fragment, said, weights):
    page = visit.open(fragment)
    message = page.locator(".cl-x-message").inner_text()
    for words in said:
        if words != "do not":
            assert words in message
    shares = page.locator(".cl-x-share").all_inner_texts()
    if weights is None:
        assert shares == ["20.0%"] * 5
    else:
        assert shares[weights if weights == 4 else 0] == "100.0%"
    assert page.locator("main img").count() == 0
    assert visit.said == []


@pytest.mark.browser
def test_a_saved_file_holds_the_weights_to_the_last_digit(visit, tmp_path):
    page = visit.open("#w=jobs:0.1,station_m:0.30000000000000004,age:0,price:1,slope:0.7&s=today")
    with page.expect_download() as found:
        page.get_by_role("button", name="Save a weights file").click()
    assert found.value.suggested_filename == "weights.json"
    found.value.save_as(tmp_path / "weights.json")
    saved = json.loads((tmp_path / "weights.json").read_text(encoding="utf-8"))
    assert saved == {
        "about": "clusterlab toy siting",
        "scenario": "today",
        "normalise": True,
        "weights": {"jobs": 0.1, "station_m": 0.1 + 0.2, "age": 0, "price": 1, "slope": 0.7},
    }
    assert page.get_by_label("Command that makes").input_value() == (
        "clusterlab report toy --notebook siting --lang en -p weights weights.json"
    )
    assert len(visit.requests) == 1 + sum(u.startswith("blob:") for u in visit.requests)
    assert visit.said == []


@pytest.mark.browser
def test_every_control_has_a_name_and_keys_reach_it(visit):
    page = visit.open()
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll('.cl-explorer input, .cl-explorer button')].filter(
            node => !(node.getAttribute('aria-label') || (node.labels && node.labels.length)
                || node.textContent.trim()) && node.offsetParent).length"""
    )
    assert unnamed == 0
    assert page.locator(".cl-x-table caption").inner_text() == "Sites by rank and score"
    slider = page.locator("input[type=range]").first
    slider.focus()
    page.keyboard.press("End")
    assert slider.get_attribute("aria-valuetext") == "100 (55.6%)"
    said = page.locator(".cl-x-said", has_text=page.locator(".cl-x-summary").inner_text())
    said.wait_for(state="attached")
    assert said.get_attribute("aria-live") == "polite"
    ring = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(ring) == "solid"


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_phone_needs_no_sideways_scrolling(browser, tmp_path, candidates, tables, lang):
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True}
    visit = Visit(browser, written(candidates, tables, lang=lang), tmp_path, **phone)
    page = visit.open("#s=far%20up")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator(".cl-x-table tbody tr").count() == 20
    assert visit.said == []


@pytest.mark.browser
def test_without_scripts_pythons_own_table_remains(browser, tmp_path, candidates, tables):
    visit = Visit(browser, written(candidates, tables), tmp_path, java_script_enabled=False)
    page = visit.open()
    assert page.locator(".cl-x-table tbody tr").count() == SITES
    first = ranking(tables["today"], [0.2] * 5).sort_values("rank", kind="stable").iloc[0]
    name = candidates.loc[first.name, "name"]
    top = page.locator(".cl-x-table tbody tr").first.inner_text().split("\t")
    assert top[:3] == ["1", name, f"{first['score']:.3f}"]
    assert not page.locator(".cl-x-controls").is_visible()
    assert page.locator("noscript").is_visible()


@pytest.mark.browser
def test_print_keeps_the_state_and_leaves_out_what_cannot_be_pressed(visit):
    page = visit.open("#w=jobs:1,price:1&s=far%20up")
    page.emulate_media(media="print")
    assert page.locator(".cl-x-weights").is_visible()
    assert "price 50.0%" in page.locator(".cl-x-weights").inner_text()
    assert "FAR raised" in page.locator(".cl-x-summary").inner_text()
    assert not page.locator(".cl-x-controls").is_visible()
    assert page.locator(".cl-x-table tbody tr").count() == 20


@pytest.mark.browser
def test_less_motion_is_respected(browser, tmp_path, candidates, tables):
    html = written(candidates, tables)
    for wish, moving in (("reduce", False), ("no-preference", True)):
        visit = Visit(browser, html, tmp_path, reduced_motion=wish)
        page = visit.open()
        state = "document.querySelector('.cl-explorer').clusterlab.map.chart.options.fadeAnimation"
        assert page.evaluate(state) is moving


# Every scaling, direction and rule, to the last bit.


def _all_kinds() -> list[siting.Criterion]:
    kinds = []
    for scaling, direction in itertools.product(
        ("min-max", "z-score", "rank"), ("benefit", "cost", "target")
    ):
        target = 3.5 if direction == "target" else None
        kinds.append(
            siting.Criterion(
                name=f"{scaling} {direction}", scaling=scaling, direction=direction, target=target
            )
        )
    for direction, points in {
        "benefit": [(0.0, 0.0), (2.0, 0.3), (6.0, 1.0)],
        "cost": [(1.0, 1.0), (4.0, 0.1)],
        "target": [(0.0, 0.0), (3.0, 1.0), (7.0, 0.2)],
    }.items():
        kinds.append(
            siting.Criterion(
                name=f"value {direction}", scaling="value", direction=direction, points=points
            )
        )
    return kinds


@pytest.mark.browser
@pytest.mark.parametrize("missing", ["worst", "median", "drop"])
@pytest.mark.parametrize("sites", [1, 2, 7, 8, 9, 130, 1000])
def test_all_scalings_directions_and_rules(browser, tmp_path, candidates, tables, missing, sites):
    rng = np.random.default_rng(sites)
    kinds = _all_kinds()
    table = pd.DataFrame(
        np.where(
            rng.random((sites, len(kinds))) < 0.5,
            rng.integers(0, 8, (sites, len(kinds))),  # many ties
            rng.normal(3, 3, (sites, len(kinds))),
        ),
        columns=[kind.name for kind in kinds],
    )
    table["rank cost"] = 4.0  # constant
    gaps = rng.random(table.shape) < (0.02 if missing == "drop" else 0.15)
    gaps[0] = False
    table = table.mask(pd.DataFrame(gaps, columns=table.columns))
    weights = rng.random(len(kinds)) * (rng.random(len(kinds)) < 0.8) + 1e-3
    scaled = siting.scale(table, kinds, missing=missing)
    expected = siting.rank(table, kinds, weights=weights, missing=missing, normalise=True)
    visit = Visit(browser, written(candidates, tables), tmp_path)
    found = visit.open().evaluate(
        """([columns, criteria, missing, weights]) => {
            const s = clusterlab.scores, scaled = s.scale(columns, criteria, missing);
            const score = s.weightedSum(scaled.columns, s.shares(weights));
            return {scaled: scaled, score: score, ranks: s.rank(score).ranks};
        }""",
        [
            [[None if np.isnan(v) else v for v in table[name]] for name in table],
            [
                {"direction": k.direction, "scaling": k.scaling, "target": k.target,
                 "points": k.points and [list(p) for p in k.points]}
                for k in kinds
            ],
            missing,
            weights.tolist(),
        ],
    )  # fmt: skip
    assert found["scaled"]["kept"] == scaled.index.tolist()
    assert found["scaled"]["dropped"] == scaled.attrs["dropped"]
    assert [table.columns[j] for j in found["scaled"]["constant"]] == scaled.attrs["constant"]
    filled = {}
    for j, site in found["scaled"]["filled"]:
        filled.setdefault(table.columns[j], []).append(site)
    assert filled == scaled.attrs["filled"]
    assert np.array_equal(np.array(found["scaled"]["columns"]).T, scaled.to_numpy())
    assert np.array_equal(found["score"], expected["score"])
    assert found["ranks"] == expected["rank"].tolist()


@pytest.mark.browser
def test_missing_values_that_are_refused_give_a_sentence(browser, tmp_path, candidates, tables):
    whole = tables["today"].fillna(1.0)
    html = written(candidates, {"today": whole, "far up": tables["far up"]}, missing="refuse")
    visit = Visit(browser, html, tmp_path)
    page = visit.open()
    assert len(visit.table()) == 20
    page.get_by_label("FAR raised").check()
    assert "a value is missing under" in page.locator(".cl-x-summary").inner_text()
    assert len(visit.table()) == 0
    with pytest.raises(ValueError, match="has no value for"):
        written(candidates, tables, missing="refuse")


@pytest.mark.browser
def test_dropped_sites_are_listed_last_without_a_rank(browser, tmp_path, candidates, tables):
    visit = Visit(browser, written(candidates, tables, missing="drop"), tmp_path)
    page = visit.open()
    page.get_by_role("button", name="Show all 45").click()
    shown = visit.table()
    assert list(shown["site"][-4:]) == ["4", "9", "12", "30"]
    assert list(shown["rank"][-4:]) == ["–"] * 4
    agrees(shown, ranking(tables["today"], [0.2] * 5, "drop"), candidates.index)
    assert "4 sites lack a value" in page.content()


@pytest.mark.browser
def test_five_thousand_sites_and_twelve_criteria(browser, tmp_path):
    rng = np.random.default_rng(2)
    count, names = 5000, [f"c{j}" for j in range(12)]
    corner = rng.uniform(0, 5000, (count, 2)) + np.array([190_000, 551_000])
    sites = gpd.GeoDataFrame(
        {"name": [f"육각형 {i}" for i in range(count)], "source_id": "s"},
        geometry=[
            shapely.Polygon(
                [(x + 60 * np.cos(a), y + 60 * np.sin(a)) for a in np.arange(6) * np.pi / 3]
            )
            for x, y in corner
        ],
        crs="EPSG:5186",
        index=pd.Index([f"h{i}" for i in range(count)], name="candidate_id"),
    )
    table = pd.DataFrame(rng.normal(100, 30, (count, 12)), index=sites.index, columns=names)
    criteria = [
        siting.Criterion(name=name, direction=("benefit", "cost")[j % 2])
        for j, name in enumerate(names)
    ]
    html = written(sites, {"today": table}, criteria=criteria)
    assert len(html.encode()) < 2_300_000
    visit = Visit(browser, html, tmp_path)
    page = visit.open()
    for weights in (rng.random(12), rng.integers(0, 101, 12) / 100, rng.random(12)):
        took = page.evaluate(
            """weights => { const start = performance.now();
                document.querySelector('.cl-explorer').clusterlab.choose(weights);
                return performance.now() - start; }""",
            weights.tolist(),
        )
        print(f"5,000 sites, 12 criteria: {took:.0f} ms")  # noqa: T201 - told, not asserted
        expected = siting.rank(table, criteria, weights=weights, normalise=True)
        found = pd.DataFrame(visit.sites()).set_index("id").reindex(expected.index)
        assert np.abs(found["score"] - expected["score"]).max() < 1e-9
        assert (found["rank"] == expected["rank"]).all()
    page.get_by_role("button", name="Show all 5,000").click()
    page.locator(".cl-x-table tbody tr").nth(count - 1).wait_for()
    assert visit.said == []


def test_the_command_quotes_what_a_shell_would_read():
    text = command(
        "osong", notebook="siting", lang="en", given={"kind": "file", "sites": "a b.csv"}
    )
    assert text == (
        "clusterlab report osong --notebook siting --lang en -p kind file -p sites 'a b.csv' "
        "-p weights weights.json"
    )


def test_the_report_holds_no_script_of_others(candidates, tables):
    html = written(candidates, tables)
    assert re.search(r"default-src 'none'; script-src( 'sha256-[^']+')+;", html)
    assert HOSTILE[0] not in html


@pytest.mark.browser
def test_a_page_ties_what_python_ties_whatever_the_order_of_criteria(
    browser, tmp_path, candidates, tables
):
    """Whole-number criteria of equal weight, where rounding once decided a quarter of the ties."""
    rng = np.random.default_rng(3)
    page = Visit(browser, written(candidates, tables), tmp_path).open()
    for turn in range(20):
        table = pd.DataFrame(rng.integers(0, 6, (20, 3 + turn % 5))).rename(columns=str)
        table = table.sample(frac=1, axis=1, random_state=turn)
        kinds = [siting.Criterion(name=name) for name in table]
        weights = siting.equal_weights(list(table.columns))
        expected = siting.rank(table, kinds, weights=weights)
        ranks = page.evaluate(
            """([columns, criteria, weights]) => {
                const s = clusterlab.scores, scaled = s.scale(columns, criteria, "refuse");
                return s.rank(s.weightedSum(scaled.columns, s.shares(weights))).ranks;
            }""",
            [
                [table[name].tolist() for name in table],
                [{"direction": "benefit", "scaling": "min-max", "target": None, "points": None}]
                * len(kinds),
                list(weights),
            ],
        )
        assert ranks == expected["rank"].tolist()
        assert len(set(ranks)) < len(ranks)
