"""Each section admits what it says and refuses the rest; a reader's fields are Scenario's own."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

import clusterlab
from clusterlab.model.scenario_sections import CITED, SECTIONS, TOP, ZONED
from clusterlab.siting import Scenario, read_scenario


def test_every_section_and_every_key_at_the_top_is_an_attribute_of_a_scenario() -> None:
    assert {field.name for field in fields(Scenario)} == {*TOP, *SECTIONS}


def test_sections_of_zones_need_a_zone_and_no_others_do() -> None:
    assert {name for name, section in SECTIONS.items() if "zone" in section.must} == set(ZONED)


@pytest.mark.parametrize("name", SECTIONS)
def test_the_one_that_is_needed_is_a_known_key_and_sources_may_stand_anywhere(name: str) -> None:
    section = SECTIONS[name]
    assert set(section.one) <= set(section.may)
    assert set(CITED) <= set(section.known)
    assert not set(section.must) & set(section.may)


@pytest.mark.parametrize(
    ("section", "key", "good", "bad"),
    [
        ("industries", "add", ["C21"], ["X9"]),
        ("limits", "far_limit_pct", 350, -1),
        ("limits", "bcr_limit_pct", 60.5, 101),
        ("share_caps", "max_share", 0.1, 10),
        ("land", "area_m2", 990_000, "990000"),
        ("vacancies", "share", 0.5, 50),
        ("homes", "kind", "dormitory", "hotel"),
        ("on_demand", "vehicles", 8, 8.5),
        ("on_demand", "vehicles", 8, True),
        ("on_demand", "hours", 18, 25),
        ("on_demand", "dongs", ["송도2동"], "송도2동"),
        ("candidates", "fixed", True, 1),
        ("stated", "what_ko", "임대 상한 폐지", " "),
        ("industries", "date", "2025-08", "Aug 2025"),
    ],
)
def test_a_value_is_held_against_its_rule(section: str, key: str, good: Any, bad: Any) -> None:
    check = SECTIONS[section].known[key]
    assert check.rule(good)
    assert not check.rule(bad)
    assert check.words


def test_the_example_that_new_folders_get_is_read_in_full(tmp_path: Path) -> None:
    example = Path(clusterlab.__file__).parent / "load" / "scenario_example.toml"
    text = re.sub(r"(?m)^# (\[\[|[a-z0-9_]+ = )", r"\1", example.read_text("utf-8"))
    file = tmp_path / "mine.toml"
    file.write_text(text, "utf-8")
    scenario = read_scenario(file)
    assert {name for name in SECTIONS if getattr(scenario, name)} == set(SECTIONS) - {"stops"}
