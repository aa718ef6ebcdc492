"""Areal measures beside NumPy, scikit-learn and DuckDB: bootstrap, sums, access, outlines."""

import importlib
from collections.abc import Callable
from functools import partial
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from clusterlab import measure
from measured import best, growth, traced_mb

Work = Callable[[], Any]
INDICES = (
    "location_quotient",
    "symmetric_location_quotient",
    "locational_gini",
    "hoover",
    "theil",
    "herfindahl",
    "krugman_concentration",
    "krugman_specialisation",
    "entropy",
    "relative_entropy",
    "simpson",
    "proximity",
    "relatedness_density",
    "complexity",
    "coagglomeration",
)


def cases(scale: float = 1.0) -> dict[str, Callable[[], list[dict[str, Any]]]]:
    """Each work at three sizes, the last of which is that of its goal, in a process of its own."""
    return {
        name: partial(_rows, make, goal, scale)
        for name, make, goal in (
            ("bootstrap", _bootstrap, "0.3 s"),
            ("sums", _sums, "2 ×"),
            ("sums of texts", _sums_of_texts, "2 ×"),
            ("gravity", _gravity, "1 ×"),
            ("catchment", _catchment, "1 ×"),
            ("outlines", _outlines, "level"),
            ("indices", _indices, "0.1 s"),
            ("coagglomeration", _coagglomeration, "1 ×"),
        )
    }


def run(scale: float = 1.0) -> list[dict[str, Any]]:
    """Time all one after another."""
    return [row for case in cases(scale).values() for row in case()]


def _rows(make: Callable[[float], Any], goal: str, scale: float) -> list[dict[str, Any]]:
    """Time one work; only the largest size beside its peer."""
    times, sizes = [], []
    for part in (0.25, 0.5, 1.0):
        size, work, peer, peer_work, gap = make(part * scale)
        wall, used, ours = best(work)
        times.append(used)
        sizes.append(size)
    peer_s, theirs = None, None
    if peer_work is not None:
        _, peer_s, theirs = best(peer_work, repeats=1 if used > 0.5 else 2)
    return [
        {
            "work": make.__doc__.strip(".").lower(),  # type: ignore[union-attr]
            "size": size,
            "ours_s": wall,
            "ours_cpu_s": used,
            "peer": peer,
            "peer_s": peer_s,
            "ratio": None if peer_s is None else peer_s / used,
            "goal": goal,
            "memory_mb": traced_mb(work),
            "error": None if theirs is None else gap(ours, theirs),
            "growth": growth(sizes, times),
        }
    ]


def _plants(number: int) -> pd.DataFrame:
    rng = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "region": 11_000 + 10 * rng.integers(0, 229, number),
            "industry": 10_000 + (rng.pareto(0.7, number) * 3).astype(int) % 20,
            "employees": np.ceil(rng.pareto(1.2, number) * 5),
        }
    )


def _bootstrap(scale: float) -> Any:
    """Location quotient interval, 999 draws."""
    number = int(100_000 * scale)
    plants = _plants(number)
    cell = ((plants["region"] - 11_000) // 10 * 20 + plants["industry"] - 10_000).to_numpy()
    jobs = plants["employees"].to_numpy()

    def rows() -> Any:
        rng = np.random.default_rng(0)
        drawn = np.empty((999, 229 * 20))
        for draw in range(999):
            picked = rng.integers(0, number, number)
            table = np.bincount(cell[picked], jobs[picked], minlength=229 * 20).reshape(229, 20)
            with np.errstate(all="ignore"):
                expected = np.outer(table.sum(axis=1), table.sum(axis=0))
                drawn[draw] = (table * table.sum() / expected).ravel()
        return np.nanquantile(drawn, [0.025, 0.975], axis=0)

    def gap(ours: Any, theirs: Any) -> float:
        held = np.bincount(cell, minlength=229 * 20) >= 50
        mine = ours.loc[:, "high"].to_numpy()
        sorted_index = (
            ours.index.get_level_values(0) * 100 + ours.index.get_level_values(1) - 10_000
        )
        mine = mine[np.argsort(sorted_index.to_numpy())]
        return float(np.median(np.abs(mine[held] / theirs[1][held] - 1)))

    return (
        number,
        lambda: measure.location_quotient_interval(plants),
        "rows drawn by NumPy",
        rows,
        gap,
    )


def _sums(scale: float) -> Any:
    """Region x industry sums, whole numbers as labels."""
    return _sums_of(scale, as_text=False)


def _sums_of_texts(scale: float) -> Any:
    """Region x industry sums, texts as labels."""
    return _sums_of(scale, as_text=True)


def _sums_of(scale: float, *, as_text: bool) -> Any:
    rng = np.random.default_rng(0)
    number = int(6_000_000 * scale)
    plants = pd.DataFrame(
        {
            "region": 11_000 + 10 * rng.integers(0, 229, number),
            "industry": 10_000 + (rng.pareto(0.7, number) * 20).astype(int) % 1200,
            "employees": rng.integers(1, 300, number).astype(float),
        }
    )
    if as_text:
        plants = plants.astype({"region": "str", "industry": "str"})
    names, work = "region, industry, sum(employees) as jobs", None
    try:
        duckdb = importlib.import_module("duckdb")
    except ImportError:
        peer = "pandas groupby (DuckDB absent)"

        def work() -> Any:
            return (
                plants.groupby(["region", "industry"])["employees"].sum().reset_index(name="jobs")
            )
    else:
        peer = f"DuckDB {duckdb.__version__}"
        # What it would draw stands in the way of the rows that are told.
        duckdb.execute("set enable_progress_bar = false")

        def work() -> Any:
            # DuckDB finds tables by their names among what this function itself knows.
            here = plants  # noqa: F841
            return duckdb.sql(f"select {names} from here group by region, industry").df()  # noqa: S608

    def gap(ours: Any, theirs: Any) -> float:
        wide = theirs.pivot_table(values="jobs", index="region", columns="industry")
        return float((ours - wide.fillna(0)).abs().max().max())

    return number, lambda: measure.industry_cells(plants), peer, work, gap


def _places(number: int, seed: int) -> gpd.GeoDataFrame:
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 30_000, (2, number))
    return gpd.GeoDataFrame(
        {"jobs": rng.uniform(1, 99, number)}, geometry=gpd.points_from_xy(*xy), crs=5186
    )


