"""The Fourier sums of Gaussians against the sum as defined, at every spacing and place."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.measure import _kernel_grid
from clusterlab.measure._kernel_grid import ERROR, gaussian_sums


def defined(x, y, weight, gx, gy, h):
    """The sum, node by node."""
    total = np.zeros((len(gy), len(gx)))
    for i, up in enumerate(gy):
        for j, across in enumerate(gx):
            square = (x - across) ** 2 + (y - up) ** 2
            total[i, j] = (weight * np.exp(-square / (2 * h * h))).sum() / (2 * np.pi * h * h)
    return total


@pytest.fixture
def spectral(monkeypatch):
    monkeypatch.setattr(_kernel_grid, "EXACT", 0)
    monkeypatch.setattr(_kernel_grid, "TILE_EXACT", 0)


@settings(max_examples=25)
@given(
    seed=st.integers(0, 999),
    h=st.floats(3, 400),
    cell=st.floats(20, 200),
    side=st.sampled_from([1, 7, 2048]),
)
def test_tiles_by_fourier_equal_the_definition(seed, h, cell, side):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(180_000, 300, 60), rng.uniform(549_000, 551_000, 60)
    weight = rng.integers(0, 9, 60).astype(float)
    gx = np.floor(180_000 / cell - 9) * cell + np.arange(18) * cell
    gy = np.floor(550_000 / cell - 5) * cell + np.arange(11) * cell
    expected = defined(x, y, weight, gx, gy, h)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_kernel_grid, "EXACT", 0)
        patch.setattr(_kernel_grid, "TILE_EXACT", 0)
        patch.setattr(_kernel_grid, "NODES", side)
        got = gaussian_sums(x, y, weight, grid_x=gx, grid_y=gy, cell=cell, h=h)
    assert (got >= 0).all()
    # The top of the surface, which may lie between the nodes.
    top = max(expected.max(), defined(x, y, weight, x[:1], y[:1], h).max())
    assert np.abs(got - expected).max() <= ERROR * top


def test_exact_sums_equal_the_definition_in_chunks(monkeypatch):
    monkeypatch.setattr(_kernel_grid, "CHUNK", 50)
    rng = np.random.default_rng(1)
    x, y, weight = rng.uniform(0, 900, (3, 40))
    gx, gy = np.arange(0, 900, 100.0), np.arange(100, 500, 100.0)
    got = gaussian_sums(x, y, weight, grid_x=gx, grid_y=gy, cell=100, h=150)
    np.testing.assert_allclose(got, defined(x, y, weight, gx, gy, 150), rtol=1e-12)


def test_one_node_and_one_point(spectral):
    one = np.array([5.0])
    got = gaussian_sums(one, one, one, grid_x=one, grid_y=one, cell=10, h=2)
    assert got[0, 0] == pytest.approx(5 / (2 * np.pi * 4), rel=1e-9)


def test_far_points_leave_tiles_at_zero(spectral):
    gx = np.arange(0, 5000, 10.0)
    spot = np.array([100.0])
    got = gaussian_sums(spot, spot, np.ones(1), grid_x=gx, grid_y=gx, cell=10, h=1)
    assert got[250:, 250:].max() == 0
    assert got[10, 10] == pytest.approx(1 / (2 * np.pi), rel=1e-7)


def test_points_beyond_the_grid_count_where_they_reach_and_do_not_wrap(spectral):
    rng = np.random.default_rng(7)
    x, y = rng.uniform(-3000, 3000, (2, 400))
    gx = np.arange(-200, 300, 20.0)
    got = gaussian_sums(x, y, np.ones(400), grid_x=gx, grid_y=gx[:9], cell=20, h=60)
    expected = defined(x, y, np.ones(400), gx, gx[:9], 60)
    np.testing.assert_allclose(got, expected, atol=1e-8 * expected.max())


def test_the_same_numbers_each_time():
    rng = np.random.default_rng(2)
    x, y = rng.uniform(0, 9000, (2, 200_000))
    grid = np.arange(0, 9000, 90.0)
    made = [
        gaussian_sums(x, y, np.ones(200_000), grid_x=grid, grid_y=grid, cell=90, h=300)
        for _ in range(2)
    ]
    np.testing.assert_array_equal(*made)
    some = np.ix_([3, 50, 97], [10, 60])
    expected = defined(x, y, np.ones(200_000), grid[some[1][0]], grid[some[0][:, 0]], 300)
    assert np.abs(made[0][some] - expected).max() <= 1e-8 * made[0].max()


def test_memory_does_not_grow_with_points_times_nodes():
    rng = np.random.default_rng(3)
    x, y = rng.uniform(0, 50_000, (2, 300_000))
    grid = np.arange(0, 50_000, 100.0)
    tracemalloc.start()
    gaussian_sums(x, y, np.ones(300_000), grid_x=grid, grid_y=grid, cell=100, h=500)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    # Two Gaussians of points x 500 nodes took 2,400 MB.
    assert most < 120
