"""Sectors: as the built-in clusters sort them, codes with or without their letter."""

import pytest

from clusterlab.load.choices import SECTORS
from clusterlab.load.services.sectors import SECTION_NAMES, industry_code, sector


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("10", "food"),
        ("20423", "chemistry_materials"),
        ("21", "bio"),
        ("22", "chemistry_materials"),
        ("25", "machinery"),
        ("26", "electronics_ict"),
        ("271", "bio"),
        ("27199", "bio"),
        ("27219", "electronics_ict"),
        ("28123", "electronics_ict"),
        ("29", "machinery"),
        ("32", "other"),
        ("35", "energy"),
        ("41", "construction"),
        ("70113", "services"),
        ("01110", "other"),
        ("", "unknown"),
        ("abc", "unknown"),
    ],
)
def test_sector(code, name):
    assert sector(code) == name
    assert name in SECTORS


def test_codes_keep_their_zeros():
    assert industry_code("A01110") == "01110"
    assert industry_code("21101, 21210") == "21101"
    assert industry_code("123456") == ""
    assert len(SECTION_NAMES) == 19
