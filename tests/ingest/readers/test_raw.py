"""What a file holds has headings in order, and no reference system without geometry."""

import geopandas as gpd
import numpy as np
import pandas as pd

from clusterlab.ingest.readers.raw import Raw


def test_headings_and_reference_system() -> None:
    cells = pd.DataFrame({"a": ["1"], "b": ["2"]})
    raw = Raw("t.csv", cells, np.array([2]), {})
    assert raw.headings == ["a", "b"] and raw.crs is None
    points = gpd.GeoSeries.from_xy([127.0], [37.0], crs="EPSG:4326")
    assert Raw("t.gpkg", cells, np.array([1]), {}, geometry=points).crs == "EPSG:4326"


def test_counts_under_headings_of_levels_are_no_personal_data() -> None:
    cells = pd.DataFrame(
        {"2021 / 여성대표자": ["1,234"], "대표자 / 이름": ["김"], "대표자명": ["1"]}
    )
    assert Raw("t.csv", cells, np.array([2]), {}).personal == ["대표자 / 이름", "대표자명"]
