"""The report's map, from a built-in cluster."""

import numpy as np
import pytest

import clusterlab as cl
from clusterlab.words import wording


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_map_names_the_cluster_and_shades_districts_only_with_values(lang):
    place = cl.load("magok")
    density = cl.measure.district_density(place.districts, place.points())
    shaded = cl.report.maps.density_map.density_map(place, density, lang=lang)
    bare = cl.report.maps.density_map.density_map(place, density.assign(per_ha=np.nan), lang=lang)
    texts = [drawn._repr_html_() for drawn in (shaded, bare)]
    name = place.name_ko if lang == "ko" else place.name_en
    assert all(name in text for text in texts)
    title = wording.say("map.shading", lang)
    assert title in texts[0]
    assert title not in texts[1]


def test_districts_are_not_shaded_where_most_organisations_are_not_placed():
    place = cl.load("osong")
    points = place.points()
    density = cl.measure.district_density(place.districts, points)
    assert density["per_ha"].notna().any()
    drawn = cl.report.maps.density_map.density_map(place, density, lang="en")
    assert wording.say("map.shading", "en") not in drawn._repr_html_()
