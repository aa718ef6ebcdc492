"""The explorer's data and frame, read as text; how it behaves is tested with its report."""

import json
import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from clusterlab.draw.explorer import MOST_SITES, changed, explorer

CRITERIA = [
    {"name": "far", "label": "Floor space", "unit": "m²", "told": "more is better",
     "direction": "benefit", "scaling": "min-max", "target": None, "points": None},
    {"name": "price", "label": "Price", "unit": "won", "told": "less is better",
     "direction": "cost", "scaling": "value", "target": None, "points": [[0, 1], [9, 0]]},
]  # fmt: skip
KEYS = ["noscript", "map", "weights_now", "shown", "rank", "name", "score", "part"]
WORDS = dict.fromkeys(KEYS, "word {name} {shown}")


@pytest.fixture
def sites() -> gpd.GeoDataFrame:
    hole = shapely.box(126.8212, 37.5612, 126.8214, 37.5614)
    return gpd.GeoDataFrame(
        {"name": ["A", "B", None], "second": ["zone 1", None, None], "source_id": "plan"},
        geometry=[
            shapely.box(126.82, 37.56, 126.823, 37.563).difference(hole),
            shapely.Point(126.83, 37.57),
            None,
        ],
        crs="EPSG:4326",
        index=pd.Index(["a", "b", "c"], name="candidate_id"),
    )


@pytest.fixture
def today(sites: gpd.GeoDataFrame) -> pd.DataFrame:
    return pd.DataFrame({"far": [0.1 + 0.2, 2.0, np.nan], "price": [1e-7, 5.0, 2.5]}, sites.index)


def made(sites, tables, **changes):
    ranked = pd.DataFrame(
        {"rank": [1, 2], "score": [0.75, -0.5], "far": [0.5, -0.5], "price": [0.25, 0.0]},
        index=["b", "a"],
    )
    given = {
        "identity": "x1", "titles": {"up": "Raised"}, "criteria": CRITERIA, "weights": [0.25, 0.75],
        "missing": "median", "ranked": ranked, "words": WORDS, "caption": "Sites <1>",
        "summary": "1. B", "lang": "en", "about": "toy", "command": "do it",
        "notes": ["note & note"],
    }  # fmt: skip
    return explorer(sites=sites, tables=tables, **(given | changes))


def data_of(block) -> dict:
    found = re.fullmatch(r'clusterlab\.explorer\("x1", (.*)\);', block.script)
    assert found
    return json.loads(found.group(1))


def test_values_travel_in_full_precision_and_missing_ones_as_null(sites, today):
    data = data_of(made(sites, {"today": today}))
    (scenario,) = data["scenarios"]
    assert scenario["columns"] == [[0.1 + 0.2, 2, None], [1e-7, 5, 2.5]]
    assert scenario["title"] == "today"
    assert data["weights"] == [0.25, 0.75]
    assert data["criteria"][1]["points"] == [[0, 1], [9, 0]]


def test_a_scenario_carries_only_the_columns_it_changes(sites, today):
    up = today.assign(far=[1.0, 2.0, 3.0])
    data = data_of(made(sites, {"today": today, "up": up}))
    assert data["scenarios"][1] == {"key": "up", "title": "Raised", "columns": [[1, 2, 3], None]}
    assert changed({"today": today, "up": up}, ["far", "price"]) == {"today": [], "up": ["far"]}


def test_places_come_as_steps_and_unknown_ones_are_counted(sites, today):
    data = data_of(made(sites, {"today": today}))
    polygon, point, nothing = data["shapes"]
    assert point == [37_570_000, 126_830_000]
    assert nothing is None
    assert data["unplaced"] == 1
    (rings,) = polygon
    assert len(rings) == 2  # the hole as well
    corners = np.cumsum(np.reshape(rings[0], (-1, 2)), axis=0) / 1e6
    drawn = shapely.Polygon(corners[:, ::-1])
    assert drawn.symmetric_difference(shapely.box(126.82, 37.56, 126.823, 37.563)).area < 1e-12


def test_names_fall_back_on_the_id(sites, today):
    data = data_of(made(sites, {"today": today}))
    assert data["names"] == ["A", "B", "c"]
    assert data["notes"] == ["zone 1", None, None]


def test_without_a_script_the_frame_holds_a_ranked_table(sites, today):
    body = made(sites, {"today": today}).body
    rows = re.findall(r"<tr><td.*?</tr>", body)
    assert [re.sub(r"<[^>]+>", " ", row).split() for row in rows] == [
        ["1", "B", "0.750", "0.500", "0.250"],
        ["2", "A", "−0.500", "−0.500", "0.000"],
    ]
    assert "1 Floor space 25% · 2 Price 75%" in body
    assert "Sites &lt;1&gt;" in body
    assert "note &amp; note" in body
    assert "<script" not in body


def test_outlines_lie_below_and_take_no_clicks(sites, today, districts):
    data = data_of(made(sites, {"today": today}, districts=districts, base=districts[:2]))
    assert [layer["kind"] for layer in data["base"]] == ["base", "districts"]
    assert all(shape["rows"] is None for shape in data["base"][1]["shapes"])
    (south, west), (north, east) = data["settings"]["bounds"]
    assert south < 37.56 < 37.57 < north
    assert west < 126.82 < 126.84 < east


def test_what_cannot_be_shown_is_refused(sites, today):
    with pytest.raises(ValueError, match="lacks the criterion 'price'"):
        made(sites, {"today": today[["far"]]})
    with pytest.raises(ValueError, match="'up' must have the sites in their order"):
        made(sites, {"today": today, "up": today[::-1]})
    with pytest.raises(ValueError, match="None of the sites has a place"):
        made(sites.assign(geometry=None).set_crs("EPSG:4326"), {"today": today})
    many = pd.concat([sites[:2]] * (MOST_SITES // 2 + 1), ignore_index=True)
    with pytest.raises(ValueError, match=r"up to 5,000 sites\. There are 5,002"):
        made(many, {"today": pd.concat([today[:2]] * (MOST_SITES // 2 + 1), ignore_index=True)})
