"""A file of one's own: rows as they came, or the table that they make, and where they are from."""

import csv
import json

import pytest

from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.out import check_out, write_out

AREA = {"area": "11500603"}


def test_rows_as_they_came_with_their_source_beside(server, stores, tmp_path):
    server.data_go_kr(stores(3), total=None)
    path = tmp_path / "stores.csv"
    assert write_out(fetch("semas-stores", AREA), path) == 3
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[1]["상호명"] == "가게 1"
    assert rows[1]["지번코드"] == "1150010500107370000"
    told = json.loads((tmp_path / "stores.csv.source.json").read_text(encoding="utf-8"))
    assert told["source"]["publisher"] == "소상공인시장진흥공단"
    assert told["request"] == {"area": "11500603", "key": "***"}
    assert (told["rows"], told["reported"]) == (3, 3)


def test_the_table_that_they_make(server, stores, tmp_path):
    server.data_go_kr(stores(3))
    path = tmp_path / "firms.csv"
    assert write_out(fetch("semas-stores", AREA), path, table="firms") == 3
    assert path.read_text(encoding="utf-8").startswith("firm_id,name_ko,kind,")


def test_outlines_as_geojson(server, reply, tmp_path):
    ring = [[126.82, 37.56], [126.83, 37.56], [126.83, 37.57], [126.82, 37.56]]
    listed = [{"type": "Feature", "id": "Z.1", "properties": {"uname": "일반상업지역"},
               "geometry": {"type": "Polygon", "coordinates": [ring]}}]  # fmt: skip
    inner = {"status": "OK", "record": {"total": "1"},
             "result": {"featureCollection": {"features": listed}}}  # fmt: skip
    server.says(reply["json"]({"response": inner}))
    path = tmp_path / "zones.geojson"
    write_out(fetch("vworld-zoning", {"box": "126.82,37.56,126.83,37.57"}), path)
    (feature,) = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert feature["properties"]["용도지역명"] == "일반상업지역"
    assert feature["geometry"]["coordinates"][0][0] == [126.82, 37.56]


def test_a_name_that_cannot_hold_the_rows_is_refused_first(tmp_path):
    with pytest.raises(ValueError, match=r"ends in \.geojson for rows with outlines"):
        check_out(tmp_path / "zones.csv", has_outlines=True)
    with pytest.raises(ValueError, match=r"ends in \.csv for rows without"):
        check_out(tmp_path / "stores.xlsx", has_outlines=False)
    with pytest.raises(ValueError, match="there is no folder"):
        check_out(tmp_path / "none" / "stores.csv", has_outlines=False)
    check_out(tmp_path / "stores.csv", has_outlines=False)
