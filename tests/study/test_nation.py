"""Clusters of one country share its package."""

import pytest

import clusterlab as cl
from clusterlab.study.nation import nation


@pytest.mark.parametrize("slugs", [["magok"], ["incheon", "osong"]])
def test_the_country_is_found(slugs) -> None:
    found = nation([cl.load(slug) for slug in slugs])
    assert found.slug == "korea"
    assert len(found.tables["instruments"]) == 32
