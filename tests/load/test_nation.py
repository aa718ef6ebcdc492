"""The instruments come from what a cluster refers to, else from the built-in package."""

from clusterlab.load.catalog import locate
from clusterlab.load.nation import BUILT_IN, nation_package
from clusterlab.load.package import Package, read_package


def test_a_cluster_brings_its_own_reference_package() -> None:
    package = read_package(locate("osong"))
    assert nation_package([package]) is package.references[BUILT_IN]


def test_one_without_references_is_held_against_the_built_in_one() -> None:
    whole = read_package(locate("osong"))
    alone = Package(
        folder=whole.folder,
        slug="alone",
        meta=whole.meta,
        tables=whole.tables,
        sources=whole.sources,
        hashes=whole.hashes,
    )
    found = nation_package([alone])
    assert found.slug == BUILT_IN
    assert len(found.tables["instruments"]) == 32


def test_one_of_another_country_is_not_held_against_the_built_in_one() -> None:
    whole = read_package(locate("osong"))
    abroad = Package(
        folder=whole.folder,
        slug="abroad",
        meta=dict(whole.meta) | {"currency": "EUR"},
        tables=whole.tables,
        sources=whole.sources,
        hashes=whole.hashes,
    )
    found = nation_package([abroad])
    assert found is abroad
    assert found.tables["instruments"].empty
