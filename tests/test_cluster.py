"""The cluster as users hold it: tables, points in metres, a card and a map."""

from pathlib import Path

import pytest

import clusterlab as cl
from clusterlab.cluster import Cluster, load
from clusterlab.load.catalog import data_folder
from clusterlab.load.shared_tables import SHARED
from clusterlab.load.tables import TABLE_NAMES

SLUGS = list(cl.clusters()["slug"])


@pytest.fixture(scope="module")
def cluster() -> Cluster:
    return load(SLUGS[0])


@pytest.mark.parametrize("slug", SLUGS)
def test_each_cluster_loads_with_every_table_as_an_attribute(slug: str) -> None:
    found = cl.load(slug)
    assert (found.slug, found.meta["slug"]) == (slug, slug)
    for name in TABLE_NAMES:
        assert len(getattr(found, name).columns) > 1, name
    row = cl.clusters().set_index("slug").loc[slug]
    assert (found.name_ko, found.name_en, found.as_of) == (row.name_ko, row.name_en, row.as_of)


def test_a_folder_loads_as_a_slug_does(cluster: Cluster) -> None:
    again = load(data_folder() / cluster.slug)
    assert again.hashes == cluster.hashes
    assert again.firms.equals(cluster.firms)


def test_points_are_placed_present_and_in_metres(cluster: Cluster) -> None:
    points = cluster.points()
    assert points.crs == cluster.measure_crs
    assert points.crs.axis_info[0].unit_name == "metre"
    assert points.geometry.notna().all()
    assert (points["uncertainty_m"] <= 300).all()
    assert set(points["status"]) == {"present"}
    assert points["organisation_id"].is_unique
    assert not set(points["organisation_id"]) & set(
        cluster.firms.loc[cluster.firms["same_as"].notna(), "firm_id"]
    )
    assert list(points.index) == list(range(len(points)))


def test_a_wider_limit_never_loses_a_point(cluster: Cluster) -> None:
    counts = [len(cluster.points(max_uncertainty_m=limit)) for limit in (0, 50, 300, 5000)]
    assert counts == sorted(counts)
    assert counts[-1] <= len(cluster.organisations())
    everyone = cluster.organisations(include=("present", "planned", "pledged", "left"))
    assert len(cluster.organisations()) < len(everyone)


@pytest.mark.parametrize("limit", [-1, float("nan")])
def test_a_limit_below_zero_is_refused(cluster: Cluster, limit: float) -> None:
    with pytest.raises(ValueError, match=f"max_uncertainty_m must be 0 or more, not {limit}"):
        cluster.points(max_uncertainty_m=limit)


def test_shared_tables_come_with_their_sources_and_hashes(cluster: Cluster) -> None:
    shared = cluster.package.references
    assert shared
    for name in SHARED:
        own = len(cluster.package.tables[name])
        others = sum(len(reference.tables[name]) for reference in shared.values())
        assert len(cluster.tables[name]) == own + others
    assert cluster.sources["source_id"].is_unique
    for frame in cluster.tables.values():
        if "source_id" in frame:
            assert set(frame["source_id"]) <= set(cluster.sources["source_id"])
    assert any(path.startswith("korea/") for path in cluster.hashes)


def test_the_card_and_the_line_name_the_cluster(cluster: Cluster) -> None:
    html = cluster._repr_html_()
    assert cluster.name_ko in html
    assert "<script" not in html
    assert repr(cluster).startswith(f"<Cluster {cluster.slug}: {cluster.name_en}, as of ")
    assert cluster.summary().loc["firms", "rows"] == len(cluster.firms)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_map_names_the_organisations(cluster: Cluster, lang: str) -> None:
    page = cluster.explore(lang=lang).get_root().render()
    assert cluster.points()["name_ko"].iloc[0] in page


def test_an_unknown_cluster_is_told(tmp_path: Path) -> None:
    with pytest.raises(cl.UnknownCluster, match="The clusters are "):
        load("nowhere")
    with pytest.raises(cl.DataError, match=r"datapackage\.json: expected this file"):
        load(tmp_path)
