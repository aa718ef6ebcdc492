"""The title block of a page."""

from types import SimpleNamespace

import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.model.said import said
from clusterlab.report import opening


def cluster(slug: str = "toy", **meta) -> SimpleNamespace:
    source = {
        "source_id": "s1", "title": "t", "path": "", "publisher": "p", "date": "2024",
        "licence": "CC0", "kind": "office",
    }  # fmt: skip
    return SimpleNamespace(
        slug=slug,
        name_ko="장난감",
        name_en="Toytown",
        as_of="2024-06",
        meta={"measure_crs": "EPSG:5186", "region_ko": "어딘가", "region_en": "Somewhere"} | meta,
        sources=pd.DataFrame([source]),
        names_in=lambda lang: {},
        districts=pd.DataFrame(
            {
                "district_id": ["d1"],
                "name_ko": ["가구역"],
                "name_en": ["Area A"],
                "precision": ["schematic ±200 m"],
            }
        ),
        hashes={"firms.csv": "sha256:1"},
    )


@pytest.mark.parametrize(("lang", "name"), [("ko", "장난감"), ("en", "Toytown")])
def test_the_title_tells_name_date_and_precision(lang, name):
    page = opening.open_page(cluster(), lang=lang)
    assert page.about["name"] == name
    assert page.about["as_of"] == "2024-06"
    assert len(page.about["notes"]) == 1
    assert page.names["d1"] == ("가구역" if lang == "ko" else "Area A")


def test_the_datas_own_notes_come_instead_of_ours_and_examples_are_said():
    page = opening.open_page(cluster(notes_en=["A note."], example=True), lang="en")
    assert "A note." in page.about["notes"]
    assert any("invented" in note for note in page.about["notes"])


def test_a_comparison_says_whose_data_are_made_up():
    pair = [cluster("a", example=True), cluster("b")]
    notes = opening.open_comparison(pair, lang="en").about["notes"]
    assert "Toytown: these data are invented for practice." in notes


def test_the_data_version_follows_the_hashes():
    one, other = cluster(), cluster()
    other.hashes = {"firms.csv": "sha256:2"}
    facts = [opening.open_page(which).about["facts"] for which in (one, other)]
    assert facts[0] != facts[1]


def test_a_comparison_needs_two_different_clusters():
    assert opening.open_comparison([cluster("a"), cluster("b")]).about["slug"] == "compare"
    for clusters in ([cluster("a")], [cluster("a"), cluster("a")]):
        with pytest.raises(ValueError, match="two or more different"):
            opening.open_comparison(clusters)


@pytest.mark.parametrize(("lang", "name"), [("ko", "정책 성적표"), ("en", "Policy scorecard")])
def test_the_country_is_headed_by_its_policy_and_names_its_clusters(lang, name):
    places = [cl.load("magok"), cl.load("osong")]
    page = opening.open_nation(places, on="2026-11", lang=lang)
    assert (page.about["slug"], page.about["name"]) == ("nation", name)
    assert page.about["as_of"] == "2026-11"
    assert list(page.names) == ["magok", "osong"]
    assert all(label in page.about["place"] for label in page.names.values())


def test_the_country_needs_different_clusters():
    place = cl.load("osong")
    for given in ([], [place, place]):
        with pytest.raises(ValueError, match="one or more different clusters"):
            opening.open_nation(given, on="2026-11")


@pytest.mark.parametrize("on", ["soon", "2026-13", "26-11", "2026/11"])
def test_what_is_no_date_is_told_in_one_line(on):
    with pytest.raises(ValueError, match="is not a date as 2024, 2024-06 or 2024-06-30"):
        opening.open_nation([cl.load("osong")], on=on)


def test_notes_of_a_study_are_worded_in_the_page_s_language():
    place = cluster(notes_en=["A note."], notes_ko=["한 줄."])
    place.notes = (said("plants_undated", file="works.csv"),)
    for lang, own in (("en", "A note."), ("ko", "한 줄.")):
        notes = opening.open_page(place, lang=lang).about["notes"]
        assert "works.csv" in notes[-2]
        assert notes[-1] == own
