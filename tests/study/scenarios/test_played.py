from clusterlab.siting import Scenario
from clusterlab.study.scenarios.played import Asked, Played, play

LIMITS = Scenario("l", limits=({"zone": "works", "far_limit_pct": 300.0, "floor_use": "office"},))


def test_only_scenarios_that_change_a_rule_have_effects(place) -> None:
    played = Played(place, {"l": LIMITS, "x": Scenario("x")}, Asked())
    assert list(played.effects) == ["l"]
    assert set(played.tables) == {"l", "x"}
    assert played.fleets == {}


def test_names_fall_back_on_what_there_is(place) -> None:
    played = Played(place, {"l": LIMITS}, Asked())
    assert played.title("l").names == {"ko": "", "en": "", "": "l"}
    assert played.zone("works").names == {"ko": "works", "en": "Works"}
    assert played.zone("elsewhere").names == {"ko": "elsewhere"}


def test_a_readers_file_and_parameters_are_taken(place, tmp_path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('name = "mine"\n[[industries]]\nzone = "works"\nadd = ["M70"]\n')
    played = play(place, str(file), {"draws": 7, "page": None})
    assert played.asked == Asked(draws=7)
    assert list(played.scenarios) == ["mine"]
    assert "scenario:mine" in set(played.described.sources["source_id"])
