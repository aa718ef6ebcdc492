"""Scenario files are held against the cluster that they change, in one line each."""

from pathlib import Path

import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.load.catalog import data_folder
from clusterlab.load.scenario_rules import (
    before_and_after,
    check_scenarios,
    choose_scenarios,
    scenario_problems,
    sources_of,
    tables_of,
)
from clusterlab.siting import Scenario

HOMES = """name = "w"
[[homes]]
id = "h"
kind = "home"
lon = 127
lat = 37
homes = 3
balance = "b"
"""
WIDER = 'name = "wider"\n[[industries]]\nzone = "works"\nadd = ["M70"]\n'


def written(folder: Path, text: str, name: str = "wider.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_is_read_and_named_by_itself(place, tmp_path: Path) -> None:
    chosen = choose_scenarios(place, written(tmp_path, WIDER))
    assert list(chosen) == ["wider"]
    assert choose_scenarios(place) == {}


def test_what_names_no_source_rests_on_the_file(place, tmp_path: Path) -> None:
    known = place.sources["source_id"].iloc[0]
    bare = choose_scenarios(place, written(tmp_path, WIDER))["wider"]
    assert bare.sources == ("scenario:wider",)
    assert bare.industries[0]["sources"] == ["scenario:wider"]
    told = WIDER.replace("[[", f'sources = ["{known}"]\n[[', 1)
    cited = choose_scenarios(place, written(tmp_path, told))["wider"]
    assert (cited.sources, cited.industries[0]["sources"]) == ((known,), [known])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WIDER.replace("works", "work"), r"wider.toml: .*unknown zone 'work'.*'works'\?"),
        (WIDER.replace("M70", "X70"), "wider.toml: industries 1: add must be a list"),
        (WIDER.replace("add", "adds"), "wider.toml: industries 1: 'adds' is unknown"),
        (WIDER + 'sources = ["nobody"]\n', "wider.toml: source 'nobody' is not among"),
        (WIDER.replace("add", "remove"), "wider.toml: .*removes 'M70' from zone 'works'"),
        (WIDER + 'parcel = "z"\n', "wider.toml: .*unknown parcel 'z' of zone 'works'"),
        (
            'name = "w"\n[[balances]]\nid = "b"\njobs_fact = "f-0"\nhomes_fact = "f-homes"\n',
            "There is no fact 'f-0'",
        ),
        (
            'name = "w"\n[[on_demand]]\nid = "b"\nvehicles = 1\nhours = 2\ndongs = ["병동"]\n',
            "unknown dong '병동'. The dongs are 갑동, 을동",
        ),
        (
            HOMES,
            "homes 'h' name an unknown balance 'b'",
        ),
        (
            'name = "w"\n[[stated]]\nwhat_ko = "가"\nwhat_en = "a"\nzone = "z"\n',
            "stated names an unknown zone 'z'",
        ),
        (
            'name = "w"\nin_force = true\n[[limits]]\nzone = "works"\nfar_limit_pct = 300\n',
            "To take it back, far_limit_pct_was is needed",
        ),
    ],
)
def test_each_mistake_is_one_line_that_names_the_file(
    place, tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        choose_scenarios(place, written(tmp_path, text))
    assert str(caught.value).startswith("wider.toml: ")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_said(place) -> None:
    with pytest.raises(ValueError, match=r"'gone\.toml': there is no such file"):
        choose_scenarios(place, "/nowhere/gone.toml")


def test_tables_go_before_and_after_and_homes_can_be_added(place) -> None:
    home = {"id": "h", "kind": "home", "lon": 127.0, "lat": 37.5, "homes": 10}
    before, after = before_and_after(place, Scenario("s", homes=(home,)))
    assert len(before["homes"]) == 0
    assert after["homes"]["homes"].tolist() == [10]
    assert after["firms"] is place.firms


def test_what_is_in_force_is_taken_back_for_before(place) -> None:
    wider = Scenario("s", in_force=True, industries=({"zone": "works", "add": ["C21"]},))
    before, after = before_and_after(place, wider)
    assert before["parcels"]["allowed_industries"].tolist() == ["", "", "C21"]
    pd.testing.assert_series_equal(
        after["parcels"]["allowed_industries"],
        place.parcels["allowed_industries"],
        check_dtype=False,
    )


def test_all_sources_of_a_scenario_are_listed_once() -> None:
    rows = ({"zone": "z", "add": ["M70"], "sources": ["b", "a"]},)
    assert sources_of(Scenario("s", sources=("a",), industries=rows)) == ["a", "b"]


@pytest.mark.parametrize("slug", ["magok", "incheon", "osong"])
def test_every_built_in_scenario_fits_its_cluster(slug: str) -> None:
    place = cl.load(slug)
    chosen = choose_scenarios(place)
    assert "biofoundry" in chosen
    assert len(chosen) >= 4
    for scenario in chosen.values():
        assert scenario.title_ko
        assert scenario.title_en
        assert sources_of(scenario)
        assert bool(scenario.note_ko) == bool(scenario.note_en)
    assert set(tables_of(place)) == {*place.tables, "homes"}


def test_a_shared_package_is_checked_alone() -> None:
    korea = data_folder() / "korea"
    assert scenario_problems(korea) == []
    assert scenario_problems(korea / "datapackage.json") == []


def test_magoks_three_changes_are_those_of_the_facts() -> None:
    place = cl.load("magok")
    chosen = choose_scenarios(place)
    codes = {
        name: {code for row in chosen[name].industries for code in row["add"]}
        for name in ("rules-2012-10", "rules-2025-08", "rules-2025-09")
    }
    # investkorea-2012-10-11 names the six codes; the others are those of the industries named.
    assert codes["rules-2012-10"] == {"M721", "A011", "C10800", "C20209", "C204", "C27212"}
    assert codes["rules-2025-08"] == {"M712", "M7153", "J58", "J59", "N75991", "N7532"}
    assert codes["rules-2025-09"] == {"J58", "J59", "N75992", "M716"}
    cap = chosen["rules-2025-08"].share_caps[0]
    facts = place.facts.set_index("indicator").loc["kic_neighbourhood_facility_cap", "value"]
    assert [cap["max_share_was"] * 100, cap["max_share"] * 100] == pytest.approx(list(facts))


def test_a_users_file_is_hashed_before_the_run(tmp_path: Path) -> None:
    text = 'name = "mine"\n[[industries]]\nzone = "지식산업센터"\nadd = ["M70"]\n'
    path = written(tmp_path, text, "mine.toml")
    (name, digest) = next(iter(check_scenarios({"cluster": "magok", "scenarios": path}).items()))
    assert name == "mine.toml"
    assert digest.startswith("sha256:")
    assert check_scenarios({"cluster": "magok", "scenarios": ""}) == {}
    assert check_scenarios({"scenarios": path}) == {}
    with pytest.raises(ValueError, match=r"mine.toml: .*unknown zone"):
        check_scenarios({"cluster": "osong", "scenarios": path})
