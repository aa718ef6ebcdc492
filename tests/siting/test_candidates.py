import geopandas as gpd
import pandas as pd
import pytest
import shapely

from clusterlab.siting import (
    candidates_from_hexagons,
    candidates_from_parcels,
    candidates_from_sites,
)
from clusterlab.siting.candidates import COLUMNS


def test_parcels_keep_their_own_area_and_others_are_measured() -> None:
    plots = gpd.GeoDataFrame(
        {
            "parcel_id": ["p", "q", "r"],
            "area_m2": [990.0, None, None],
            "vacant": ["true", "true", None],
            "note": "x",
        },
        geometry=[shapely.box(0, 0, 50, 20), shapely.box(0, 0, 10, 10), shapely.Point(1, 1)],
        crs=5186,
    )
    out = candidates_from_parcels(plots)
    assert out.index.tolist() == ["p", "q", "r"]
    assert out["area_m2"].tolist()[:2] == [990.0, 100.0]
    assert pd.isna(out.loc["r", "area_m2"])  # a point has no area
    assert set(COLUMNS) | {"note", "geometry"} == set(out.columns)
    assert candidates_from_parcels(plots, only_vacant=True).index.tolist() == ["p", "q"]
    assert "origin" not in plots


def test_a_users_list_needs_ids_that_differ() -> None:
    sites = gpd.GeoDataFrame({"site_id": ["a", "a"]}, geometry=[shapely.Point(0, 0)] * 2, crs=4326)
    with pytest.raises(ValueError, match="'a' repeats"):
        candidates_from_sites(sites)
    out = candidates_from_sites(sites.assign(site_id=["a", "b"]))
    assert (out["origin"] == "site").all()
    with pytest.raises(ValueError, match="Did you mean 'site_id'"):
        candidates_from_sites(sites, id_column="siteid")


def test_hexagons_are_clipped_and_belong_to_the_larger_part() -> None:
    cells = gpd.GeoDataFrame(
        index=["0:0", "1:0", "2:0"],
        geometry=[shapely.box(x, 0, x + 100, 100) for x in (0, 100, 200)],
        crs=5186,
    )
    districts = gpd.GeoDataFrame(
        {"district_id": ["north", "south", "unknown"]},
        geometry=[shapely.box(0, 0, 130, 100), shapely.box(130, 0, 220, 100), None],
        crs=5186,
    )
    out = candidates_from_hexagons(cells, districts)
    assert out.index.tolist() == ["0:0", "1:0"]
    assert out["district_id"].tolist() == ["north", "south"]
    assert out["area_m2"].tolist() == pytest.approx([10_000, 10_000])
    every = candidates_from_hexagons(cells, districts, minimum_share=0)
    assert every.loc["2:0", "share_inside"] == pytest.approx(0.2)
    with pytest.raises(ValueError, match="metric CRS"):
        candidates_from_hexagons(cells.to_crs(4326), districts)
    with pytest.raises(ValueError, match="from 0 to 1"):
        candidates_from_hexagons(cells, districts, minimum_share=2)
