"""One toy set of sites, and one of demand points, for all tests of the room."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import Criterion


@pytest.fixture
def plots() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "jobs": [120.0, 40.0, 75.0, 300.0, 90.0],
            "price": [310.0, 150.0, 200.0, 420.0, 180.0],
            "station_m": [250.0, 900.0, 400.0, 120.0, 650.0],
            "slope": [2.0, 2.0, 2.0, 2.0, 2.0],
        },
        index=list("abcde"),
    )


@pytest.fixture
def criteria() -> list[Criterion]:
    return [
        Criterion(name="jobs", unit="persons"),
        Criterion(name="price", direction="cost", unit="won/m2"),
        Criterion(name="station_m", direction="target", target=300.0, unit="m"),
    ]


def random_demand(seed: int, points: int, candidates: int) -> tuple[pd.DataFrame, pd.Series]:
    """Costs between random places, and whole weights."""
    rng = np.random.default_rng(seed)
    a, b = rng.random((points, 2)) * 10, rng.random((candidates, 2)) * 10
    cost = pd.DataFrame(
        np.hypot(a[:, None, 0] - b[:, 0], a[:, None, 1] - b[:, 1]),
        index=[f"d{i}" for i in range(points)],
        columns=[f"s{j}" for j in range(candidates)],
    )
    return cost, pd.Series(rng.integers(1, 50, points).astype(float), index=cost.index)


@pytest.fixture
def demand() -> Callable[[int, int, int], tuple[pd.DataFrame, pd.Series]]:
    return random_demand
