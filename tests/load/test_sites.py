"""A planner's list of sites is read whole or refused with every problem at once."""

import hashlib
import json

import pytest

from clusterlab.ingest.korea.extent import KOREA
from clusterlab.load.sites import OTHERS_MOST, read_sites
from clusterlab.model.problem import DataError

HEADER = "site_id,name,lon,lat,rent,slope\n"
GOOD = HEADER + "a,북쪽,126.82,37.56,30,2.5\nb,,126.83,37.57,,0\n"


def written(tmp_path, text, name="sites.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_of_the_planners_own_are_numbers(tmp_path):
    found = read_sites(written(tmp_path, GOOD))
    assert found.attrs["extra"] == ["rent", "slope"]
    assert found["slope"].tolist() == [2.5, 0.0]
    assert found["rent"].isna().tolist() == [False, True]
    assert found["uncertainty_m"].tolist() == [0.0, 0.0]
    assert (found.geometry.x.tolist(), found.crs.to_epsg()) == ([126.82, 126.83], 4326)
    assert found.attrs["sha256"].endswith(hashlib.sha256(GOOD.encode()).hexdigest())


def test_polygons_of_geojson_are_sites_too(tmp_path):
    ring = [[126.8, 37.5], [126.81, 37.5], [126.81, 37.51], [126.8, 37.5]]
    feature = {
        "type": "Feature",
        "properties": {"site_id": "x", "depth": 3},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    found = read_sites(written(tmp_path, text, "sites.geojson"))
    assert found.geometry.iloc[0].geom_type == "Polygon"
    assert found.attrs["extra"] == ["depth"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("site_id,lon,lat,rent\na,126.8,37.5,high\n", 'row 2: column rent: value "high": expected'),
        ("site_id,lon,lat\na,126.8,37.5\na,126.8,37.5\n", "row 3: column site_id: value"),
        ("site_id,lon,lat\na,37.5,126.8\n", "the two look swapped"),
        ("site_id,lon,lat\n", "expected at least one row"),
        ("site_id,lon,lat,phone\na,126.8,37.5,1\n", "column phone: expected no personal data"),
        ("site_id,lon,lat\na,2.35,48.85\n", "within the package's extent"),
        ("site_id,lon,lat,uncertainty_m\na,126.8,37.5,-3\n", "column uncertainty_m: value"),
    ],
)
def test_what_cannot_be_a_site_is_told_in_one_line(tmp_path, text, expected):
    with pytest.raises(DataError) as caught:
        read_sites(written(tmp_path, text), extent=KOREA)
    (line,) = str(caught.value).splitlines()
    assert line.startswith("sites.csv: ")
    assert expected in line


def test_a_column_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match="column lat: expected this column to be there"):
        read_sites(written(tmp_path, "site_id,lon\na,126.8\n"))


def test_fields_apart_by_bars_are_one_problem(tmp_path):
    with pytest.raises(DataError, match="fields separated by commas"):
        read_sites(written(tmp_path, "site_id|lon|lat\na|126.8|37.5\n"))


def test_a_file_that_is_missing_or_too_wide_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"gone\.csv: expected a file of sites"):
        read_sites(tmp_path / "gone.csv")
    names = ",".join(f"c{n}" for n in range(OTHERS_MOST + 1))
    with pytest.raises(DataError, match="at most 30 columns of your own; there are 31"):
        read_sites(written(tmp_path, f"site_id,lon,lat,{names}\n"))
