from pathlib import Path

import pytest

from clusterlab.siting import read_scenario

GOOD = """
name = "full"
title_ko = "전체"
source = "press"
[[industries]]
zone = "industry"
add = ["M70", "C2110"]
remove = ["C10"]
[[limits]]
zone = "industry"
far_limit_pct = 400
[[share_caps]]
zone = "support"
use = "shops"
max_share = 0.2
[[facilities]]
id = "foundry"
kind = "institute"
lon = 127.3
lat = 36.6
jobs = 120
[[support_services]]
id = "law"
kind = "law"
lon = 127.3
lat = 36.6
[[homes]]
id = "dorm"
kind = "dormitory"
lon = 127.3
lat = 36.6
homes = 300
[[stops]]
id = "stop"
lon = 127.3
lat = 36.6
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "s.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_sections_are_read(tmp_path: Path) -> None:
    out = read_scenario(write(tmp_path, GOOD), zones=["industry", "support"])
    assert (out.name, out.title_ko, out.source) == ("full", "전체", "press")
    assert out.industries[0]["add"] == ["M70", "C2110"]
    assert out.homes[0]["homes"] == 300
    assert all(
        len(getattr(out, s)) == 1
        for s in ("limits", "share_caps", "facilities", "support_services", "stops")
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[[limits]]", "[[limit]]", "'limit' is unknown.*Did you mean 'limits'"),
        ("far_limit_pct", "far_limit", "limits 1: 'far_limit' is unknown.*mean 'far_limit_pct'"),
        ("= 400", '= "400"', "far_limit_pct must be a number from 0 to 3000. It is '400'"),
        ("= 400", "= nan", "must be a number"),
        ("max_share = 0.2", "max_share = 20", "from 0 to 1"),
        ("max_share = 0.2", "", "share_caps 1: max_share is needed"),
        ('"M70"', '"M99"', "add must be a list of industry codes"),
        ('["C10"]', '["M70"]', "M70 is added and removed at once"),
        ('kind = "dormitory"', 'kind = "dormitry"', "one of home, dormitory.*mean 'dormitory'"),
        ('id = "law"', 'id = "dorm"', "id 'dorm' is given twice"),
        ('name = "full"', "", "a name is needed"),
        ('"full"', "3", "name must be text"),
        ("[[stops]]", "[stops]", "stops must be a list of tables"),
        ("lat = 36.6\njobs", "lat = 366\njobs", "lat must be a number from -90 to 90"),
        ('name = "full"', 'name = "full', "is not TOML"),
        ('zone = "support"', 'zone = "suport"', "unknown zone 'suport'.*mean 'support'"),
        ("far_limit_pct = 400", "", "far_limit_pct or bcr_limit_pct is needed"),
    ],
)
def test_what_is_wrong_is_one_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(ValueError, match=message) as caught:
        read_scenario(path, zones=["industry", "support"])
    assert "\n" not in str(caught.value)


def test_a_scenario_that_changes_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="changes nothing"):
        read_scenario(write(tmp_path, 'name = "empty"'))
