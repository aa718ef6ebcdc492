"""A package and what it refers to are read as one, the package's own first."""

from pathlib import Path

import pandas as pd

from clusterlab.load.package import Package
from clusterlab.load.shared_tables import SHARED, Together


def package(slug: str, *, references: dict[str, Package] | None = None) -> Package:
    """Make a package with one row in each table, two sources and two scenario files."""
    tables = {
        name: pd.DataFrame({"row": [slug], "source_id": [slug]})
        for name in (*SHARED, "facts", "firms")
    }
    return Package(
        folder=Path(slug),
        slug=slug,
        meta={},
        tables=tables,
        sources=pd.DataFrame({"source_id": [slug, "both"], "title": [slug, slug]}),
        hashes={},
        scenarios={slug: Path(slug), "both": Path(slug)},
        references=references or {},
    )


def test_shared_rows_come_after_the_packages_own() -> None:
    both = Together(package("own", references={"shared": package("shared")}))
    for name in SHARED:
        assert both.tables[name]["row"].tolist() == ["own", "shared"]
    assert both.tables["firms"]["row"].tolist() == ["own"]
    assert both.facts["row"].tolist() == ["own"]
    assert both.shared_facts["row"].tolist() == ["shared"]


def test_what_both_name_is_the_packages_own() -> None:
    both = Together(package("own", references={"shared": package("shared")}))
    assert both.sources.set_index("source_id")["title"].to_dict() == {
        "own": "own",
        "both": "own",
        "shared": "shared",
    }
    assert both.scenarios == {"own": Path("own"), "both": Path("own"), "shared": Path("shared")}


def test_a_package_alone_is_itself() -> None:
    alone = Together(package("own"))
    assert alone.tables["names"]["row"].tolist() == ["own"]
    assert alone.shared_facts.empty
