from clusterlab.model.said import Named
from clusterlab.siting import Scenario
from clusterlab.study.scenarios.played import Asked, Played
from clusterlab.study.scenarios.told import file_sources, listed, name_of, noted, stated

WIDER = Scenario(
    "w",
    title_ko="확대",
    sources=("s",),
    date="2025-08",
    in_force=True,
    note_en="Mind the gap.",
    industries=({"zone": "works", "add": ["M70"], "sources": ["t"]},),
    stated=({"what_ko": "없음", "what_en": "gone", "zone": "works"},),
)


def test_scenarios_are_listed_with_all_their_sources(place) -> None:
    found = listed(Played(place, {"w": WIDER}, Asked()))
    row = found.data.iloc[0]
    assert (row["since"], row["in_force"], row["changes"], row["stated"]) == ("2025-08", True, 1, 1)
    assert list(found.sources) == ["s", "t"]
    assert found.said[0].values == {"count": 1, "in_force": 1}
    assert listed(Played(place, {}, Asked())).reason.code == "no_scenarios"


def test_what_no_table_holds_is_told_in_every_language(place) -> None:
    found = stated(Played(place, {"w": WIDER}, Asked()))
    assert found.data.iloc[0].to_dict() == {
        "what": Named({"ko": "없음", "en": "gone"}),
        "zone": Named({"ko": "works", "en": "Works"}),
        "since": "2025-08",
        "source_ids": "s",
    }
    assert found.as_of == "2025-08"
    assert not stated(Played(place, {"x": Scenario("x")}, Asked())).tables


def test_only_scenarios_with_a_note_are_noted(place) -> None:
    (note,) = noted(Played(place, {"w": WIDER, "x": Scenario("x")}, Asked())).cautions
    assert note.values["note"].names["en"] == "Mind the gap."
    assert note.values["title"].names["ko"] == "확대"


def test_the_id_stands_for_a_name_that_is_missing() -> None:
    assert name_of({"id": "x", "name_ko": "엑스"}).names == {"ko": "엑스", "en": "", "": "x"}


def test_a_file_is_a_source_that_can_be_cited() -> None:
    row = file_sources([WIDER, Scenario("x")]).set_index("source_id")
    assert row.loc["scenario:w", ["title", "date"]].tolist() == ["w.toml", "2025-08"]
    assert row.loc["scenario:x", "date"] == "undated"
    assert (row[["title", "publisher", "date", "licence"]] != "").all(axis=None)
