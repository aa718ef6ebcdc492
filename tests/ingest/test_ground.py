"""What a folder knows of its land: extent, sure places by name, outlines."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusterlab.ingest.ground import ground_of


def test_sure_places_are_known_by_name(
    write: Callable[..., Path], firm: Callable[..., dict[str, Any]]
) -> None:
    folder = write(
        {
            "firms.csv": [
                firm(firm_id="f1", name_ko="㈜가나바이오"),
                firm(firm_id="f2", name_ko="멀리", uncertainty_m="350"),
                firm(firm_id="f3", name_ko="둘"),
                firm(firm_id="f4", name_ko="둘"),
            ]
        }
    )
    ground = ground_of(folder)
    assert ground.places == {"가나바이오": (126.825, 37.565)}
    assert ground.extent == (126.0, 37.0, 128.0, 38.0)
    assert ground.area is not None
    assert ground.area.area == pytest.approx(0.0002)


def test_a_folder_without_tables_knows_the_extent_alone(write: Callable[..., Path]) -> None:
    ground = ground_of(write({"districts.geojson": None, "firms.csv": None}))
    assert ground.places == {} and ground.area is None
