"""The map tells the first candidates by shape and rank, not by colour alone."""

import importlib
import json

import shapely

from clusterlab.cluster import load
from clusterlab.report.maps.site_map import site_map
from clusterlab.study.sites.asked import Asked
from clusterlab.study.sites.compared import compare, rank
from clusterlab.study.sites.first import first
from clusterlab.words.wording import label


def drawn(slug: str, lang: str):
    place = load(slug)
    kind = "hexagons" if slug == "incheon" else "parcels"
    asked = Asked(kind=kind, displacements=0, draws=200, top=5, seed=1)
    ranked = rank(compare(place, asked))
    (chart,) = first(ranked).charts
    names = [f"site {number}" for number in range(len(chart.data))]
    data = chart.data.assign(name=names)
    return data, site_map(data, lang=lang, **chart.options)


def test_plots_are_discs_and_the_first_are_diamonds_with_their_rank():
    data, sheet = drawn("osong", "en")
    page = sheet.get_root().render()
    assert f"1. site 0 · {label('band', data['band'].iloc[0], 'en')}" in page
    layers = [
        json.loads(layer.data)
        for layer in sheet._children.values()
        if isinstance(getattr(layer, "data", None), str)
    ]
    (districts,) = [layer for layer in layers if layer["kind"] == "districts"]
    shapes = [shape for shape in districts["shapes"] if shape["role"] == "district"]
    labelled = {shape["label"]: shape for shape in shapes if shape["label"]}
    assert list(labelled) == ["1", "2", "3", "4", "5"]
    # A diamond has four corners and its end; a disc many more.
    assert {len(shape["rings"][0][0]) for shape in labelled.values()} == {5}
    assert min(len(shape["rings"][0][0]) for shape in shapes if not shape["label"]) > 12


def test_cells_are_drawn_as_they_are():
    data, sheet = drawn("incheon", "ko")
    page = sheet.get_root().render()
    assert "1위 site 0" in page
    assert isinstance(data.geometry.iloc[0], shapely.Polygon | shapely.MultiPolygon)


def test_of_very_many_the_best_are_drawn_and_the_map_says_so(monkeypatch):
    file = importlib.import_module("clusterlab.report.maps.site_map")
    monkeypatch.setattr(file, "MOST_DRAWN", 30)
    data, sheet = drawn("osong", "en")
    assert len(data) > 30
    assert f"Of {len(data)} candidates the best 30 are drawn" in sheet.frame
