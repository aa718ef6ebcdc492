"""Candidates are plots, a planner's list or whole cells over the districts."""

import numpy as np
import pytest

from clusterlab.cluster import load
from clusterlab.model.problem import DataError
from clusterlab.model.said import Word
from clusterlab.study.sites.candidates import candidate_table, choose_kind, described, placed


def sites_file(tmp_path, text="site_id,lon,lat,rent\na,127.0,37.0,3\nb,127.01,37.0,4\n"):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("slug", "kind"), [("magok", "parcels"), ("incheon", "hexagons"), ("osong", "parcels")]
)
def test_plots_are_compared_where_enough_of_them_are_placed(slug, kind):
    chosen = choose_kind(load(slug), kind="", sites="", max_uncertainty_m=300)
    assert chosen == kind


def test_a_file_or_a_wish_comes_first(town):
    assert choose_kind(town, kind="", sites="x.csv", max_uncertainty_m=300) == "file"
    assert choose_kind(town, kind="parcels", sites="", max_uncertainty_m=300) == "parcels"


def test_plots_keep_what_is_known_and_say_what_stands_on_them(town):
    table = candidate_table(town, kind="parcels")
    assert table.index.tolist() == ["p1", "p2", "p3", "p4", "all"]
    english = [name.names["en"] for name in table["name"]]
    assert english == ["Plot 1", "Plot 2", "Plot 3", "Plot 4", "All"]
    assert table.loc["p1", "built_use"] == "office"
    assert table.loc["p4", "built_use"] == "housing"
    assert table["built_use"].isna()["p2"]
    near = placed(table, max_uncertainty_m=300)
    assert near.index.tolist() == ["p1", "p2", "p4"]
    assert near.attrs["kind"] == "parcels"


def test_cells_are_whole_hexagons_clipped_to_the_district(town):
    table = candidate_table(town, kind="hexagons", hexagon_side_m=100)
    full = 1.5 * np.sqrt(3) * 100**2
    assert table.geometry.area.max() == pytest.approx(full)
    assert (table["share_inside"] >= 0.5).all()
    assert table["area_m2"].sum() <= 1_000_000
    assert table["area_m2"].sum() > 900_000
    # Numbered from the north-west on.
    first = table[
        [name == Word("siting.hexagon", {"number": 1}) for name in table["name"]]
    ].geometry.centroid.iloc[0]
    assert first.y == pytest.approx(table.geometry.centroid.y.max(), abs=1)


def test_a_list_keeps_its_columns_and_is_cited(town, tmp_path):
    path = sites_file(tmp_path)
    table = candidate_table(town, kind="file", sites=path)
    assert [name.names for name in table["name"]] == [{"": "a"}, {"": "b"}]
    assert table["rent"].tolist() == [3.0, 4.0]
    assert table.attrs["extra"] == ["rent"]
    opened = described(town, table, sites=path)
    assert opened.sources["title"].iloc[-1] == "mine.csv"
    assert opened.hashes["mine.csv"] == table.attrs["sha256"]
    assert described(town, candidate_table(town, kind="parcels"), sites="") is town


def test_what_cannot_be_compared_is_refused(town, tmp_path):
    with pytest.raises(ValueError, match="kind must be one of"):
        candidate_table(town, kind="plots")
    with pytest.raises(ValueError, match="needs the path"):
        candidate_table(town, kind="file")
    with pytest.raises(DataError, match=r"mine\.csv"):
        candidate_table(town, kind="file", sites=sites_file(tmp_path, "site_id\nx\n"))
    town.tables["districts"] = town.districts.iloc[:0]
    with pytest.raises(ValueError, match="a district with an outline"):
        candidate_table(town, kind="hexagons")
