"""The map tells the first candidates by shape and rank, not by colour alone."""

import importlib
import json

import shapely

from clusterlab.cluster import load
from clusterlab.report.maps.site_map import site_map
from clusterlab.siting import equal_weights
from clusterlab.study.sites.candidates import candidate_table
from clusterlab.study.sites.criteria import criteria_matrix
from clusterlab.study.sites.ranking import complete, ranking


def drawn(slug: str, lang: str):
    place = load(slug)
    kind = "hexagons" if slug == "incheon" else "parcels"
    candidates = candidate_table(place, kind=kind, lang=lang)
    matrix = criteria_matrix(place, candidates, displacements=0)
    criteria = matrix.attrs["criteria"]
    filled = complete(matrix, criteria, missing="median")
    weights = equal_weights(list(filled))
    ranked = ranking(filled, criteria, weights=weights, draws=200, top=5, seed=1)
    sheet = site_map(place, candidates, ranked, lang=lang, sources=place.sources)
    return candidates, ranked, sheet


def test_plots_are_discs_and_the_first_are_diamonds_with_their_rank():
    candidates, ranked, sheet = drawn("osong", "en")
    page = sheet.get_root().render()
    best = candidates.loc[ranked.index[0], "name"]
    assert f"1. {best} · nearly sure" in page
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
    candidates, ranked, sheet = drawn("incheon", "ko")
    page = sheet.get_root().render()
    assert f"1위 {candidates.loc[ranked.index[0], 'name']}" in page
    assert isinstance(candidates.geometry.iloc[0], shapely.Polygon | shapely.MultiPolygon)


def test_of_very_many_the_best_are_drawn_and_the_map_says_so(monkeypatch):
    file = importlib.import_module("clusterlab.report.maps.site_map")
    monkeypatch.setattr(file, "MOST_DRAWN", 30)
    _, ranked, sheet = drawn("osong", "en")
    assert len(ranked) > 30
    assert f"Of {len(ranked)} candidates the best 30 are drawn" in sheet.frame
