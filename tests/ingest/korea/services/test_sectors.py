"""Codes of industries: with or without the letter of their section, first of several."""

from clusterlab.ingest.korea.services.sectors import SECTION_NAMES, industry_code


def test_codes_keep_their_zeros():
    assert industry_code("A01110") == "01110"
    assert industry_code("21101, 21210") == "21101"
    assert industry_code("123456") == ""


def test_sections_are_those_of_the_census():
    assert "".join(SECTION_NAMES) == "ABCDEFGHIJKLMNOPQRS"
