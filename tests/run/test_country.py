"""The map of the index."""

import json
import math

import pytest

from clusterlab.run import country

SOURCES = [{"name": "s", "publisher": "Office <of> maps", "date": "2020", "title": "t"}]


def land(folder, rows):
    folder.mkdir(exist_ok=True)
    lines = ["region_code,region,level,lon,lat,area_m2,source_id"]
    lines += [f"{i},r{i},town,{x},{y},{a},s" for i, (x, y, a) in enumerate(rows)]
    (folder / "regions.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "datapackage.json").write_text(json.dumps({"sources": SOURCES}), encoding="utf-8")
    return folder


def place(slug, lon=None, lat=None):
    return {"slug": slug, "name": slug.title()} | ({} if lon is None else {"lon": lon, "lat": lat})


def test_places_without_coordinates_are_not_drawn_and_none_draws_nothing(tmp_path):
    assert country.chart([place("a"), place("b", "x", 1)], [tmp_path]) is None
    drawn = country.chart([place("a"), place("b", 10.0, 50.0)], [tmp_path])
    assert [dot["members"] for dot in drawn["dots"]] == [[1]]


def test_north_is_up_east_is_right_and_regions_keep_their_area(tmp_path):
    folder = land(tmp_path / "land", [(10, 50, 4e9), (14, 50, 1e9), (12, 53, 1e9)])
    drawn = country.chart([place("a", 11, 51), place("b", 13, 52)], [tmp_path / "none", folder])
    first, second = drawn["dots"]
    assert first["x"] < second["x"]
    assert first["y"] > second["y"]
    (x, y, large), (_, _, small), (_, top, _) = drawn["regions"]
    assert large / small == pytest.approx(2, rel=0.02)
    # A degree of latitude is 111.32 km, so the radius in px follows from the map's own scale.
    scale = (y - top) / 3
    assert large == pytest.approx(math.sqrt(4e9 / math.pi) / 111_320 * scale, abs=0.1)
    assert drawn["source"] == "Office <of> maps, 2020"
    assert all(0 <= v <= 1000 for v in (x, y))


def test_a_country_without_places_is_not_drawn(tmp_path):
    folder = land(tmp_path / "land", [(10, 50, 4e9), (14, 53, 1e9)])
    assert country.chart([place("a", 127, 37)], [folder])["regions"] == []


def test_outlines_stand_for_circles_where_a_package_has_them(tmp_path):
    folder = land(tmp_path / "land", [(10, 50, 4e9), (14, 53, 1e9)])
    ring = [[9, 49], [15, 49], [15, 54], [9, 54], [9, 49]]
    shape = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}}
    text = json.dumps({"type": "FeatureCollection", "features": [shape]})
    (folder / "outlines.geojson").write_text(text, encoding="utf-8")
    drawn = country.chart([place("a", 11, 51)], [folder])
    assert drawn["regions"] == []
    assert drawn["outline"].count("L") == 4


def test_every_place_is_in_one_dot_however_many_there_are(tmp_path):
    many = [
        place(f"p{i}", 5 + (i * 37 % 1000) / 100, 45 + (i * 91 % 800) / 100) for i in range(5000)
    ]
    drawn = country.chart(many, [tmp_path])
    members = [one for dot in drawn["dots"] for one in dot["members"]]
    assert sorted(members) == list(range(5000))
    assert len(drawn["dots"]) < 1500
    assert not any(dot["name"] for dot in drawn["dots"])
