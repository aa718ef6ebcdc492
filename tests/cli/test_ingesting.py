"""Verbs that bring data in."""

import shutil

from clusterlab.load import catalog


def test_geocode_places_open_rows_of_a_folder(command, tmp_path):
    shutil.copytree(catalog.locate("osong"), tmp_path / "osong")
    shutil.copytree(catalog.data_folder() / "korea", tmp_path / "korea")
    known = "address,lon,lat\n충북 청주시 흥덕구 오송읍 오송생명2로 187,127.33,36.64\n"
    (tmp_path / "known.csv").write_text(known, encoding="utf-8")
    given = ("geocode", tmp_path / "osong", "--against", tmp_path / "known.csv")
    code, _, err = command(*given)
    assert code == 2
    assert "--known-uncertainty-m 30" in err[0]
    code, out, err = command(*given, "--known-uncertainty-m", 30)
    assert (code, err) == (0, [])
    assert "had a place and keep it" in out
    assert command("check", tmp_path / "osong")[0] == 0
    code, _, err = command("geocode", tmp_path / "osong", "--service", "vworld")
    assert (code, err) == (2, ["clusterlab: --service 'vworld': expected juso"])
