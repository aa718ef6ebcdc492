"""Tables with outlines: areas true in metres, broken rings mended, what is no polygon left out."""

import geopandas as gpd
import pandas as pd
import pytest
from pyproj import Geod
from shapely.geometry import Polygon, box, mapping

from clusterlab.ingest.korea.services.land import category, dongs, land_use, outlines, parcels
from clusterlab.ingest.services.records import Cut


def cut(**changes):
    given = {
        "source_id": "s",
        "fetched": "2026-11-18",
        "parameters": {},
        "measure_crs": "EPSG:5186",
    }
    return Cut(**(given | changes))


def zones(*drawn):
    return pd.DataFrame(
        {
            "용도지역명": [name for name, _ in drawn],
            "geometry": [mapping(each) for _, each in drawn],
        }
    )


DISTRICTS = gpd.GeoDataFrame(
    {"district_id": ["d1", "d2"]},
    geometry=[box(126.82, 37.56, 126.83, 37.57), None],
    crs="EPSG:4326",
)


def test_land_use_is_the_area_of_zones_within_districts():
    frame = zones(
        ("일반상업지역", box(126.81, 37.56, 126.825, 37.57)),
        ("준공업지역", box(126.825, 37.56, 126.84, 37.565)),
        ("준공업지역", box(126.825, 37.565, 126.83, 37.57)),
        ("자연녹지지역", box(126.9, 37.6, 126.91, 37.61)),
        ("", box(126.82, 37.56, 126.83, 37.57)),
    )
    made = land_use(frame, cut(districts=DISTRICTS))
    assert made.reasons == {"without a name or an outline": 1}
    areas = made.frame.set_index("category_published")["area_m2"].astype(float)
    ring = Polygon(box(126.82, 37.56, 126.83, 37.57)).exterior
    whole, _ = Geod(ellps="GRS80").geometry_area_perimeter(ring)
    assert areas.sum() == pytest.approx(abs(whole), rel=1e-4)
    assert areas["일반상업지역"] == pytest.approx(abs(whole) / 2, rel=1e-4)
    assert set(made.frame["district_id"]) == {"d1"}
    assert list(made.frame["category"]) == ["commercial", "industrial"]


@pytest.mark.parametrize("districts", [None, DISTRICTS[DISTRICTS["district_id"] == "d2"]])
def test_zones_need_outlines_to_be_cut_by(districts):
    frame = zones(("일반상업지역", box(126.81, 37.56, 126.825, 37.57)))
    with pytest.raises(ValueError, match="--into a cluster that has outlines"):
        land_use(frame, cut(districts=districts))


def test_rings_that_cross_themselves_are_mended_and_points_are_no_outlines():
    bow = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    frame = pd.DataFrame(
        {"geometry": [mapping(bow), {"type": "Point", "coordinates": [1, 1]}, None]}
    )
    drawn = outlines(frame)
    assert drawn[0].is_valid
    assert drawn[0].area == pytest.approx(0.5)
    assert list(drawn.isna()) == [False, True, True]


def test_areas_above_the_dong_are_left_out():
    square = mapping(box(126.82, 37.56, 126.83, 37.57))
    frame = pd.DataFrame(
        {"행정구역코드": ["11", "11500105", "11500106"], "읍면동영문명": ["", "A", ""],
         "행정구역명": ["서울특별시", "서울특별시 강서구 마곡동", "가양동"],
         "geometry": [square] * 3}
    )  # fmt: skip
    made = dongs(frame, cut())
    assert list(made.frame["name_ko"]) == ["마곡동"]
    assert list(made.left_out.index) == [0, 2]


def test_lots_need_their_zone():
    frame = pd.DataFrame(columns=["고유번호", "geometry"])
    with pytest.raises(ValueError, match="does not say the zone of a lot: add -p zone"):
        parcels(frame, cut())


def test_categories():
    zones = ("제1종전용주거지역", "중심상업지역", "일반공업지역", "보전녹지지역")
    assert [category(name) for name in zones] == [
        "residential",
        "commercial",
        "industrial",
        "other",
    ]
