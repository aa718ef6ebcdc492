"""The extent of Korea holds every region of its statistics."""

import clusterlab as cl
from clusterlab.ingest.korea.extent import KOREA


def test_every_region_lies_within() -> None:
    regions = cl.load("magok").regions
    west, south, east, north = KOREA
    assert len(regions) > 200
    assert regions.geometry.x.between(west, east).all()
    assert regions.geometry.y.between(south, north).all()
