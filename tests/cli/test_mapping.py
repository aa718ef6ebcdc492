"""Verb that makes a place known on its maps."""

import json
import shutil

from clusterlab.load import catalog


def test_basemap_writes_a_table_or_says_in_one_line_why_not(command, tmp_path):
    shutil.copytree(catalog.data_folder() / "korea", tmp_path / "korea")
    folder = shutil.copytree(catalog.locate("osong"), tmp_path / "osong")
    bare = tmp_path / "bare.geojson"
    bare.write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
    code, out, err = command("basemap", folder, bare)
    assert (code, out, len(err)) == (2, "", 1)
    assert "roads" in err[0]
    line = {"type": "LineString", "coordinates": [[127.3, 36.6], [127.4, 36.7]]}
    road = {"type": "Feature", "properties": {"highway": "primary"}, "geometry": line}
    bare.write_text(json.dumps({"type": "FeatureCollection", "features": [road]}))
    signed = ("--publisher", "A", "--licence", "B", "--date", "2026-05")
    code, out, err = command("basemap", folder, bare, *signed)
    assert (code, err) == (0, [])
    assert "road 1" in out
    assert command("check", folder)[0] == 0
