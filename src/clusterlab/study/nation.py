"""The country that clusters lie in, as its package of shared tables describes it."""

from collections.abc import Sequence
from typing import Any

from ..load.nation import nation_package
from ..load.package import Package


def nation(clusters: Sequence[Any]) -> Package:
    """Find the package that the clusters are held against; see `load.nation.nation_package`."""
    return nation_package([cluster.package for cluster in clusters])
