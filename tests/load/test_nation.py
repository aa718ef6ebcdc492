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