def _xy(points: gpd.GeoDataFrame) -> np.ndarray:
    return np.column_stack([points.geometry.x, points.geometry.y])


def _gravity(scale: float) -> Any:
    """Gravity access, as many origins as places."""
    from scipy.spatial.distance import cdist

    number = int(10_000 * scale)
    homes, work = _places(number, 0), _places(number, 1)
    return (
        number,
        lambda: measure.gravity_access(homes, work, mass="jobs", scale=3000),
        "NumPy",
        lambda: np.exp(-cdist(_xy(homes), _xy(work)) / 3000) @ work["jobs"].to_numpy(),
        lambda ours, theirs: float(np.abs(ours / theirs - 1).max()),
    )


def _catchment(scale: float) -> Any:
    """Floating catchment, as many homes as places."""
    from scipy.spatial.distance import cdist

    number = int(10_000 * scale)
    homes, work = _places(number, 0), _places(number, 1)

    def peer() -> Any:
        near = cdist(_xy(homes), _xy(work)) <= 1500
        heads, stock = homes["jobs"].to_numpy(), work["jobs"].to_numpy()
        sharers = heads @ near
        return near @ np.where(sharers > 0, stock / np.where(sharers > 0, sharers, 1), 0)

    return (
        number,
        lambda: measure.floating_catchment(
            homes, work, population="jobs", capacity="jobs", within=1500
        ),
        "NumPy",
        peer,
        lambda ours, theirs: float(np.abs(ours - theirs).max() / theirs.max()),
    )


def _outlines(scale: float) -> Any:
    """DBSCAN with outlines."""
    from sklearn.cluster import DBSCAN

    rng = np.random.default_rng(0)
    number = int(100_000 * scale)
    third = number // 3
    towns = rng.uniform(0, 200_000, (int(3000 * scale), 2))
    crowd = towns[rng.integers(0, len(towns), number - third)]
    crowd = crowd + rng.normal(0, 150, crowd.shape)
    xy = np.vstack([crowd, rng.uniform(0, 200_000, (third, 2))])
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=5186)
    return (
        number,
        lambda: measure.cluster_outlines(points, radius_m=200, minimum=8),
        "scikit-learn, labels only",
        lambda: DBSCAN(eps=200, min_samples=8).fit(xy).labels_,
        lambda ours, theirs: float(abs(len(ours) - theirs.max() - 1)),
    )


def _jobs(scale: float) -> pd.DataFrame:
    return pd.DataFrame(np.random.default_rng(0).pareto(1.2, (229, int(1200 * scale))))


def _indices(scale: float) -> Any:
    """Fifteen indices of 229 regions."""
    jobs = _jobs(scale)
    return (
        jobs.shape[1],
        lambda: [getattr(measure, name)(jobs) for name in INDICES],
        "–",
        None,
        None,
    )


def _coagglomeration(scale: float) -> Any:
    """Coagglomeration of all pairs, from 229 regions."""
    jobs = _jobs(scale)

    def peer() -> Any:
        values = jobs.to_numpy()
        area = values.sum(axis=1) / values.sum()
        apart = values / values.sum(axis=0) - area[:, None]
        return pd.DataFrame(apart.T @ apart / (1 - area @ area), jobs.columns, jobs.columns)

    return (
        jobs.shape[1],
        lambda: measure.coagglomeration(jobs),
        "NumPy",
        peer,
        lambda ours, theirs: float((ours - theirs).abs().max().max() / theirs.abs().max().max()),
    )


if __name__ == "__main__":
    for row in run():
        print(row)
