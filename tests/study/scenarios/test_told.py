import pandas as pd

from clusterlab.siting import Scenario
from clusterlab.study.scenarios.told import (
    change_table,
    file_sources,
    name_of,
    note_of,
    stated_table,
    title_of,
    zone_of,
)

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


def test_scenarios_are_listed_with_all_their_sources() -> None:
    table = change_table({"w": WIDER}, lang="ko")
    assert table.index.tolist() == ["확대"]
    row = table.iloc[0]
    assert (row["since"], row["in_force"], row["changes"], row["stated"]) == ("2025-08", True, 1, 1)
    assert row["source_ids"] == "s;t"
    assert change_table({}, lang="ko").empty


def test_what_no_table_holds_is_told_in_the_language(place) -> None:
    table = stated_table({"w": WIDER}, place, lang="en")
    assert table.iloc[0].to_dict() == {
        "what": "gone",
        "zone": "Works",
        "since": "2025-08",
        "source_ids": "s",
    }


def test_names_fall_back_on_what_there_is(place) -> None:
    assert title_of(WIDER, "en") == "w"
    assert note_of(WIDER, "en") == "Mind the gap."
    assert zone_of(place, "works", "ko") == "works"
    assert zone_of(place, "elsewhere", "en") == "elsewhere"
    place.parcels = pd.DataFrame({"zone": ["works"]})
    assert zone_of(place, "works", "en") == "works"
    assert name_of({"id": "x", "name_ko": "엑스"}, "ko") == "엑스"
    assert name_of({"id": "x"}, "en") == "x"


def test_a_file_is_a_source_that_can_be_cited() -> None:
    row = file_sources([WIDER, Scenario("x")], lang="ko").set_index("source_id")
    assert row.loc["scenario:w", ["title", "date"]].tolist() == ["확대", "2025-08"]
    assert row.loc["scenario:x", "date"] == "undated"
    assert (row[["title", "publisher", "date", "licence"]] != "").all(axis=None)
    assert file_sources([], lang="en").empty
