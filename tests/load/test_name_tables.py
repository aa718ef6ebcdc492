"""Names of regions and industries are rows of data, in both languages, each once."""

import clusterlab as cl
from clusterlab.load.name_tables import NAMED


def test_every_own_region_level_and_industry_of_the_built_in_clusters_is_named() -> None:
    for slug in ("magok", "incheon", "osong"):
        place = cl.load(slug)
        for lang in ("ko", "en"):
            named = place.names_in(lang)
            assert set(named) == set(NAMED)
            assert set(place.levels) <= set(named["level"])
            assert {place.home(level) for level in place.levels} <= set(named["region"])
            assert set(place.industries["industry"]) - {"ALL"} <= set(named["industry"])
    english = cl.load("magok").names_in("en")["region"]
    assert all(name.isascii() for name in english.values())


def test_regions_of_one_name_are_told_apart() -> None:
    english = cl.load("magok").names_in("en")["region"]
    assert english["서울특별시 중구"] != english["부산광역시 중구"]
