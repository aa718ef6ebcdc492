"""The strip places its mark where the value stands."""

import re
import xml.etree.ElementTree as ET

import pytest

from clusterlab.draw.place_strip import DOTS, EDGE, WIDTH, place_strip


def mark(svg):
    return float(re.findall(r'<path d="M([\d.]+) ', svg)[-1])


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_by_rank_alone_the_mark_stands_at_the_share_below(share):
    assert mark(place_strip(share)) == pytest.approx(EDGE + share * (WIDTH - 2 * EDGE), abs=0.05)


def test_among_peers_the_mark_stands_on_their_scale():
    peers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 100]
    low, high = mark(place_strip(0.1, peers=peers)), mark(place_strip(0.9, peers=peers))
    assert EDGE <= low < high <= WIDTH - EDGE
    assert place_strip(0.5, peers=peers).count("<circle") == 10


def test_many_peers_are_thinned_and_gaps_left_out():
    svg = place_strip(0.5, peers=[float(n) for n in range(5000)] + [float("nan")])
    assert svg.count("<circle") == DOTS
    assert "nan" not in svg


def test_peers_all_alike_make_a_line():
    assert "<circle" not in place_strip(0.5, peers=[3.0] * 20)


def test_it_is_svg_that_tells_what_it_shows():
    root = ET.fromstring(place_strip(0.3, label='top "a" < b'))
    assert root.get("aria-label") == 'top "a" < b'
    assert root.get("role") == "img"
