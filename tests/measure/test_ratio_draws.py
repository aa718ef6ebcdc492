"""Compiled draws against the ratios of `_relabelling`, and the memory that they may take."""

import subprocess
import sys

import geopandas as gpd
import numpy as np
import pytest

from clusterlab.measure import _compiled, _ratio_draws, _worth, m_density, m_function
from clusterlab.measure._near import About, Within
from clusterlab.measure._neighbours import shells
from clusterlab.measure._ratio_draws import compiled_curves
from clusterlab.measure._relabelling import Roles, as_steps, possible_rows, ratio_curves, relabelled

GRID = np.array([0.0, 100, 250, 400, 900, 1500])


def make(n, seed, *, lattice, whole, same, case_control):
    random = np.random.default_rng(seed)
    xy = random.uniform(0, 3000, (n, 2))
    if lattice:
        xy = random.integers(0, 60, (n, 2)) * 50.0 + [180_000, 550_000]
    kind = random.choice(3, n, p=[0.2, 0.3, 0.5])
    weight = random.lognormal(2, 1.5, n)
    if whole:
        weight = np.ceil(weight)
    reference = kind == 0
    counted = reference if same else kind == 1
    against = ~(reference | counted) if case_control else np.ones(n, dtype=bool)
    return Roles(reference, counted, against, weight), xy


def plain(roles, xy, *, simulations, move, h=None):
    orders = relabelled(roles, simulations=simulations, seed=4)
    rows = possible_rows(roles, orders)
    if h is None:
        blocks = as_steps(shells(xy, rows, GRID))
    else:
        d = np.hypot(*(xy[rows][:, None] - xy).transpose(2, 0, 1))
        d[np.arange(rows.size), rows] = np.inf
        bells = [np.exp(-0.5 * ((d - r) / h) ** 2) for r in GRID]
        blocks = [(rows, [bell.__matmul__ for bell in bells])]
    return ratio_curves(
        roles, orders, blocks, steps=GRID.size, accumulate=h is None, weights_move=move
    )


@pytest.mark.parametrize("lattice", [False, True])
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("same", [False, True])
@pytest.mark.parametrize("case_control", [False, True])
@pytest.mark.parametrize("move", [False, True])
@pytest.mark.parametrize("simulations", [0, 9])
def test_draws_are_those_of_the_plain_way(lattice, whole, same, case_control, move, simulations):
    roles, xy = make(200, 3, lattice=lattice, whole=whole, same=same, case_control=case_control)
    options = {"simulations": simulations, "move": move}
    got = compiled_curves(roles, xy, Within(GRID), seed=4, **options)
    np.testing.assert_allclose(got, plain(roles, xy, **options), rtol=1e-13)
    for h in (30.0, 200.0):
        got = compiled_curves(roles, xy, About(GRID, h), seed=4, **options)
        np.testing.assert_allclose(got, plain(roles, xy, h=h, **options), rtol=1e-9)


def test_blocks_and_threads_do_not_matter(monkeypatch):
    roles, xy = make(300, 5, lattice=True, whole=False, same=True, case_control=True)
    options = {"simulations": 20, "seed": 1, "move": False}
    for way in (Within(GRID), About(GRID, 80.0)):
        whole = compiled_curves(roles, xy, way, **options)
        with monkeypatch.context() as patch:
            patch.setattr(_compiled.os, "cpu_count", lambda: 1)
            assert np.array_equal(compiled_curves(roles, xy, way, **options), whole)
            patch.setattr(_ratio_draws, "BATCH", 1000)
            assert np.array_equal(compiled_curves(roles, xy, way, **options), whole)
            patch.setattr(_ratio_draws, "HELD", 600)
            np.testing.assert_allclose(compiled_curves(roles, xy, way, **options), whole, rtol=1e-9)


@pytest.mark.parametrize("measure", [m_function, m_density])
@pytest.mark.parametrize("null_model", ["labels", "pairs"])
def test_public_functions_give_the_same_by_both_ways(measure, null_model, monkeypatch):
    random = np.random.default_rng(0)
    points = gpd.GeoDataFrame(
        {
            "type": random.choice(["bio", "ict", "university"], 150),
            "employees": random.lognormal(2, 1, 150),
        },
        geometry=gpd.points_from_xy(*random.normal([180_000, 550_000], 500, (150, 2)).T),
        crs=5186,
    )
    options = {
        "distances_m": GRID,
        "of": "bio",
        "around": "ict",
        "weights": "employees",
        "null_model": null_model,
        "simulations": 19,
        "case_control": True,
    }
    monkeypatch.setattr(_worth, "PRICE", np.inf)
    first = measure(points, **options)
    monkeypatch.setattr(_worth, "PRICE", -np.inf)
    monkeypatch.setitem(measure.__globals__, "seconds_saved", lambda *_, **__: 1.0)
    np.testing.assert_allclose(measure(points, **options), first, rtol=1e-9)


MEMORY = """
import resource
import sys
import numpy as np
from clusterlab.measure._near import About, Within
from clusterlab.measure._ratio_draws import compiled_curves
from clusterlab.measure._relabelling import Roles

def curves(n, simulations):
    xy = np.random.default_rng(0).uniform(0, 1e4, (n, 2))
    reference = np.arange(n) < 300
    roles = Roles(reference, reference, ~reference, np.random.default_rng(1).lognormal(0, 1, n))
    grid = np.linspace(0, 400, 41)
    for way in (Within(grid), About(grid, 50.0)):
        compiled_curves(roles, xy, way, simulations=simulations, seed=1, move=False)

curves(500, 2)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[1]), -1))
curves(20_000, 40)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the address space")
def test_memory_stays_below_a_hundred_megabytes():
    # All pairs of one draw, as distances, would take 48 MB; of all points, 3.2 GB; and the labels
    # and sums of forty draws at once, 70 MB.
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(100 * 2**20)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-800:]
