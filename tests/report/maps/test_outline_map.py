"""The map of groups names each group and cites where its points come from."""

from clusterlab.cluster import load
from clusterlab.report.maps.outline_map import group_map
from clusterlab.study.groups import outlines
from clusterlab.study.points import choose_points


def drawn(slug: str, lang: str, *, minimum: int):
    place = load(slug)
    study = choose_points(place, plants="", max_uncertainty_m=300)
    found = outlines(study.points, radius_m=150, minimum=minimum, resamples=0, seed=1)
    sheet = group_map(found, lang=lang, study=study)
    return found, sheet


def test_each_group_is_named_with_its_number_of_firms():
    found, sheet = drawn("magok", "en", minimum=5)
    page = sheet.get_root().render()
    assert len(found) >= 2
    for number, count in found["n"].items():
        assert f"Group {number} ({count})" in page


def test_without_groups_the_districts_are_drawn():
    found, sheet = drawn("osong", "ko", minimum=5)
    page = sheet.get_root().render()
    assert found.empty
    assert "오송생명과학단지" in page
    assert "묶음 1" not in page
