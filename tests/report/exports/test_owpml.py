"""Shapes and styles of the Hancom document refer to each other."""

import re
from xml.etree import ElementTree as ET

from clusterlab.report.exports import owpml

HH = "{http://www.hancom.co.kr/hwpml/2011/head}"


def test_every_shape_that_is_referred_to_is_there():
    root = ET.fromstring(owpml.header())
    characters = {one.get("id") for one in root.iter(f"{HH}charPr")}
    paragraphs = {one.get("id") for one in root.iter(f"{HH}paraPr")}
    for style in root.iter(f"{HH}style"):
        assert style.get("charPrIDRef") in characters
        assert style.get("paraPrIDRef") in paragraphs
    borders = {one.get("id") for one in root.iter(f"{HH}borderFill")}
    assert set(re.findall(r'borderFillIDRef="(\d+)"', owpml.header())) <= borders


def test_the_package_lists_each_picture_and_escapes_the_title():
    parts = owpml.package("a & b", "ko", "2024-06-01T00:00:00Z", ["image1"])
    root = ET.fromstring(parts["Contents/content.hpf"])
    items = {one.get("href") for one in root.iter("{http://www.idpf.org/2007/opf/}item")}
    assert "BinData/image1.png" in items
    assert next(root.iter("{http://www.idpf.org/2007/opf/}title")).text == "a & b"


def test_headings_have_styles_of_their_own():
    assert owpml.style("title") != owpml.style("heading") != owpml.style("say") == 0
