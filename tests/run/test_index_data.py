"""What the index holds of each report and run."""

import json

import pytest

from clusterlab.run import index_data

CHANGE = {"measure": "placed_share", "scope": "the_town", "unit": "1", "before": "1", "after": ""}


def report(slug="town", lang="ko", changed=None, causes=None, **more):
    return {
        "slug": slug,
        "name": slug.title(),
        "notebook": "siting",
        "kind": "cluster",
        "title": {"en": "Sites"},
        "lang": lang,
        "as_of": "2024",
        "metrics": {"ok": 5, "undefined": 2, "suppressed": 1},
        "files": {"map.html": {}},
        "path": index_data.path_of(slug, "siting", lang),
        "broken": "",
        "failure": None,
        "run": {
            "started": "2026-01-01T00:00:00Z",
            "duration_s": 1.5,
            "changed_since_run_before": changed,
            "causes": causes or {},
        },
    } | more


def test_what_is_packed_reads_back_and_cannot_end_its_element():
    value = ["</script><!--", "마을\u2028", 1]
    text = index_data.packed(value)
    assert "<" not in text
    assert json.loads(text) == value


def test_a_place_has_a_name_for_each_language_and_the_point_that_a_run_recorded():
    found = [report(), report(lang="en", name="Town", place={"lon": 1.0, "lat": 2.0})]
    (place,) = index_data.places(found)
    assert place["names"] == {"ko": "Town", "en": "Town"}
    assert (place["lon"], place["lat"]) == (1.0, 2.0)
    assert "lon" not in index_data.places([report("nowhere-at-all")])[0]
    assert "lon" not in index_data.places([report("magok", kind="comparison")])[0]
    west, east = 126.76, 126.91
    assert west < index_data.places([report("magok")])[0]["lon"] < east


def test_reports_name_place_kind_and_language_by_position_and_an_unusual_path():
    found = [report(headline="So it is"), report(lang="en", path="elsewhere/siting")]
    data = index_data.reports(found, index_data.places(found), ["ko", "en"])
    first, second = data["reports"]
    assert data["places"][first[0]][0] == "town"
    assert data["kinds"][first[1]][0] == "siting"
    assert (data["langs"][first[2]], data["langs"][second[2]]) == ("ko", "en")
    assert first[3:] == ["So it is", "2024", 5, 3, 1, ""]
    assert second[3] is None
    assert second[-1] == "elsewhere/siting"


def test_equal_causes_are_kept_once_and_numbers_until_there_are_many(monkeypatch):
    monkeypatch.setattr(index_data, "MOST_CHANGES", 3)
    why = {"data": ["a.csv"]}
    found = [report(), *[report(changed=[CHANGE] * 2, causes=why)] * 2]
    told = index_data.runs(found)
    assert told["causes"] == [why]
    assert [row[2] for row in told["rows"]] == [None, 2, 2]
    assert [row[3] for row in told["rows"]] == [-1, 0, 0]
    assert [len(row[4]) for row in told["rows"]] == [0, 2, 0]
    assert told["rows"][1][4][0] == ["위치 확인율", "the town", "1", "–", ""]


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        ({}, ""),
        ({"data": ["a", "b", "c", "d"]}, "data: a, b, c +1"),
        ({"parameters": [["seed", "1", ""]]}, "settings: seed 1 → –"),
        ({"notebook": True, "software": [["numpy", "1", "2"]]}, "software: numpy 1 → 2; "),
    ],
)
def test_causes_are_worded(why, expected):
    assert index_data.said(why, "en").startswith(expected)
    assert bool(index_data.said(why, "ko")) == bool(why)


def test_the_last_changed_runs_lead_and_the_rest_is_counted():
    runs = [report(changed=[CHANGE], name=f"n{i}") for i in range(3)]
    for i, one in enumerate(runs):
        one["run"]["started"] = f"2026-01-0{(i + 1) % 3 + 1}T10:00:00Z"
    found = [*runs, report(lang="en"), report(changed=[])]
    told = index_data.runs(found)
    named = [row["name"] for row in index_data.recent(found, told, "ko", 2)]
    assert named == ["n1", "n0"]
    said = index_data.summary(found, "en")
    assert said["last"] == "2026-01-01 00:00 UTC"
    assert said["counts"] == "reports with changed numbers: 0 · first runs: 1"
    assert "3" in index_data.summary(found, "ko")["counts"]
    assert index_data.summary([], "ko")["last"] == ""
