"""Names lead to folders; every built-in package keeps every rule that data keep here."""

import json
import re
import shutil
import warnings
from functools import cache
from pathlib import Path

import frictionless
import geopandas as gpd
import pandas as pd
import pytest
import shapely

from clusterlab.load import catalog
from clusterlab.load.check import check
from clusterlab.load.columns import MONEY
from clusterlab.load.package import Package, read_package
from clusterlab.load.seal import seal
from clusterlab.load.tables import TABLES
from clusterlab.model.problem import UnknownCluster

ROOT = catalog.data_folder()
PACKAGES = sorted(path.parent.name for path in ROOT.glob("*/datapackage.json"))
CLUSTERS = list(catalog.clusters()["slug"])
NEAR_M = 15_000
"""An organisation further than this from its cluster is a mistake in its coordinates."""


@cache
def package(slug: str) -> Package:
    return read_package(ROOT / slug)


def test_the_catalog_lists_every_package_on_disk() -> None:
    assert sorted(catalog.packages()) == PACKAGES
    assert set(CLUSTERS) <= set(PACKAGES)
    for slug in PACKAGES:
        kind = package(slug).meta.get("kind", "cluster")
        assert (kind == "cluster") == (slug in CLUSTERS)


def test_clusters_are_described_in_both_languages() -> None:
    table = catalog.clusters()
    assert list(table.columns) == list(catalog.COLUMNS)
    assert table.notna().all(axis=None)
    assert table["slug"].is_unique


def test_a_slug_a_folder_or_its_descriptor_leads_to_the_folder(tmp_path: Path) -> None:
    slug = CLUSTERS[0]
    assert catalog.locate(slug) == ROOT / slug
    assert catalog.locate(tmp_path) == catalog.locate(str(tmp_path)) == tmp_path
    assert catalog.locate(tmp_path / "datapackage.json") == tmp_path


