"""Styles and metadata are well-formed XML that says what it should."""

from xml.etree import ElementTree as ET

from clusterlab.draw.palette import SYMBOLS
from clusterlab.report.exports import qgis


def test_each_kind_has_its_symbol_and_the_error_is_drawn_in_metres():
    kinds = {kind: SYMBOLS[kind] for kind in ("anchor", "firm")}
    text = qgis.style(area=False, colour="#0072b2", kinds=kinds, labels={"firm": 'a "b" <c>'},
                      halo=True)  # fmt: skip
    root = ET.fromstring(text)
    categories = list(root.iter("category"))
    assert {one.get("value") for one in categories} == set(kinds)
    symbols = {one.get("name") for one in root.iter("symbol")}
    assert {one.get("symbol") for one in categories} == symbols
    assert 'a "b" <c>' in {one.get("label") for one in categories}
    said = {one.get("value") for one in root.iter("Option")}
    assert '2 * coalesce("uncertainty_m", 0)' in said
    assert "RenderMetersInMapUnits" in said


def test_areas_are_filled_without_a_circle():
    root = ET.fromstring(qgis.style(area=True, colour="#1d5b79", kinds={}, labels={}, halo=True))
    assert [one.get("class") for one in root.iter("layer")] == ["SimpleFill"]


def test_metadata_keep_licences():
    text = qgis.metadata(identifier="i", title="a & b", abstract="<x>", lang="ko",
                         licences=["CC0"], rights=["A & B"], date="2024-06-01")  # fmt: skip
    root = ET.fromstring(text)
    assert root.findtext("license") == "CC0"
    assert root.findtext("title") == "a & b"
