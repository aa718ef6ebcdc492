"""What lies near places against sums over all points, at reaches and bandwidths of any size."""

import numpy as np
import pytest

from clusterlab.measure._lanes import in_order, lanes_of, run_of
from clusterlab.measure._near import About, Within


def run_in_order(n, seed, *, lattice):
    random = np.random.default_rng(seed)
    if lattice:  # many twins, and many distances that are edges exactly
        xy = random.integers(0, 40, (n, 2)) * 50.0 + [180_000, 550_000]
    else:
        xy = random.uniform(0, 2000, (n, 2))
    weight = random.lognormal(1, 2, n)
    weight[::7] = 0
    return xy, weight


def near(way, xy, weight, exactly=None):
    lanes = lanes_of(xy, way.reach)
    order, lane = in_order(xy, lanes)
    x, y = np.ascontiguousarray(xy[order].T)
    run = run_of(x, y, weight[order], lane, lanes)
    sums, flags = way.sums(x, y, np.arange(x.size), run, lanes, exactly)
    back = np.argsort(order)
    return sums[back], flags[back]


def distances(xy):
    d = np.hypot(*(xy[:, None] - xy).transpose(2, 0, 1))
    np.fill_diagonal(d, np.inf)
    return d


@pytest.mark.parametrize("lattice", [False, True])
@pytest.mark.parametrize("grid", [[0.0], [0, 50, 250, 1e4], [0.01, 0.02, 900], [333.3]])
def test_within_counts_as_the_definition_does(lattice, grid):
    xy, weight = run_in_order(300, 1, lattice=lattice)
    got, _ = near(Within(np.array(grid, dtype=float)), xy, weight)
    d = distances(xy)
    expected = np.stack([(d <= r) @ weight for r in grid], axis=1)
    np.testing.assert_allclose(got, expected, rtol=1e-12)


def test_many_edges_in_one_bin_are_told_apart():
    xy, weight = run_in_order(200, 2, lattice=True)
    grid = np.unique(np.r_[np.arange(1, 60) * 50.0, np.sqrt(np.arange(1, 400)) * 50, 1e6])
    got, _ = near(Within(grid), xy, weight)
    d = distances(xy)
    np.testing.assert_allclose(got, np.stack([(d <= r) @ weight for r in grid], axis=1), rtol=1e-12)


@pytest.mark.parametrize("lattice", [False, True])
@pytest.mark.parametrize("h", [0.3, 4.0, 90.0, 1e4])
def test_bells_keep_their_relative_error_however_faint(lattice, h):
    grid = np.array([0.0, 120, 400, 1500])
    xy, weight = run_in_order(300, 3, lattice=lattice)
    got, flags = near(About(grid, h), xy, weight)
    d = distances(xy)
    bells = np.exp(-0.5 * ((d[None] - grid[:, None, None]) / h) ** 2)
    expected = (bells @ weight).T
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-300)
    # The same sums when told which to take point by point, and when told to take all.
    for told in (flags, np.ones_like(flags)):
        order = in_order(xy, lanes_of(xy, About(grid, h).reach))[0]
        again, _ = near(About(grid, h), xy, weight, told[order].copy())
        np.testing.assert_allclose(again, expected, rtol=1e-9, atol=1e-300)


def test_a_point_is_not_its_own_neighbour_but_its_twin_is():
    xy, weight = np.zeros((2, 2)), np.array([3.0, 5.0])
    for way in (Within(np.array([0.0])), About(np.array([0.0]), 10.0)):
        sums, _ = near(way, xy, weight)
        np.testing.assert_allclose(sums[:, 0], [5, 3], rtol=1e-12)


def test_parts_are_the_same_columns():
    xy, weight = run_in_order(100, 5, lattice=False)
    grid = np.linspace(0, 900, 10)
    for way in (Within(grid), About(grid, 60.0)):
        whole, _ = near(way, xy, weight)
        for start, stop in ((0, 3), (3, 10)):
            part = way.part(start, stop)
            assert part.steps == stop - start
            np.testing.assert_allclose(near(part, xy, weight)[0], whole[:, start:stop], rtol=1e-9)