@pytest.mark.parametrize("name", ["Magock", "", "..", "korea ", "마곡", "a/b"])
def test_an_unknown_name_gets_the_list(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    if name == "..":
        assert catalog.locate(name) == Path("..")
        return
    with pytest.raises(UnknownCluster) as caught:
        catalog.locate(name)
    assert caught.value.known == tuple(CLUSTERS)
    assert all(slug in str(caught.value) for slug in CLUSTERS)


@pytest.mark.parametrize("slug", PACKAGES)
def test_schema_hashes_rows_and_links(slug: str) -> None:
    assert [str(problem) for problem in check(ROOT / slug)] == []
    descriptor = json.loads((ROOT / slug / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        assert resource["hash"].startswith("sha256:")
        assert resource.get("rows", resource.get("features")) > 0


@pytest.mark.parametrize("slug", PACKAGES)
def test_the_descriptor_is_what_sealing_writes(slug: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / slug, tmp_path, dirs_exist_ok=True)
    assert seal(tmp_path).read_bytes() == (ROOT / slug / "datapackage.json").read_bytes()


@pytest.mark.parametrize("slug", PACKAGES)
def test_the_peer_finds_the_package_valid(slug: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the peer's own, about its dependencies
        report = frictionless.Package(str(ROOT / slug / "datapackage.json")).validate()
    assert report.flatten(["title", "message"]) == []


@pytest.mark.parametrize("slug", PACKAGES)
def test_files_are_plain_utf8_with_short_lines(slug: str) -> None:
    for path in (ROOT / slug).glob("*.csv"):
        data = path.read_bytes()
        data.decode("utf-8")
        assert not data.startswith(b"\xef\xbb\xbf"), path.name
        assert b"\r" not in data, path.name
        assert data.endswith(b"\n"), path.name


@pytest.mark.parametrize("slug", PACKAGES)
def test_every_number_has_a_unit(slug: str) -> None:
    read = package(slug)
    for record in TABLES:
        if record.name == "sources" or read.tables[record.name].empty:
            continue
        for column in record.columns:
            if column.unit == MONEY and read.tables[record.name][column.name].notna().any():
                assert read.meta["money_unit"][f"{record.name}.{column.name}"]
    assert (read.tables["facts"]["unit"].str.strip() != "").all()


@pytest.mark.parametrize("slug", PACKAGES)
def test_every_source_can_be_cited(slug: str) -> None:
    read = package(slug)
    columns = ["source_id", "title", "publisher", "date", "licence"]
    assert read.sources[columns].notna().all(axis=None)
    assert not read.sources["licence"].str.upper().isin(["NA", "N/A", "NONE", "UNKNOWN"]).any()
    assert (read.sources[columns].apply(lambda column: column.str.strip().str.len()) > 0).all(
        axis=None
    )


def test_one_id_names_one_source_in_all_packages() -> None:
    every = pd.concat([package(slug).sources for slug in PACKAGES]).drop_duplicates()
    repeated = every[every["source_id"].duplicated(keep=False)]
    assert sorted(set(repeated["source_id"])) == []


def in_metres(frame: pd.DataFrame, read: Package) -> gpd.GeoDataFrame:
    placed = gpd.GeoDataFrame(frame)
    return placed[placed.geometry.notna()].to_crs(read.meta["measure_crs"])


@pytest.mark.parametrize("slug", CLUSTERS)
def test_outlines_are_valid_and_agree_with_the_official_area(slug: str) -> None:
    read = package(slug)
    drawn = in_metres(read.tables["districts"], read)
    assert len(drawn)
    assert drawn.geometry.is_valid.all()
    known = drawn[drawn["official_area_m2"].notna()]
    assert len(known)
    error = known.geometry.area / known["official_area_m2"] - 1
    told = dict(zip(known["district_id"], error.round(3), strict=True))
    assert (error.abs() < 0.02).all(), told


@pytest.mark.parametrize("slug", CLUSTERS)
def test_points_lie_near_their_cluster(slug: str) -> None:
    read = package(slug)
    outline = shapely.union_all(in_metres(read.tables["districts"], read).geometry.to_numpy())
    for name in ("firms", "universities", "institutions", "transit", "parcels", "buildings"):
        points = in_metres(read.tables[name], read)
        far = points[points.distance(outline) > NEAR_M]
        assert far.empty, far.iloc[:, :2].to_string()


@pytest.mark.parametrize("slug", CLUSTERS)
def test_a_cluster_has_the_tables_of_a_report(slug: str) -> None:
    tables = package(slug).tables
    for name in ("districts", "dongs", "firms", "institutions", "universities", "land_use"):
        assert not tables[name].empty, name
    assert not tables["transit"].empty
    assert tables["firms"]["status"].eq("present").any()


def test_floor_of_a_magok_plot_is_that_of_its_counted_titles() -> None:
    tables = package("magok").tables
    plots = tables["parcels"][tables["parcels"]["kind"] == "plot"].set_index("parcel_id")
    counted = tables["buildings"][tables["buildings"]["counted"]]
    floor = counted.groupby("parcel_id")[["far_floor_area_m2", "floor_area_m2"]].sum()
    assert set(plots.index) == set(tables["buildings"]["parcel_id"])
    pd.testing.assert_frame_equal(
        plots[["floor_built_m2", "floor_total_m2"]].sort_index().astype("float64"),
        floor.set_axis(["floor_built_m2", "floor_total_m2"], axis=1).reindex(sorted(plots.index)),
        check_names=False,
        atol=1e-3,
    )


def test_plots_without_evidence_of_a_place_have_no_point() -> None:
    sites = package("osong").tables["parcels"].set_index("parcel_id")
    assert sites.geometry.isna()[["osong-complex-3", "osong-k-bio-square"]].all()
    assert (sites.loc[sites["kind"] == "site", "uncertainty_m"].dropna() >= 1200).all()
    songdo = package("incheon").tables["parcels"].set_index("parcel_id")
    assert songdo.geometry.isna()[["songdo-ki17-18", "songdo-ki20"]].all()
    assert songdo.loc["songdo-ki19", "location_basis"] == "register"


def test_a_list_that_is_whole_holds_only_industry_codes() -> None:
    for slug in CLUSTERS:
        plots = package(slug).tables["parcels"]
        whole = plots[plots["allowed_complete"].fillna(value=False).astype(bool)]
        for text in whole["allowed_industries"]:
            parts = [part for part in text.split(";") if part.strip()]
            assert all(re.match(r" ?[A-U](\d{2,5})?(\.|$)", part) for part in parts), text


def test_limits_that_sources_dispute_stay_a_range() -> None:
    plots = package("magok").tables["parcels"]
    industrial = plots[plots["zone"] == "산업시설용지"]
    assert set(industrial["far_limit_pct"]) == {250.0}
    assert set(industrial["far_limit_high_pct"]) == {350.0}
    assert not industrial["allowed_complete"].any()
